package io.drover.tools.cli.debug;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code operator debug}: collects facts once, state at intervals and the log meanwhile, in one compressed archive. */
public final class DebugCommand extends ApiCommand {
    private static final int COLLECTING_FAILED = 2;
    private static final int ANSWER_LENGTH_MAX = 64 << 20;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final Map<String, String> FACTS = new LinkedHashMap<>();
    private static final Map<String, String> STATE = new LinkedHashMap<>();

    static {
        FACTS.put("agent-self.json", "/v1/agent/self");
        FACTS.put("agent-host.json", "/v1/agent/host");
        FACTS.put("members.json", "/v1/agent/members");
        FACTS.put("regions.json", "/v1/regions");
        FACTS.put("namespaces.json", "/v1/namespaces");
        FACTS.put("leader.json", "/v1/status/leader");
        FACTS.put("raft.json", "/v1/operator/raft/configuration");
        FACTS.put("autopilot.json", "/v1/operator/autopilot/health");
        FACTS.put("scheduler.json", "/v1/operator/scheduler/configuration");
        FACTS.put("threads.txt", "/v1/agent/pprof/goroutine");
        STATE.put("jobs.json", "/v1/jobs?namespace=*");
        STATE.put("allocations.json", "/v1/allocations?namespace=*");
        STATE.put("evaluations.json", "/v1/evaluations?namespace=*");
        STATE.put("deployments.json", "/v1/deployments?namespace=*");
        STATE.put("nodes.json", "/v1/nodes");
        STATE.put("volumes-csi.json", "/v1/volumes?type=csi");
        STATE.put("volumes-host.json", "/v1/volumes?type=host");
        STATE.put("plugins.json", "/v1/plugins?type=csi");
        STATE.put("metrics.json", "/v1/metrics");
    }

    private final List<String> problems = new ArrayList<>();

    public DebugCommand() {
        super(
                "operator debug",
                "[options]",
                "Collects facts, state and logs of a cluster in an archive, for whoever looks for a fault. What it collects may"
                        + " name jobs and addresses; variables and secrets are not in it.");
        flags.text("duration", "duration", "5m", "How long to collect.")
                .text("interval", "duration", "30s", "How often to collect the state.")
                .text("log-level", "level", "TRACE", "The least level of the log's lines.")
                .text("output", "path", "The directory for the archive. Default = this one.")
                .bool("verbose", "Says what is collected.");
        for (final String accepted : List.of(
                "event-index",
                "event-topic",
                "log-lookback",
                "max-nodes",
                "node-class",
                "node-id",
                "server-id",
                "pprof-duration",
                "pprof-interval",
                "consul-http-addr",
                "consul-auth",
                "consul-token",
                "consul-token-file",
                "consul-client-cert",
                "consul-client-key",
                "consul-ca-cert",
                "consul-ca-path",
                "vault-address",
                "vault-token",
                "vault-client-cert",
                "vault-client-key",
                "vault-ca-cert",
                "vault-ca-path")) {
            flags.text(accepted, "value", "Is accepted for compatibility and has no effect.");
        }
        flags.bool("stale", "Lets any server answer.")
                .boolOn("log-include-location", "Is accepted for compatibility and has no effect.")
                .bool("log-file-export", "Is accepted for compatibility and has no effect.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final long durationNs;
        final long intervalNs;
        try {
            durationNs = duration("duration");
            intervalNs = duration("interval");
        } catch (final IllegalArgumentException e) {
            return fail(String.valueOf(e.getMessage()));
        }
        if (intervalNs > durationNs) {
            return fail("Error parsing interval: " + flags.text("interval") + " is greater than duration "
                    + flags.text("duration"));
        }
        api().get("/v1/agent/self");
        final Instant now = Instant.now();
        final String name = "nomad-debug-" + NAME.format(now);
        final Path archive = Path.of(flags.text("output"), name + ".tar.gz");
        ui().output("Collecting for " + Durations.format(durationNs) + " every " + Durations.format(intervalNs)
                + "...");
        try (TarFile file = new TarFile(archive, now.getEpochSecond())) {
            collect(file, name, (int) Math.max(1, durationNs / intervalNs), intervalNs);
        } catch (final IOException e) {
            ui().error("Error writing " + archive + ": " + e.getMessage());
            return COLLECTING_FAILED;
        }
        problems.forEach(problem -> ui().error(problem));
        ui().output("Created debug archive: " + archive);
        return 0;
    }

    /** A duration greater than zero, in nanoseconds. */
    private long duration(final String flag) {
        final String text = flags.text(flag);
        final long durationNs;
        try {
            durationNs = Durations.parse(text);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("Error parsing " + flag + ": " + text + ": " + e.getMessage(), e);
        }
        if (durationNs <= 0) {
            throw new IllegalArgumentException("Error parsing " + flag + ": " + text + " is not greater than 0");
        }
        return durationNs;
    }

    private void collect(final TarFile file, final String name, final int rounds, final long intervalNs)
            throws IOException, ApiException {
        final LogCapture log = LogCapture.start(api(), flags.text("log-level"));
        addAll(file, name + "/cluster/", FACTS);
        for (int round = 0; round < rounds; round++) {
            addAll(file, String.format("%s/state/%04d/", name, round), STATE);
            pause(intervalNs);
        }
        file.add(name + "/monitor.log", log.log());
        file.add(name + "/problems.txt", String.join("\n", problems).getBytes(StandardCharsets.UTF_8));
    }

    private void addAll(final TarFile file, final String folder, final Map<String, String> paths)
            throws IOException, ApiException {
        for (final Map.Entry<String, String> entry : paths.entrySet()) {
            note(folder + entry.getKey());
            final String[] parts = entry.getValue().split("\\?", 2);
            final Query query = new Query().when(flags.isOn("stale"), "stale");
            if (parts.length > 1) {
                final String[] parameter = parts[1].split("=", 2);
                query.with(parameter[0], parameter[1]);
            }
            try (Answer answer = api().stream(parts[0], query);
                    InputStream in = answer.body()) {
                file.add(folder + entry.getKey(), in.readNBytes(ANSWER_LENGTH_MAX));
            } catch (final ApiException e) {
                problems.add(folder + entry.getKey() + ": " + e.getMessage());
            }
        }
    }

    private static void pause(final long intervalNs) {
        try {
            TimeUnit.NANOSECONDS.sleep(intervalNs);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(final String text) {
        if (flags.isOn("verbose")) {
            ui().output("    " + text);
        }
    }
}
