package io.drover.gateway.endpoint;

import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.acl.Hashes;
import io.drover.gateway.acl.PolicyBook;
import io.drover.gateway.command.AccessCommands;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.TableId;
import io.drover.sbe.reply.ResultCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/acl/roles}, {@code /v1/acl/role[/:id]} and {@code /v1/acl/role/name/:name}. */
final class AclRoleEndpoint extends AclObjectEndpoint {
    static final String LIST_PATH = "/v1/acl/roles";
    static final String PATH = "/v1/acl/role";

    private static final String BY_NAME = PATH + "/name/";

    private final AclEntries entries;

    AclRoleEndpoint(final GatewayContext context) {
        super(context, LIST_PATH, PATH, "missing ACL role ID");
        entries = new AclEntries(context, AclKind.ROLE, TableId.ACL_ROLES);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        if (!call.path().startsWith(BY_NAME)) {
            super.handle(call);
            return;
        }
        call.requireMethod("GET");
        AclEntries.requireEnabled(context);
        final String name = call.path().substring(BY_NAME.length());
        if (name.isEmpty()) {
            throw new HttpProblem(400, "missing ACL role name");
        }
        entries.oneByAlias(call, name, role -> reply(call, role));
    }

    @Override
    void read(final Call call, final String id) throws HttpProblem {
        entries.one(call, id, role -> reply(call, role));
    }

    @Override
    void delete(final Call call, final String key) throws HttpProblem {
        entries.delete(call, key, 500, "ACL role not found");
    }

    @Override
    void list(final Call call) throws HttpProblem {
        entries.all(call, roles -> {
            final JsonWriter json = call.json().beginArray();
            roles.stream()
                    .filter(role -> isVisible(call, role))
                    .forEach(role ->
                            json.value(written(role.key(), role.document(), role.createIndex(), role.modifyIndex())));
            call.reply(json.endArray());
        });
    }

    private static void reply(final Call call, final @Nullable AclEntry role) throws HttpProblem {
        if (role == null) {
            if (!call.authority().isManagement()) {
                throw HttpProblem.denied();
            }
            call.fail(404, "ACL role not found");
        } else if (!isVisible(call, role)) {
            throw HttpProblem.denied();
        } else {
            call.reply(call.json().value(written(role.key(), role.document(), role.createIndex(), role.modifyIndex())));
        }
    }

    private static boolean isVisible(final Call call, final AclEntry role) {
        final AclEntry token = call.caller().token();
        return call.authority().isManagement()
                || token != null && token.document().texts("Roles").contains(role.key());
    }

    private static JsonObject written(
            final String id, final JsonObject document, final long createIndex, final long modifyIndex) {
        return AclEntries.fields(document, "Description", "Hash", "Name")
                .put("CreateIndex", createIndex)
                .put("ID", id)
                .put("ModifyIndex", modifyIndex)
                .put("Policies", AclPolicyEndpoint.links(document.texts("Policies")));
    }

    @Override
    void upsert(final Call call, final String pathId) throws HttpProblem {
        AclEntries.requireManagement(call);
        final RequestBody body = RequestBody.of(call, "structs.ACLRole");
        final String id = body.text("ID");
        if (!pathId.isEmpty() && !pathId.equals(id)) {
            throw new HttpProblem(400, "ACL role ID does not match request path");
        }
        final String name = body.text("Name");
        final Set<String> policies = policies(body.value("Policies"));
        check(name, body.text("Description"), policies);
        final JsonObject document = new JsonObject()
                .put("Name", name)
                .put("Description", body.text("Description"))
                .put("Policies", JsonArray.ofStrings(policies));
        final List<String> hashed = new ArrayList<>(List.of(name, body.text("Description")));
        hashed.addAll(policies);
        document.put("Hash", Hashes.of(hashed));
        call.when(context.access().book(), book -> {
            requirePolicies(book, policies);
            final AclEntry existing = id.isEmpty() ? null : book.role(id);
            if (!id.isEmpty() && existing == null) {
                throw new HttpProblem(400, "cannot find role " + id);
            }
            store(call, existing, document);
        });
    }

    private static void check(final String name, final String description, final Set<String> policies)
            throws HttpProblem {
        final List<String> errors = new ArrayList<>();
        if (!AclPolicyEndpoint.NAME.matcher(name).matches()) {
            errors.add("invalid name '" + name + "'");
        }
        if (description.length() > AclPolicyEndpoint.DESCRIPTION_LENGTH_MAX) {
            errors.add("description longer than " + AclPolicyEndpoint.DESCRIPTION_LENGTH_MAX);
        }
        if (policies.isEmpty()) {
            errors.add("at least one policy should be specified");
        }
        if (!errors.isEmpty()) {
            throw new HttpProblem(400, "role 0 invalid: " + ErrorTexts.list(errors));
        }
    }

    private static void requirePolicies(final PolicyBook book, final Set<String> policies) throws HttpProblem {
        for (final String policy : policies) {
            if (book.policy(policy) == null) {
                throw new HttpProblem(400, "cannot find policy " + policy);
            }
        }
    }

    private void store(final Call call, final @Nullable AclEntry existing, final JsonObject document) {
        final String id = existing == null ? UUID.randomUUID().toString() : existing.key();
        final List<AccessCommands.Reference> references = document.texts("Policies").stream()
                .map(policy -> new AccessCommands.Reference(AclKind.POLICY, policy))
                .toList();
        final AccessCommands.Entry entry = new AccessCommands.Entry(
                AclKind.ROLE,
                id,
                document.text("Name"),
                JsonWriter.bytes(document),
                existing == null ? 0 : existing.modifyIndex(),
                0,
                0,
                references);
        entries.store(call, entry, stored -> {
            if (stored.reply().code() == ResultCode.ACL_ALIAS_TAKEN) {
                throw new HttpProblem(400, "role with name " + document.text("Name") + " already exists");
            }
            if (stored.reply().code() == ResultCode.ACL_REFERENCE_MISSING) {
                throw new HttpProblem(
                        400, "cannot find policy " + stored.reply().detail());
            }
            stored.require();
            final long index = stored.reply().index();
            final long createIndex = existing == null ? index : existing.createIndex();
            call.index(index).reply(call.json().value(written(id, document, createIndex, index)));
        });
    }

    /** Links of policies; one that is named twice counts once. */
    private static Set<String> policies(final JsonValue sent) {
        final Set<String> names = new LinkedHashSet<>();
        if (sent instanceof JsonArray array) {
            array.objects().forEach(link -> names.add(link.text("Name")));
        }
        return names;
    }
}
