package io.drover.gateway.endpoint;

import io.drover.gateway.acl.AccessException;
import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.acl.Bindings;
import io.drover.gateway.acl.LoginKeys;
import io.drover.gateway.acl.LoginToken;
import io.drover.gateway.acl.PolicyBook;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.TableId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code /v1/acl/login}: a token in exchange for one that an auth method trusts. */
final class AclLoginEndpoint implements Endpoint {
    static final String PATH = "/v1/acl/login";

    private final GatewayContext context;
    private final AclEntries methods;
    private final AclEntries rules;
    private final AclTokens tokens;

    AclLoginEndpoint(final GatewayContext context) {
        this.context = context;
        methods = new AclEntries(context, AclKind.AUTH_METHOD, TableId.ACL_AUTH_METHODS);
        rules = new AclEntries(context, AclKind.BINDING_RULE, TableId.ACL_BINDING_RULES);
        tokens = new AclTokens(context);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        AclEntries.requireEnabled(context);
        final RequestBody body = RequestBody.of(call, "structs.ACLLoginRequest");
        final String method = body.text("AuthMethodName");
        final String token = body.text("LoginToken");
        final List<String> errors = new ArrayList<>();
        if (method.isEmpty()) {
            errors.add("missing auth method name");
        }
        if (token.isEmpty()) {
            errors.add("missing login token");
        }
        if (!errors.isEmpty()) {
            throw new HttpProblem(400, "invalid login request: " + ErrorTexts.list(errors));
        }
        withMethod(call, method, found -> call.offload(ignored -> bind(call, found, claims(found, token))));
    }

    /** Goes on with a method that must be there. */
    void withMethod(final Call call, final String name, final Call.Continuation<AclEntry> next) {
        methods.fetch(call, name, found -> {
            if (found == null) {
                throw new HttpProblem(400, "auth-method \"" + name + "\" not found");
            }
            next.accept(found);
        });
    }

    private static JsonObject claims(final AclEntry method, final String token) throws HttpProblem {
        final JsonObject config = config(method);
        try {
            return LoginToken.verify(token, config, LoginKeys.of(config), System.currentTimeMillis() / 1_000);
        } catch (final AccessException ex) {
            throw new HttpProblem(401, "unable to validate provided token: " + ex.text());
        }
    }

    static JsonObject config(final AclEntry method) {
        final JsonObject config = method.document().object("Config");
        return config == null ? new JsonObject() : config;
    }

    /** Makes the token that the claims of a verified login are bound to. */
    void bind(final Call call, final AclEntry method, final JsonObject claims) {
        final JsonObject mapped = Bindings.mapped(claims, config(method));
        rules.fetchAll(
                call,
                all -> call.when(context.access().book(), book -> {
                    final List<AclEntry> own = all.stream()
                            .filter(rule -> rule.document().text("AuthMethod").equals(method.key()))
                            .toList();
                    make(call, method, mapped, own, book);
                }));
    }

    private void make(
            final Call call,
            final AclEntry method,
            final JsonObject mapped,
            final List<AclEntry> own,
            final PolicyBook book)
            throws HttpProblem {
        final Bindings bindings = Bindings.of(own, mapped, book);
        if (bindings.isEmpty()) {
            throw new HttpProblem(400, "no role or policy bindings matched");
        }
        final JsonObject how = method.document();
        final String name = Bindings.named(how.text("TokenNameFormat"), mapped, how.text("Type"), method.key());
        final JsonObject document = AclTokens.document(
                name,
                bindings.isManagement(),
                bindings.isManagement() ? JsonNull.NULL : JsonArray.ofStrings(bindings.policies()),
                bindings.roles().isEmpty() ? JsonNull.NULL : JsonArray.ofStrings(bindings.roles()),
                how.text("TokenLocality").equals("global"));
        final String ttl = how.text("MaxTokenTTL");
        final Instant at = Instant.parse(document.text("CreateTime"))
                .plusNanos(GoDuration.parse(ttl).nanos());
        final long expiresMs = AclTokens.expire(document, at, ttl);
        tokens.store(
                call,
                new AclTokens.Draft(AclTokens.newId(), AclTokens.newId(), document, expiresMs, null),
                shown -> call.index(shown.index()).reply(call.json().value(shown.token())));
    }
}
