package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;

/** {@code /v1/operator/upgrade-check/…}: what would have to change before an upgrade. Nothing here has older ways to leave behind. */
final class UpgradeCheckEndpoint implements Endpoint {
    static final String PATH = "/v1/operator/upgrade-check/";

    private final GatewayContext context;

    UpgradeCheckEndpoint(final GatewayContext context) {
        this.context = context;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        if (!call.path().equals(PATH + "vault-workload-identity")) {
            throw new HttpProblem(404, "Path " + call.path() + " not found");
        }
        call.requireMethod("GET");
        final Read read = Read.of(QueryRequest.of(QueryKind.SCHEDULER_CONFIG), TableId.SCHEDULER_CONFIG);
        context.reads().answer(call, read, pages -> {
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
}
