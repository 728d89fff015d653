package io.drover.gateway.endpoint;

import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.acl.Hashes;
import io.drover.gateway.acl.RootKey;
import io.drover.gateway.command.AccessCommands;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.TableId;
import io.drover.sbe.reply.ResultCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/acl/auth-methods} and {@code /v1/acl/auth-method[/:name]}. */
final class AclMethodEndpoint extends AclObjectEndpoint {
    static final String LIST_PATH = "/v1/acl/auth-methods";
    static final String PATH = "/v1/acl/auth-method";

    /** What else the default method is found by, so that there is one at most. */
    private static final String DEFAULT = "default";

    private final AclEntries entries;

    AclMethodEndpoint(final GatewayContext context) {
        super(context, LIST_PATH, PATH, "missing ACL auth-method name");
        entries = new AclEntries(context, AclKind.AUTH_METHOD, TableId.ACL_AUTH_METHODS);
    }

    @Override
    void delete(final Call call, final String key) throws HttpProblem {
        entries.delete(call, key, 500, "ACL auth method not found");
    }

    @Override
    void list(final Call call) throws HttpProblem {
        entries.all(call, methods -> {
            final JsonWriter json = call.json().beginArray();
            for (final AclEntry method : methods) {
                json.value(AclEntries.indexed(
                        AclEntries.fields(method.document(), "Default", "Hash", "Type")
                                .put("Name", method.key()),
                        method));
            }
            call.reply(json.endArray());
        });
    }

    @Override
    void read(final Call call, final String name) throws HttpProblem {
        entries.one(call, name, method -> {
            if (method == null) {
                call.fail(404, "ACL auth-method not found");
            } else {
                call.reply(call.json().value(shown(method)));
            }
        });
    }

    private static JsonObject shown(final AclEntry method) {
        final JsonObject json = method.document().copy();
        json.remove("Secret");
        return AclEntries.indexed(json.put("Name", method.key()), method);
    }

    @Override
    void upsert(final Call call, final String pathName) throws HttpProblem {
        AclEntries.requireManagement(call);
        final RequestBody body = RequestBody.of(call, "structs.ACLAuthMethod");
        final String name = body.text("Name");
        if (!pathName.isEmpty() && !pathName.equals(name)) {
            throw new HttpProblem(400, "ACL auth-method name does not match request path");
        }
        final AclMethodDraft draft = AclMethodDraft.read(body);
        entries.fetch(
                call,
                name,
                existing -> call.when(context.access().rootKeys(), keys -> {
                    final JsonObject document =
                            draft.complete(existing, context.access().settings());
                    seal(document, draft, existing, keys.get(0));
                    store(call, name, document, existing);
                }));
    }

    /** The secret towards the provider is stored sealed; one that comes back as it is shown is the one that is stored. */
    private static void seal(
            final JsonObject document,
            final AclMethodDraft draft,
            final @Nullable AclEntry existing,
            final RootKey key) {
        final String secret = draft.clientSecret();
        if (!secret.isEmpty()) {
            document.put(
                    "Secret",
                    new JsonObject()
                            .put("KeyID", key.id().toString())
                            .put("Sealed", key.secrets().seal(secret, draft.name())));
        } else if (existing != null) {
            document.put("Secret", existing.document().value("Secret"));
        }
    }

    private void store(
            final Call call, final String name, final JsonObject document, final @Nullable AclEntry existing) {
        final JsonObject config = document.object("Config");
        document.put(
                "Hash",
                Hashes.of(List.of(
                        name,
                        document.text("Type"),
                        document.text("TokenLocality"),
                        document.text("TokenNameFormat"),
                        document.text("MaxTokenTTL"),
                        Boolean.toString(document.flag("Default")),
                        config == null ? "" : new String(JsonWriter.bytes(config), StandardCharsets.UTF_8))));
        final AccessCommands.Entry entry = new AccessCommands.Entry(
                AclKind.AUTH_METHOD,
                name,
                document.flag("Default") ? DEFAULT : "",
                JsonWriter.bytes(document),
                existing == null ? 0 : existing.modifyIndex(),
                0,
                0,
                List.of());
        entries.store(call, entry, stored -> {
            if (stored.reply().code() == ResultCode.ACL_ALIAS_TAKEN) {
                throw new HttpProblem(
                        400, "default method already exists: " + stored.reply().detail());
            }
            stored.require();
            final long index = stored.reply().index();
            final AclEntry now = new AclEntry(
                    AclKind.AUTH_METHOD,
                    name,
                    "",
                    existing == null ? index : existing.createIndex(),
                    index,
                    0,
                    document);
            call.index(index).reply(call.json().value(shown(now)));
        });
    }
}
