package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonWriter;

/** {@code /v1/status/…}: who leads, and who takes part. */
final class StatusEndpoint implements Endpoint {
    private final GatewayContext context;
    private final boolean isPeers;

    StatusEndpoint(final GatewayContext context, final boolean isPeers) {
        this.context = context;
        this.isPeers = isPeers;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        Members.load(context, call, members -> {
            final JsonWriter json = call.json();
            if (isPeers) {
                json.beginArray();
                members.all().forEach(member -> json.string(member.address()));
                json.endArray();
            } else {
                json.string(members.leader());
            }
            call.reply(json);
        });
    }
}
