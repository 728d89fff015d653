package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;

/** {@code /v1/regions}. */
final class RegionsEndpoint implements Endpoint {
    private final GatewayContext context;

    RegionsEndpoint(final GatewayContext context) {
        this.context = context;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        call.reply(call.json().beginArray().string(context.agent().region()).endArray());
    }
}
