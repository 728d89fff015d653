package io.drover.gateway.endpoint;

import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /v1/acl/oidc/…}: logins through a browser. Requests are checked as clients know it; those that would need the provider are
 * refused, because no server talks to one yet.
 */
final class AclOidcEndpoint implements Endpoint {
    static final String ADDRESS_PATH = "/v1/acl/oidc/auth-url";
    static final String COMPLETE_PATH = "/v1/acl/oidc/complete-auth";

    private static final String[][] OF_ADDRESS = {
        {"AuthMethodName", "auth method name"}, {"ClientNonce", "client nonce"}, {"RedirectURI", "redirect URI"},
    };
    private static final String[][] OF_COMPLETION = {
        {"AuthMethodName", "auth method name"},
        {"ClientNonce", "client nonce"},
        {"State", "state"},
        {"Code", "code"},
        {"RedirectURI", "redirect URI"},
    };

    private final GatewayContext context;
    private final AclLoginEndpoint logins;

    AclOidcEndpoint(final GatewayContext context, final AclLoginEndpoint logins) {
        this.context = context;
        this.logins = logins;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        AclEntries.requireEnabled(context);
        final boolean isAddress = call.path().equals(ADDRESS_PATH);
        final RequestBody body = RequestBody.of(
                call, isAddress ? "structs.ACLOIDCAuthURLRequest" : "structs.ACLOIDCCompleteAuthRequest");
        final List<String> errors = new ArrayList<>();
        for (final String[] field : isAddress ? OF_ADDRESS : OF_COMPLETION) {
            if (body.text(field[0]).isEmpty()) {
                errors.add("missing " + field[1]);
            }
        }
        if (!errors.isEmpty()) {
            throw new HttpProblem(
                    400,
                    "invalid OIDC " + (isAddress ? "auth-url" : "complete-auth") + " request: "
                            + ErrorTexts.list(errors));
        }
        logins.withMethod(call, body.text("AuthMethodName"), method -> {
            throw refusal(method);
        });
    }

    private static HttpProblem refusal(final AclEntry method) {
        final boolean hasClient =
                !AclLoginEndpoint.config(method).text("OIDCClientID").isEmpty();
        return new HttpProblem(
                500,
                "failed to generate OIDC provider: "
                        + (hasClient
                                ? "logins through a browser are not offered, use an auth method of type JWT"
                                : "NewConfig: invalid provider config: Config.Validate: client ID is empty: "
                                        + "invalid parameter"));
    }
}
