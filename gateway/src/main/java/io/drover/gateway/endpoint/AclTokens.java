package io.drover.gateway.endpoint;

import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.acl.Hashes;
import io.drover.gateway.acl.PolicyBook;
import io.drover.gateway.acl.RootKey;
import io.drover.gateway.command.AccessCommands;
import io.drover.gateway.core.Reply;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.TableId;
import io.drover.sbe.reply.ResultCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens and shows them. The secret of a stored token is sealed with a root key and found by its digest; who may read the token gets
 * it opened.
 */
final class AclTokens {
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private final GatewayContext context;
    private final AclEntries entries;

    AclTokens(final GatewayContext context) {
        this.context = context;
        entries = new AclEntries(context, AclKind.TOKEN, TableId.ACL_TOKENS);
    }

    AclEntries entries() {
        return entries;
    }

    /** A token that was never stored: what callers without one are told that they are. */
    static JsonObject synthetic(final String accessor, final String name, final JsonValue policies) {
        return new JsonObject()
                .put("AccessorID", accessor)
                .put("CreateIndex", 0)
                .put("CreateTime", NEVER)
                .putNull("ExpirationTime")
                .put("ExpirationTTL", "")
                .put("Global", false)
                .putNull("Hash")
                .put("ModifyIndex", 0)
                .put("Name", name)
                .put("Policies", policies)
                .putNull("Roles")
                .put("SecretID", "")
                .put("Type", "client");
    }

    /** Shows a stored token with its secret. */
    CompletableFuture<JsonObject> shown(final AclEntry token) {
        final JsonObject sealed = token.document().object("Secret");
        final String keyId = sealed == null ? "" : sealed.text("KeyID");
        return context.access().rootKeys().thenCombine(context.access().book(), (keys, book) -> {
            String secret = "";
            for (final RootKey key : keys) {
                if (sealed != null && key.id().toString().equals(keyId)) {
                    secret = key.secrets().open(sealed.text("Sealed"), token.key());
                }
            }
            return shown(token, book, secret);
        });
    }

    /** A token as lists show it. */
    static JsonObject stub(final AclEntry token, final PolicyBook book) {
        final JsonObject json = shown(token, book, "");
        json.remove("SecretID");
        json.remove("ExpirationTTL");
        return json;
    }

    private static JsonObject shown(final AclEntry token, final PolicyBook book, final String secret) {
        final JsonObject json = AclEntries.indexed(
                AclEntries.fields(
                        token.document(),
                        "CreateTime",
                        "ExpirationTime",
                        "ExpirationTTL",
                        "Global",
                        "Hash",
                        "Name",
                        "Policies",
                        "Type"),
                token);
        return json.put("AccessorID", token.key())
                .put("Roles", roles(token.document(), book))
                .put("SecretID", secret);
    }

    /** Roles that are still there, under the names that they have now. */
    private static JsonValue roles(final JsonObject document, final PolicyBook book) {
        if (document.isNull("Roles")) {
            return JsonNull.NULL;
        }
        final JsonArray links = new JsonArray();
        for (final String id : document.texts("Roles")) {
            final AclEntry role = book.role(id);
            if (role != null) {
                links.add(new JsonObject().put("ID", id).put("Name", role.alias()));
            }
        }
        return links;
    }

    /**
     * A token that is to be stored.
     *
     * @param accessor its public id.
     * @param secret its secret, which is stored sealed; empty to keep that of the existing one.
     * @param document what clients set, without what is derived.
     * @param expiresMs from when on it counts no more, 0 for never.
     * @param existing the one that it replaces.
     */
    record Draft(
            String accessor,
            String secret,
            JsonObject document,
            long expiresMs,
            @Nullable AclEntry existing) {}

    /** Fields of a token's document, with the time of now. */
    static JsonObject document(
            final String name,
            final boolean isManagement,
            final JsonValue policies,
            final JsonValue roles,
            final boolean isGlobal) {
        return new JsonObject()
                .put("Name", name)
                .put("Type", isManagement ? "management" : "client")
                .put("Policies", policies)
                .put("Roles", roles)
                .put("Global", isGlobal)
                .put("CreateTime", Instant.now().toString())
                .putNull("ExpirationTime")
                .put("ExpirationTTL", "");
    }

