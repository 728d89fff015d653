package io.drover.gateway.endpoint;

import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.acl.Caller;
import io.drover.gateway.acl.RootKey;
import io.drover.gateway.command.AccessCommands;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.TableId;
import io.drover.sbe.reply.ResultCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/acl/token/onetime}: a secret that is exchanged for its maker's token, once and within ten minutes. */
final class AclOneTimeEndpoint implements Endpoint {
    static final String PATH = "/v1/acl/token/onetime";
    static final String EXCHANGE_PATH = "/v1/acl/token/onetime/exchange";

    private static final long LIFE_MS = 600_000;

    private final GatewayContext context;
    private final AclEntries entries;
    private final AclTokens tokens;

    AclOneTimeEndpoint(final GatewayContext context) {
        this.context = context;
        entries = new AclEntries(context, AclKind.ONE_TIME_TOKEN, TableId.ACL_ONE_TIME_TOKENS);
        tokens = new AclTokens(context);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        AclEntries.requireEnabled(context);
        if (call.path().equals(EXCHANGE_PATH)) {
            exchange(call);
        } else {
            create(call);
        }
    }

    private void create(final Call call) throws HttpProblem {
        final AclEntry token = call.caller().token();
        if (call.caller().kind() == Caller.Kind.ANONYMOUS) {
            throw new HttpProblem(500, "acl token lookup failed: missing secret id");
        }
        if (token == null) {
            throw HttpProblem.denied();
        }
        final String secret = AclTokens.newId();
        final long expiresMs = System.currentTimeMillis() + LIFE_MS;
        call.when(context.access().rootKeys(), keys -> {
            final AccessCommands.Entry entry = new AccessCommands.Entry(
                    AclKind.ONE_TIME_TOKEN,
                    token.key(),
                    keys.get(0).secrets().digest(secret),
                    "{}".getBytes(StandardCharsets.UTF_8),
                    -1,
                    expiresMs,
                    expiresMs,
                    List.of(new AccessCommands.Reference(AclKind.TOKEN, token.key())));
            entries.store(call, entry, stored -> {
                stored.require();
                final long index = stored.reply().index();
                final JsonObject made = new JsonObject()
                        .put("AccessorID", token.key())
                        .put("CreateIndex", index)
                        .put("ExpiresAt", Instant.ofEpochMilli(expiresMs).toString())
                        .put("ModifyIndex", index)
                        .put("OneTimeSecretID", secret);
                call.index(index)
                        .reply(call.json()
                                .value(new JsonObject().put("Index", index).put("OneTimeToken", made)));
            });
        });
    }

    private void exchange(final Call call) throws HttpProblem {
        final String secret =
                RequestBody.of(call, "structs.OneTimeTokenExchangeRequest").text("OneTimeSecretID");
        if (secret.isEmpty()) {
            throw new HttpProblem(500, "one-time token lookup failed: missing secret");
        }
        call.when(context.access().rootKeys(), keys -> exchange(call, secret, keys, 0));
    }

    /** Tries each key, as the secret may be older than the active one. */
    private void exchange(final Call call, final String secret, final List<RootKey> keys, final int at)
            throws HttpProblem {
        if (at == keys.size()) {
            throw HttpProblem.denied();
        }
        final String digest = keys.get(at).secrets().digest(secret);
        entries.send(call, AccessCommands.exchange(AclKind.ONE_TIME_TOKEN, digest), reply -> {
            if (reply.code() == ResultCode.ACL_ENTRY_NOT_FOUND) {
                exchange(call, secret, keys, at + 1);
                return;
            }
            Results.require(reply);
            tokens.entries().fetch(call, reply.detail(), token -> answer(call, token, reply.index()));
        });
    }

    private void answer(final Call call, final @Nullable AclEntry token, final long index) throws HttpProblem {
        if (token == null || token.isExpired(System.currentTimeMillis())) {
            throw HttpProblem.denied();
        }
        call.when(
                tokens.shown(token),
                shown -> call.index(index)
                        .reply(call.json()
                                .value(new JsonObject().put("Index", index).put("Token", shown))));
    }
}
