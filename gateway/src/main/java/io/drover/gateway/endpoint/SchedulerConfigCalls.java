package io.drover.gateway.endpoint;

import io.drover.gateway.command.ConfigCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.SchedulerConfigRenderer;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import org.agrona.DirectBuffer;

/** Reads and sets what the scheduler goes by. */
final class SchedulerConfigCalls {
    private final GatewayContext context;

    SchedulerConfigCalls(final GatewayContext context) {
        this.context = context;
    }

    void handle(final Call call) throws HttpProblem {
        switch (call.method()) {
            case "GET" -> read(call);
            case "PUT", "POST" -> write(call);
            default -> throw HttpProblem.invalidMethod();
        }
    }

    private void read(final Call call) throws HttpProblem {
        final Read read = Read.of(QueryRequest.of(QueryKind.SCHEDULER_CONFIG), TableId.SCHEDULER_CONFIG);
        context.reads().answer(call, read, pages -> {
            final JsonWriter json = call.json().beginObject();
            json.name("Index").number(pages.index());
            json.name("KnownLeader").bool(true);
            json.name("LastContact").number(0);
            json.name("NextToken").string("");
            json.name("SchedulerConfig");
            SchedulerConfigRenderer.write(json, pages);
            call.reply(json.endObject());
        });
    }

    private void write(final Call call) throws HttpProblem {
        final ConfigCommands.SchedulerConfig config = config(call);
        final String cas = call.param("cas");
        final long expected;
        try {
            expected = cas.isEmpty() ? 0 : Long.parseUnsignedLong(cas);
        } catch (final NumberFormatException ex) {
            throw new HttpProblem(
                    400, "Error parsing cas value: strconv.ParseUint: parsing \"" + cas + "\": invalid syntax");
        }
        final DirectBuffer command = ConfigCommands.setScheduler(config, !cas.isEmpty(), expected);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            final boolean isUpdated = reply.code() != ResultCode.CONFIG_INDEX_CONFLICT;
            if (isUpdated) {
                Results.require(reply);
            }
            final JsonWriter json = call.json().beginObject();
            json.name("Index").number(reply.index());
            json.name("Updated").bool(isUpdated);
            call.index(reply.index()).reply(json.endObject());
        });
    }

    private static ConfigCommands.SchedulerConfig config(final Call call) throws HttpProblem {
        try {
            final RequestBody body = RequestBody.of(call, "api.SchedulerConfiguration");
            final String algorithm = body.text("SchedulerAlgorithm", "api.SchedulerAlgorithm");
            final RequestBody preemption = body.object("PreemptionConfig", "api.PreemptionConfig");
            final ConfigCommands.SchedulerConfig config = new ConfigCommands.SchedulerConfig(
                    algorithm.equals("spread"),
                    preemption.flag("SystemSchedulerEnabled"),
                    preemption.flag("SysBatchSchedulerEnabled"),
                    preemption.flag("BatchSchedulerEnabled"),
                    preemption.flag("ServiceSchedulerEnabled"),
                    body.flag("MemoryOversubscriptionEnabled"),
                    body.flag("RejectJobRegistration"),
                    body.flag("PauseEvalBroker"),
                    (int) body.number("NodeLimitForFeasibilityChecks"));
            if (algorithm.isEmpty() || algorithm.equals("binpack") || algorithm.equals("spread")) {
                return config;
            }
            throw new HttpProblem(400, "invalid scheduler algorithm: " + algorithm);
        } catch (final HttpProblem ex) {
            if (ex.text().startsWith("invalid scheduler algorithm")) {
                throw ex;
            }
            throw new HttpProblem(400, "Error parsing scheduler config: " + ex.text());
        }
    }
}