    /** Says in a document when the token expires, and answers in milliseconds. */
    static long expire(final JsonObject document, final Instant at, final String ttl) {
        document.put("ExpirationTime", at.toString()).put("ExpirationTTL", ttl);
        return at.toEpochMilli();
    }

    /** Stores a token and goes on with it as clients see it. */
    void store(final Call call, final Draft draft, final Call.Continuation<Shown> next) {
        call.when(context.access().rootKeys(), keys -> {
            final Sealed sealed = seal(keys, draft);
            final List<AccessCommands.Reference> references = draft.document().texts("Roles").stream()
                    .map(role -> new AccessCommands.Reference(AclKind.ROLE, role))
                    .toList();
            final AclEntry existing = draft.existing();
            final AccessCommands.Entry entry = new AccessCommands.Entry(
                    AclKind.TOKEN,
                    draft.accessor(),
                    sealed.digest(),
                    JsonWriter.bytes(sealed.document()),
                    existing == null ? 0 : existing.modifyIndex(),
                    draft.expiresMs(),
                    draft.expiresMs() == 0
                            ? 0
                            : draft.expiresMs() + context.access().settings().keptMs(),
                    references);
            entries.store(call, entry, stored -> {
                if (stored.reply().code() == ResultCode.ACL_REFERENCE_MISSING) {
                    throw new HttpProblem(
                            400, "cannot find role " + stored.reply().detail());
                }
                if (stored.reply().code() == ResultCode.ACL_ALIAS_TAKEN) {
                    throw new HttpProblem(400, "token secret is already in use");
                }
                stored.require();
                show(call, draft, sealed.document(), stored.reply(), next);
            });
        });
    }

    /** Stores the first management token. */
    void bootstrap(final Call call, final Draft draft, final long resetIndex, final Call.Continuation<Shown> next) {
        call.when(context.access().rootKeys(), keys -> {
            final Sealed sealed = seal(keys, draft);
            entries.send(
                    call,
                    AccessCommands.bootstrap(
                            draft.accessor(), sealed.digest(), JsonWriter.bytes(sealed.document()), resetIndex),
                    reply -> {
                        if (reply.code() == ResultCode.ACL_BOOTSTRAPPED) {
                            throw new HttpProblem(
                                    400,
                                    resetIndex > 0
                                            ? "Invalid bootstrap reset index (specified " + resetIndex
                                                    + ", reset index: " + reply.value() + ")"
                                            : "ACL bootstrap already done (reset index: " + reply.value() + ")");
                        }
                        Results.require(reply);
                        show(call, draft, sealed.document(), reply, next);
                    });
        });
    }

    /** A token that was stored, as clients see it, and the index of the write. */
    record Shown(JsonObject token, long index) {}

    private record Sealed(String digest, JsonObject document) {}

    private static Sealed seal(final List<RootKey> keys, final Draft draft) throws HttpProblem {
        final JsonObject document = draft.document();
        document.put("Hash", Hashes.ofToken(document));
        final AclEntry existing = draft.existing();
        if (existing != null && draft.secret().isEmpty()) {
            document.put("Secret", existing.document().value("Secret"));
            return new Sealed(existing.alias(), document);
        }
        if (keys.isEmpty()) {
            throw new HttpProblem(500, "No cluster leader");
        }
        final RootKey key = keys.get(0);
        document.put(
                "Secret",
                new JsonObject()
                        .put("KeyID", key.id().toString())
                        .put("Sealed", key.secrets().seal(draft.secret(), draft.accessor())));
        return new Sealed(key.secrets().digest(draft.secret()), document);
    }

    private void show(
            final Call call,
            final Draft draft,
            final JsonObject document,
            final Reply reply,
            final Call.Continuation<Shown> next) {
        final AclEntry existing = draft.existing();
        final long createIndex = existing == null ? reply.index() : existing.createIndex();
        final AclEntry stored = new AclEntry(
                AclKind.TOKEN, draft.accessor(), "", createIndex, reply.index(), draft.expiresMs(), document);
        call.when(shown(stored), json -> next.accept(new Shown(json, reply.index())));
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }
}
