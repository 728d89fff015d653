package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code /v1/operator/…}: the members of the cluster and how they are. */
final class OperatorEndpoint implements Endpoint {
    static final String PATH = "/v1/operator/";

    private static final String KEYRING = "keyring/";
    private static final String RAFT = "raft/";
    private static final String UPGRADE_CHECK = "upgrade-check/";

    private final GatewayContext context;
    private final KeyringCalls keyring;
    private final RaftCalls raft;
    private final SchedulerConfigCalls schedulerConfig;
    private final AutopilotCalls autopilot;
    private final FeatureLevelCalls featureLevel;
    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    OperatorEndpoint(final GatewayContext context) {
        this.context = context;
        keyring = new KeyringCalls(context);
        raft = new RaftCalls(context);
        schedulerConfig = new SchedulerConfigCalls(context);
        autopilot = new AutopilotCalls(context);
        featureLevel = new FeatureLevelCalls(context);
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
        if (rest.startsWith(UPGRADE_CHECK)) {
            checkUpgrade(call, rest.substring(UPGRADE_CHECK.length()));
            return;
        }
        switch (rest) {
            case "scheduler/configuration" -> schedulerConfig.handle(call);
            case "autopilot/configuration" -> autopilot.configuration(call);
            case "feature-level" -> featureLevel.handle(call);
            case "autopilot/health" -> health(call);
            case "invariants" -> {
                call.requireMethod("GET");
                call.when(
                        context.agent().stateFiles().check(),
                        report -> call.reply(call.json().value(report)));
            }
            case "license" -> license(call);
            case "utilization" -> {
                call.requireMethod("PUT", "POST");
                throw new HttpProblem(501, "Nomad Enterprise only endpoint");
            }
            default -> call.replyNothing(404);
        }
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

    /** Jobs that get secrets from Vault are refused here, so that none stands in the way. */
    private void checkUpgrade(final Call call, final String what) throws HttpProblem {
        if (!what.equals("vault-workload-identity")) {
            throw new HttpProblem(404, "Path " + PATH + UPGRADE_CHECK + what + " not found");
        }
        call.requireMethod("GET");
        context.reads().answer(call, Read.of(QueryRequest.of(QueryKind.INDEXES), TableId.JOBS), pages -> {
            final JsonWriter json = call.json().beginObject();
            json.name("Index").number(pages.index());
            json.name("JobsWithoutVaultIdentity").beginArray().endArray();
            json.name("KnownLeader").bool(true);
            json.name("LastContact").number(0);
            json.name("NextToken").string("");
            json.name("OutdatedNodes").beginArray().endArray();
            json.name("VaultTokens").nil();
            call.reply(json.endObject());
        });
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
