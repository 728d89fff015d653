package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;

/**
 * {@code /.well-known/openid-configuration}: where others find the keys that identities are signed with; nothing when the
 * configuration names no issuer.
 *
 * @param issuer as the configuration names it.
 */
record DiscoveryEndpoint(String issuer) implements Endpoint {
    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        if (issuer.isEmpty()) {
            throw new HttpProblem(404, "OIDC Discovery endpoint disabled");
        }
        final JsonObject answer = new JsonObject()
                .put("id_token_signing_alg_values_supported", algorithms())
                .put("issuer", issuer)
                .put("jwks_uri", issuer.replaceAll("/+$", "") + "/.well-known/jwks.json")
                .put("response_types_supported", new JsonArray().add("code"))
                .put("subject_types_supported", new JsonArray().add("public"));
        call.reply(call.json().value(answer));
    }

    private static JsonArray algorithms() {
        return new JsonArray().add("RS256").add("EdDSA");
    }
}
