package io.drover.gateway.endpoint;

import io.drover.gateway.command.ConfigCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import io.drover.sbe.snapshot.AutopilotRowDecoder;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;

/** {@code /v1/operator/autopilot/configuration}: kept for those who set it; members are neither added nor removed by themselves. */
final class AutopilotCalls {
    private static final String INTRODUCTION = "Error parsing autopilot config: ";

    private final GatewayContext context;

    AutopilotCalls(final GatewayContext context) {
        this.context = context;
    }

    void configuration(final Call call) throws HttpProblem {
        switch (call.method()) {
            case "GET" -> read(call);
            case "PUT" -> write(call);
            default -> throw new HttpProblem(404, "Invalid method");
        }
    }

    private void read(final Call call) throws HttpProblem {
        if (!call.options().stale() && context.reads().relayUnlessLeading(call)) {
            return;
        }
        call.when(context.core().query(QueryRequest.of(QueryKind.AUTOPILOT)), page -> {
            final JsonWriter json = call.json();
            page.forEach((header, rows, offset) -> {
                if (header.templateId() == AutopilotRowDecoder.TEMPLATE_ID) {
                    write(
                            json,
                            new AutopilotRowDecoder()
                                    .wrap(
                                            rows,
                                            offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                            header.blockLength(),
                                            header.version()));
                }
            });
            call.reply(json);
        });
    }

    private static void write(final JsonWriter json, final AutopilotRowDecoder row) {
        json.beginObject();
        json.name("CleanupDeadServers").bool(row.cleanupDeadServers() == Bool.YES);
        json.name("CreateIndex").number(row.createIndex());
        json.name("DisableUpgradeMigration").bool(row.disableUpgradeMigration() == Bool.YES);
        json.name("EnableCustomUpgrades").bool(row.enableCustomUpgrades() == Bool.YES);
        json.name("EnableRedundancyZones").bool(row.enableRedundancyZones() == Bool.YES);
        json.name("LastContactThreshold").string(GoDuration.format(row.lastContactThresholdNs()));
        json.name("MaxTrailingLogs").number(row.maxTrailingLogs());
        json.name("MinQuorum").number(row.minQuorum());
        json.name("ModifyIndex").number(row.modifyIndex());
        json.name("ServerStabilizationTime").string(GoDuration.format(row.serverStabilizationNs()));
        json.endObject();
    }

    private void write(final Call call) throws HttpProblem {
        final String cas = call.param("cas");
        final ConfigCommands.Autopilot config = config(call);
        final long expected;
        try {
            expected = cas.isEmpty() ? 0 : Long.parseUnsignedLong(cas);
        } catch (final NumberFormatException ex) {
            throw new HttpProblem(
                    400, "Error parsing cas value: strconv.ParseUint: parsing \"" + cas + "\": invalid syntax");
        }
        final DirectBuffer command = ConfigCommands.setAutopilot(config, !cas.isEmpty(), expected);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            final boolean isUpdated = reply.code() != ResultCode.AUTOPILOT_INDEX_CONFLICT;
            if (isUpdated) {
                Results.require(reply);
            }
            call.reply(call.json().bool(isUpdated));
        });
    }

    private static ConfigCommands.Autopilot config(final Call call) throws HttpProblem {
        if (call.body().length == 0) {
            throw new HttpProblem(400, INTRODUCTION + "Request body is empty");
        }
        try {
            final RequestBody body = RequestBody.of(call, "").withFieldsOf("");
            return new ConfigCommands.Autopilot(
                    body.flag("CleanupDeadServers"),
                    duration(body, "LastContactThreshold"),
                    duration(body, "ServerStabilizationTime"),
                    body.unsigned("MaxTrailingLogs"),
                    body.unsigned("MinQuorum"),
                    body.flag("EnableRedundancyZones"),
                    body.flag("DisableUpgradeMigration"),
                    body.flag("EnableCustomUpgrades"));
        } catch (final HttpProblem ex) {
            throw new HttpProblem(400, INTRODUCTION + ex.text());
        }
    }

    /** Durations are texts here, and unset ones are none. */
    private static long duration(final RequestBody body, final String name) throws HttpProblem {
        final String text = body.text(name);
        final OptionalLong ns = text.isEmpty() ? OptionalLong.of(0) : io.drover.gateway.http.GoDuration.parseNs(text);
        if (ns.isEmpty()) {
            throw new HttpProblem(400, "time: invalid duration \"" + text + "\"");
        }
        return ns.getAsLong();
    }
}
