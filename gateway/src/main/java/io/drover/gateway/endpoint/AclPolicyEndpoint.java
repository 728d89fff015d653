package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Access;
import io.drover.gateway.acl.AccessException;
import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.acl.Caller;
import io.drover.gateway.acl.Hashes;
import io.drover.gateway.acl.PolicyParser;
import io.drover.gateway.command.AccessCommands;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code /v1/acl/policies}, {@code /v1/acl/policy/:name} and {@code /v1/acl/policy/self}. */
final class AclPolicyEndpoint implements Endpoint {
    static final String LIST_PATH = "/v1/acl/policies";
    static final String PATH = "/v1/acl/policy/";

    /** Names of policies, roles and auth methods. */
    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]{1,128}");

    static final int DESCRIPTION_LENGTH_MAX = 256;

    private final GatewayContext context;
    private final AclEntries entries;

    AclPolicyEndpoint(final GatewayContext context) {
        this.context = context;
        entries = new AclEntries(context, AclKind.POLICY, TableId.ACL_POLICIES);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        final String path = call.path();
        if (path.equals(PATH + "self")) {
            call.requireMethod("GET");
            self(call);
            return;
        }
        if (path.equals(LIST_PATH)) {
            call.requireMethod("GET");
            AclEntries.requireEnabled(context);
            entries.all(call, found -> call.reply(list(call, found)));
            return;
        }
        final String name = path.substring(PATH.length());
        if (name.isEmpty()) {
            throw new HttpProblem(400, "Missing Policy Name");
        }
        call.requireMethod("GET", "PUT", "POST", "DELETE");
        AclEntries.requireEnabled(context);
        switch (call.method()) {
            case "GET" -> read(call, name);
            case "DELETE" -> delete(call, name);
            default -> upsert(call, name);
        }
    }

    private void self(final Call call) throws HttpProblem {
        if (!context.access().settings().isEnabled()) {
            call.when(context.access().workload(call.secret()), caller -> {
                if (caller.kind() != Caller.Kind.WORKLOAD) {
                    throw HttpProblem.denied();
                }
                call.caller(caller);
                own(call);
            });
        } else if (call.caller().kind() == Caller.Kind.TOKEN || call.caller().kind() == Caller.Kind.WORKLOAD) {
            own(call);
        } else {
            throw HttpProblem.denied();
        }
    }

    private void own(final Call call) throws HttpProblem {
        entries.all(call, found -> {
            final List<AclEntry> own = found.stream()
                    .filter(entry -> call.caller().has(entry.key()))
                    .toList();
            final JsonWriter json = call.json();
            if (call.caller().kind() == Caller.Kind.WORKLOAD) {
                call.index(0).unreadHeaders();
            }
            if (own.isEmpty()) {
                call.reply(json.nil());
            } else {
                call.reply(list(call, own));
            }
        });
    }

    private static JsonWriter list(final Call call, final List<AclEntry> policies) {
        final JsonWriter json = call.json().beginArray();
        for (final AclEntry policy : policies) {
            if (call.authority().isManagement() || call.caller().has(policy.key())) {
                json.value(stub(policy));
            }
        }
        return json.endArray();
    }

    private static JsonObject stub(final AclEntry policy) {
        return AclEntries.indexed(
                AclEntries.fields(policy.document(), "Description", "Hash", "JobACL")
                        .put("Name", policy.key()),
                policy);
    }

    private void read(final Call call, final String name) throws HttpProblem {
        if (!call.authority().isManagement() && !call.caller().has(name) && !name.equals(Access.ANONYMOUS)) {
            throw HttpProblem.denied();
        }
        entries.one(call, name, policy -> {
            if (policy == null) {
                call.fail(404, "ACL policy not found");
                return;
            }
            final String rules = policy.document().text("Rules");
            call.reply(call.json().value(stub(policy).put("Rules", rules).put("RulesJSON", parsed(rules))));
        });
    }

    private static JsonObject parsed(final String rules) {
        try {
            return PolicyParser.parse(rules).asJson();
        } catch (final AccessException ex) {
            throw new IllegalStateException("stored rules cannot be read", ex);
        }
    }

    private void delete(final Call call, final String name) throws HttpProblem {
        AclEntries.requireManagement(call);
        entries.send(call, AccessCommands.delete(AclKind.POLICY, name, false), reply -> {
            Results.require(reply);
            call.index(reply.index()).replyEmpty();
        });
    }

    private void upsert(final Call call, final String name) throws HttpProblem {
        AclEntries.requireManagement(call);
        final RequestBody body = RequestBody.of(call, "structs.ACLPolicy");
        if (!body.text("Name").equals(name)) {
            throw new HttpProblem(400, "ACL policy name does not match request path");
        }
        final String description = body.text("Description");
        final String rules = body.text("Rules");
        final List<String> errors = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            errors.add("invalid name '" + name + "'");
        }
        try {
            PolicyParser.parse(rules);
        } catch (final AccessException ex) {
            errors.add("failed to parse rules: " + ex.text());
        }
        if (description.length() > DESCRIPTION_LENGTH_MAX) {
            errors.add("description longer than " + DESCRIPTION_LENGTH_MAX);
        }
        final RequestBody bound = body.object("JobACL", "structs.JobACL");
        checkBinding(bound, errors);
        if (!errors.isEmpty()) {
            throw new HttpProblem(400, "policy 0 invalid: " + ErrorTexts.list(errors));
        }
        final JsonObject document =
                new JsonObject().put("Description", description).put("Rules", rules);
        if (body.isSet("JobACL")) {
            document.put(
                    "JobACL",
                    new JsonObject()
                            .put("Group", bound.text("Group"))
                            .put("JobID", bound.text("JobID"))
                            .put("Namespace", bound.text("Namespace"))
                            .put("Task", bound.text("Task")));
        } else {
            document.put("JobACL", JsonNull.NULL);
        }
        document.put("Hash", Hashes.ofPolicy(name, document));
        final AccessCommands.Entry entry =
                new AccessCommands.Entry(AclKind.POLICY, name, "", JsonWriter.bytes(document), -1, 0, 0, List.of());
        entries.store(call, entry, stored -> {
            stored.require();
            call.index(stored.reply().index()).replyEmpty();
        });
    }

    private static void checkBinding(final RequestBody bound, final List<String> errors) throws HttpProblem {
        if (!bound.text("JobID").isEmpty() && bound.text("Namespace").isEmpty()) {
            errors.add("namespace must be set to set job ID");
        }
        if (!bound.text("Group").isEmpty() && bound.text("JobID").isEmpty()) {
            errors.add("job ID must be set to set group");
        }
        if (!bound.text("Task").isEmpty() && bound.text("Group").isEmpty()) {
            errors.add("group must be set to set task");
        }
    }

    /** Names of linked policies, in the order in which they were sent. */
    static JsonArray links(final List<String> names) {
        final JsonArray links = new JsonArray();
        names.forEach(name -> links.add(new JsonObject().put("Name", name)));
        return links;
    }
}
