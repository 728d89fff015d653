package io.drover.gateway.endpoint;

import io.drover.gateway.acl.NodeIdentities;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonObject;

/** {@code /v1/acl/identity/client-introduction-token}: a signed word that introduces a client to the cluster for some minutes. */
final class AclIntroductionEndpoint implements Endpoint {
    static final String PATH = "/v1/acl/identity/client-introduction-token";

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long TTL_DEFAULT_S = 5 * 60;
    private static final long TTL_MAX_S = 30 * 60;

    private final GatewayContext context;

    AclIntroductionEndpoint(final GatewayContext context) {
        this.context = context;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        if (!call.authority().writes("node")) {
            throw HttpProblem.denied();
        }
        final RequestBody body = RequestBody.of(call, "structs.ACLCreateClientIntroductionTokenRequest");
        final String pool = body.text("NodePool").isEmpty() ? "default" : body.text("NodePool");
        final String name = body.text("NodeName");
        final long asked = AclTokenWrites.duration(body.value("TTL")) / SECOND_NS;
        final long ttl = asked <= 0 ? TTL_DEFAULT_S : Math.min(asked, TTL_MAX_S);
        call.when(context.access().rootKeys(), keys -> {
            if (keys.isEmpty()) {
                throw new HttpProblem(500, "No cluster leader");
            }
            call.compute(ignored -> {
                final NodeIdentities identities = new NodeIdentities(
                        context.agent().region(), context.access().settings().issuer());
                final JsonObject claims = identities.introduction(name, pool, ttl, System.currentTimeMillis() / 1_000);
                call.reply(call.json()
                        .value(new JsonObject().put("JWT", keys.get(0).signer().sign(claims))));
            });
        });
    }
}
