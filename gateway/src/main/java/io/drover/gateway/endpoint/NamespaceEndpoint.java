package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.command.ClusterCommands;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;

/** {@code /v1/namespaces} and {@code /v1/namespace[/:name]}. */
final class NamespaceEndpoint implements Endpoint {
    static final String LIST_PATH = "/v1/namespaces";
    static final String PATH = "/v1/namespace";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]{1,128}");
    private static final int DESCRIPTION_LENGTH_MAX = 256;
    private static final String[] CAPABILITIES = {
        "DisabledNetworkModes", "DisabledTaskDrivers", "EnabledNetworkModes", "EnabledTaskDrivers"
    };

    private static final List<String> HASHED_CAPABILITIES =
            List.of("EnabledTaskDrivers", "DisabledTaskDrivers", "EnabledNetworkModes", "DisabledNetworkModes");

    private final GatewayContext context;
    private final NamedObjects objects;

    NamespaceEndpoint(final GatewayContext context) {
        this.context = context;
        objects = new NamedObjects(
                context, QueryKind.NAMESPACE, QueryKind.NAMESPACES, TableId.NAMESPACES, Authority::knowsNamespace);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        if (call.path().equals(LIST_PATH)) {
            call.requireMethod("GET");
            objects.list(call, false);
        } else if (call.path().equals(PATH)) {
            call.requireMethod("PUT", "POST");
            upsert(call, "");
        } else {
            one(call, call.path().substring(PATH.length() + 1));
        }
    }

    private void one(final Call call, final String name) throws HttpProblem {
        if (name.isEmpty()) {
            throw new HttpProblem(400, "Missing Namespace Name");
        }
        switch (call.method()) {
            case "GET" -> objects.read(call, name, "Namespace not found");
            case "PUT", "POST" -> upsert(call, name);
            case "DELETE" -> delete(call, name);
            default -> throw HttpProblem.invalidMethod();
        }
    }

    private void upsert(final Call call, final String pathName) throws HttpProblem {
        final RequestBody body = RequestBody.of(call, "api.Namespace");
        final String name = body.text("Name");
        if (!pathName.isEmpty() && !pathName.equals(name)) {
            throw new HttpProblem(400, "Namespace name does not match request path");
        }
        final List<String> errors = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            errors.add("invalid name \"" + name + "\". Must match regex ^[a-zA-Z0-9-]{1,128}$");
        }
        if (body.text("Description").length() > DESCRIPTION_LENGTH_MAX) {
            errors.add("description longer than " + DESCRIPTION_LENGTH_MAX);
        }
        if (!errors.isEmpty()) {
            throw new HttpProblem(500, "Invalid namespace \"" + name + "\": " + ErrorTexts.list(errors));
        }
        final JsonObject document = new JsonObject()
                .put("Capabilities", capabilities(body))
                .put("Description", body.text("Description"))
                .put("Meta", body.isSet("Meta") ? body.textMap("Meta") : JsonNull.NULL)
                .put("Quota", requireQuota(name, body.text("Quota")));
        final List<String> hashed =
                new ArrayList<>(List.of(name, document.text("Description"), document.text("Quota")));
        final JsonObject capabilities = document.object("Capabilities");
        if (capabilities != null) {
            for (final String each : HASHED_CAPABILITIES) {
                hashed.addAll(capabilities.texts(each));
            }
        }
        objects.write(call, ClusterCommands.upsertNamespace(name, NamedObjects.sealed(document, hashed)));
    }

    private static JsonValue capabilities(final RequestBody body) throws HttpProblem {
        if (!body.isSet("Capabilities")) {
            return JsonNull.NULL;
        }
        final RequestBody sent = body.object("Capabilities", "api.NamespaceCapabilities");
        final JsonObject capabilities = new JsonObject();
        for (final String name : CAPABILITIES) {
            capabilities.put(name, sent.isSet(name) ? JsonArray.ofStrings(sent.texts(name)) : JsonNull.NULL);
        }
        return capabilities;
    }

    /** There are no quotas, so none can be used. */
    private static String requireQuota(final String name, final String quota) throws HttpProblem {
        if (!quota.isEmpty()) {
            throw new HttpProblem(500, "namespace \"" + name + "\" using non-existent quota \"" + quota + "\"");
        }
        return quota;
    }

    private void delete(final Call call, final String name) {
        final DirectBuffer command = ClusterCommands.deleteNamespace(name);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (reply.code() == ResultCode.NAMESPACE_NOT_FOUND) {
                throw new HttpProblem(500, "namespace not found");
            }
            if (reply.code() == ResultCode.BUILT_IN) {
                throw new HttpProblem(500, "can not delete default namespace");
            }
            if (reply.code() == ResultCode.NAMESPACE_IN_USE && reply.value() != 0) {
                throw new HttpProblem(
                        500,
                        ErrorTexts.list(List.of("namespace \"" + name
                                + (reply.value() == 1 ? "\" has variables" : "\" has volumes")
                                + " associated with it in regions: ["
                                + context.agent().region() + "]")));
            }
            if (reply.code() == ResultCode.NAMESPACE_IN_USE) {
                throw new HttpProblem(
                        500,
                        ErrorTexts.list(List.of("namespace \"" + name + "\" has non-terminal jobs in regions: ["
                                + context.agent().region() + "]")));
            }
            Results.require(reply);
            call.index(reply.index()).replyEmpty();
        });
    }
}
