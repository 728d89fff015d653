package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code /v1/operator/…}: the members of the cluster and how they are. */
final class OperatorEndpoint implements Endpoint {
    static final String PATH = "/v1/operator/";

    private static final String KEYRING = "keyring/";
    private static final String RAFT = "raft/";

    private final GatewayContext context;
    private final KeyringCalls keyring;
    private final RaftCalls raft;
    private final SchedulerConfigCalls schedulerConfig;
    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    OperatorEndpoint(final GatewayContext context) {
        this.context = context;
        keyring = new KeyringCalls(context);
        raft = new RaftCalls(context);
        schedulerConfig = new SchedulerConfigCalls(context);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        final String rest = call.path().substring(PATH.length());
        if (rest.startsWith(KEYRING)) {
            keyring.handle(call, rest.substring(KEYRING.length()));
            return;
        }
        if (rest.startsWith(RAFT)) {
            raft.handle(call, rest.substring(RAFT.length()));
            return;
        }
        switch (rest) {
            case "scheduler/configuration" -> schedulerConfig.handle(call);
            case "autopilot/configuration" -> autopilot(call);
            case "autopilot/health" -> health(call);
            case "license" -> license(call);
            case "utilization" -> {
                call.requireMethod("PUT", "POST");
                throw new HttpProblem(501, "Nomad Enterprise only endpoint");
            }
            default -> call.replyNothing(404);
        }
    }

    /** What of it applies is fixed here: members are neither added nor removed by themselves. */
    private static void autopilot(final Call call) throws HttpProblem {
        if (!call.isMethod("GET")) {
            throw new HttpProblem(404, "Invalid method");
        }
        final JsonWriter json = call.json().beginObject();
        json.name("CleanupDeadServers").bool(false);
        json.name("CreateIndex").number(1);
        json.name("DisableUpgradeMigration").bool(false);
        json.name("EnableCustomUpgrades").bool(false);
        json.name("EnableRedundancyZones").bool(false);
        json.name("LastContactThreshold").string("200ms");
        json.name("MaxTrailingLogs").number(250);
        json.name("MinQuorum").number(0);
        json.name("ModifyIndex").number(1);
        json.name("ServerStabilizationTime").string("10s");
        call.reply(json.endObject());
    }

    private void health(final Call call) throws HttpProblem {
        if (!call.isMethod("GET")) {
            throw new HttpProblem(404, "Invalid method");
        }
        Members.load(context, call, members -> {
            final int count = members.all().size();
            final int expected = context.agent().memberCount();
            final boolean isHealthy = count == expected && members.leaderId() >= 0;
            final JsonWriter json = call.json().beginObject();
            json.name("FailureTolerance").number(Math.max(0, count - (expected / 2 + 1)));
            json.name("Healthy").bool(isHealthy);
            json.name("Leader").string(Integer.toString(members.leaderId()));
            json.name("Servers").beginArray();
            members.all().forEach(member -> write(json, member, members.leaderId()));
            json.endArray();
            json.name("Voters").beginArray();
            members.all().forEach(member -> json.string(Integer.toString(member.id())));
            json.endArray();
            call.reply(isHealthy ? 200 : 429, json.endObject());
        });
    }

    private void write(final JsonWriter json, final Members.Member member, final int leaderId) {
        json.beginObject();
        json.name("Address").string(member.address());
        json.name("Healthy").bool(true);
        json.name("ID").string(Integer.toString(member.id()));
        json.name("LastContact").string("0s");
        json.name("LastIndex").number(1);
        json.name("LastTerm").number(1);
        json.name("Leader").bool(member.id() == leaderId);
        json.name("Name").string(member.name() + "." + context.agent().region());
        json.name("SerfStatus").string("alive");
        json.name("StableSince").string(startedAt.toString());
        json.name("Version").string(context.agent().version());
        json.name("Voter").bool(true);
        json.endObject();
    }

    private static void license(final Call call) throws HttpProblem {
        switch (call.method()) {
            case "GET" -> {
                call.replyNothing(204);
            }
            case "PUT", "POST" -> throw new HttpProblem(501, "Nomad Enterprise only endpoint");
            default -> throw HttpProblem.invalidMethod();
        }
    }
}
