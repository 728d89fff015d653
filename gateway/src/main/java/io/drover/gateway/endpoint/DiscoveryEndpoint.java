package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;

/** {@code /.well-known/openid-configuration}: there is none, because no issuer can be configured. */
final class DiscoveryEndpoint implements Endpoint {
    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        throw new HttpProblem(404, "OIDC Discovery endpoint disabled");
    }
}
