package io.drover.gateway.endpoint;

import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.acl.Hashes;
import io.drover.gateway.command.AccessCommands;
import io.drover.gateway.filter.Filter;
import io.drover.gateway.filter.FilterException;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.TableId;
import io.drover.sbe.reply.ResultCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/acl/binding-rules} and {@code /v1/acl/binding-rule[/:id]}. */
final class AclRuleEndpoint extends AclObjectEndpoint {
    static final String LIST_PATH = "/v1/acl/binding-rules";
    static final String PATH = "/v1/acl/binding-rule";

    private final AclEntries entries;

    AclRuleEndpoint(final GatewayContext context) {
        super(context, LIST_PATH, PATH, "missing ACL binding rule ID");
        entries = new AclEntries(context, AclKind.BINDING_RULE, TableId.ACL_BINDING_RULES);
    }

    @Override
    void delete(final Call call, final String key) throws HttpProblem {
        entries.delete(call, key, 500, "ACL binding rule not found");
    }

    @Override
    void list(final Call call) throws HttpProblem {
        entries.all(call, rules -> {
            final JsonWriter json = call.json().beginArray();
            for (final AclEntry rule : rules) {
                json.value(AclEntries.indexed(
                        AclEntries.fields(rule.document(), "AuthMethod", "Description", "Hash")
                                .put("ID", rule.key()),
                        rule));
            }
            call.reply(json.endArray());
        });
    }

    @Override
    void read(final Call call, final String id) throws HttpProblem {
        entries.one(call, id, rule -> {
            if (rule == null) {
                call.fail(404, "ACL binding rule not found");
            } else {
                call.reply(call.json().value(shown(rule)));
            }
        });
    }

    private static JsonObject shown(final AclEntry rule) {
        return AclEntries.indexed(rule.document().copy().put("ID", rule.key()), rule);
    }

    @Override
    void upsert(final Call call, final String pathId) throws HttpProblem {
        AclEntries.requireManagement(call);
        final RequestBody body = RequestBody.of(call, "structs.ACLBindingRule");
        final String sentId = body.text("ID");
        if (!pathId.isEmpty() && !sentId.isEmpty() && !pathId.equals(sentId)) {
            throw new HttpProblem(400, "ACL binding rule ID does not match request path");
        }
        final String id = sentId.isEmpty() ? pathId : sentId;
        final JsonObject document = new JsonObject();
        for (final String field : List.of("AuthMethod", "BindName", "BindType", "Description", "Selector")) {
            document.put(field, body.text(field));
        }
        if (id.isEmpty()) {
            store(call, UUID.randomUUID().toString(), document, null);
            return;
        }
        entries.fetch(call, id, existing -> {
            if (existing == null) {
                throw new HttpProblem(400, "cannot find binding rule " + id);
            }
            final String method = existing.document().text("AuthMethod");
            if (document.text("AuthMethod").isEmpty()) {
                document.put("AuthMethod", method);
            } else if (!document.text("AuthMethod").equals(method)) {
                throw new HttpProblem(400, "cannot update auth method for binding rule, create a new rule instead");
            }
            store(call, id, document, existing);
        });
    }

    private void store(final Call call, final String id, final JsonObject document, final @Nullable AclEntry existing)
            throws HttpProblem {
        check(document);
        final String now = Instant.now().toString();
        document.put("CreateTime", existing == null ? now : existing.document().text("CreateTime"))
                .put("ModifyTime", now)
                .put(
                        "Hash",
                        Hashes.of(List.of(
                                id,
                                document.text("Description"),
                                document.text("AuthMethod"),
                                document.text("Selector"),
                                document.text("BindType"),
                                document.text("BindName"))));
        final AccessCommands.Entry entry = new AccessCommands.Entry(
                AclKind.BINDING_RULE,
                id,
                "",
                JsonWriter.bytes(document),
                existing == null ? 0 : existing.modifyIndex(),
                0,
                0,
                List.of(new AccessCommands.Reference(AclKind.AUTH_METHOD, document.text("AuthMethod"))));
        entries.store(call, entry, stored -> {
            if (stored.reply().code() == ResultCode.ACL_REFERENCE_MISSING) {
                throw new HttpProblem(400, "ACL auth method " + stored.reply().detail() + " not found");
            }
            stored.require();
            final long index = stored.reply().index();
            final AclEntry rule = new AclEntry(
                    AclKind.BINDING_RULE,
                    id,
                    "",
                    existing == null ? index : existing.createIndex(),
                    index,
                    0,
                    document);
            call.index(index).reply(call.json().value(shown(rule)));
        });
    }

    private static void check(final JsonObject rule) throws HttpProblem {
        final List<String> errors = new ArrayList<>();
        if (rule.text("AuthMethod").isEmpty()) {
            errors.add("auth method is missing");
        }
        final String bindName = rule.text("BindName");
        switch (rule.text("BindType")) {
            case "role", "policy" -> {
                if (bindName.isEmpty()) {
                    errors.add("bind name is missing");
                }
            }
            case "management" -> {
                if (!bindName.isEmpty()) {
                    errors.add("bind name should be empty");
                }
            }
            default -> errors.add("unsupported bind type: \"" + rule.text("BindType") + "\"");
        }
        if (rule.text("Description").length() > AclPolicyEndpoint.DESCRIPTION_LENGTH_MAX) {
            errors.add("description longer than " + AclPolicyEndpoint.DESCRIPTION_LENGTH_MAX);
        }
        if (!rule.text("Selector").isEmpty()) {
            try {
                Filter.parse(rule.text("Selector"));
            } catch (final FilterException ex) {
                errors.add("selector is invalid: "
                        + String.valueOf(ex.getMessage()).replaceFirst(".*: failed to read filter expression: ", ""));
            }
        }
        if (!errors.isEmpty()) {
            throw new HttpProblem(400, "binding rule 0 invalid: " + ErrorTexts.list(errors));
        }
    }
}
