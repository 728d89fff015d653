package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * {@code /v1/agent/schedulers}: clients know a number of workers for kinds of jobs. Scheduling happens within the commit here, so the
 * settings are kept for those who ask again, and change nothing.
 */
final class AgentSchedulers {
    private static final Set<String> KINDS = Set.of("service", "batch", "system", "sysbatch", "_core");
    private static final List<String> ALL = List.of("service", "batch", "system", "sysbatch", "_core");

    private final String serverId;
    private volatile Settings settings;

    AgentSchedulers(final String serverId) {
        this.serverId = serverId;
        settings = Settings.of(Math.max(1, Runtime.getRuntime().availableProcessors()), ALL);
    }

    /** What was set last, and who works by it. */
    private record Settings(List<String> kinds, List<UUID> workers, Instant since) {
        static Settings of(final int count, final List<String> kinds) {
            final List<UUID> workers =
                    Stream.generate(UUID::randomUUID).limit(count).toList();
            return new Settings(List.copyOf(kinds), workers, Instant.now());
        }
    }

    void list(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        final Settings now = settings;
        final JsonWriter json = call.json().beginObject().name("schedulers").beginArray();
        for (int i = 0; i < now.workers.size(); i++) {
            final boolean isPaused = i > 0;
            json.beginObject();
            write(json, now.kinds);
            json.name("id").string(now.workers.get(i).toString());
            json.name("started").string(now.since.toString());
            json.name("status").string(isPaused ? "Paused" : "Started");
            json.name("workload_status").string(isPaused ? "Paused" : "WaitingToDequeue");
            json.endObject();
        }
        json.endArray();
        json.name("server_id").string(serverId);
        call.reply(json.endObject());
    }

    void configuration(final Call call) throws HttpProblem {
        if (call.isMethod("PUT", "POST")) {
            change(call);
        } else {
            call.requireMethod("GET");
        }
        final Settings now = settings;
        final JsonWriter json = call.json().beginObject();
        write(json, now.kinds);
        json.name("num_schedulers").number(now.workers.size());
        json.name("server_id").string(serverId);
        call.reply(json.endObject());
    }

    private void change(final Call call) throws HttpProblem {
        final RequestBody body;
        final long count;
        final List<String> kinds;
        try {
            body = RequestBody.of(call, "api.AgentSchedulersConfig");
            count = body.number("num_schedulers");
            kinds = body.isSet("enabled_schedulers") ? body.texts("enabled_schedulers") : List.of();
        } catch (final HttpProblem problem) {
            throw new HttpProblem(400, "Invalid request: " + problem.text());
        }
        final int countMax = Math.max(1, Runtime.getRuntime().availableProcessors());
        if (count < 1 || count > countMax || kinds.isEmpty() || !KINDS.containsAll(kinds)) {
            throw new HttpProblem(400, "Invalid request");
        }
        settings = Settings.of((int) count, kinds);
    }

    private static void write(final JsonWriter json, final List<String> kinds) {
        json.name("enabled_schedulers").beginArray();
        kinds.forEach(json::string);
        json.endArray();
    }
}
