package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.ServiceView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.ServiceRowDecoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code /v1/services}: names by namespace, with the tags of all their registrations. */
final class ServicesEndpoint implements Endpoint {
    private final GatewayContext context;

    ServicesEndpoint(final GatewayContext context) {
        this.context = context;
    }

    /** The registrations of an answer. */
    static List<ServiceView> read(final Pages pages) {
        final List<ServiceView> services = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == ServiceRowDecoder.TEMPLATE_ID) {
                services.add(ServiceView.of(header, rows, offset));
            }
        });
        return services;
    }

    /** Answers with these registrations. */
    static void reply(final Call call, final List<ServiceView> services) {
        final JsonWriter json = call.json().beginArray();
        services.forEach(service -> service.write(json));
        call.reply(json.endArray());
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        final QueryRequest request =
                QueryRequest.of(QueryKind.SERVICES).namespace(call.options().namespace());
        context.reads().answer(call, Read.of(request, TableId.SERVICES).withFloor(), pages -> {
            final Map<String, Map<String, Set<String>>> byNamespace = new TreeMap<>();
            for (final ServiceView service : read(pages)) {
                if (!isVisible(call.authority(), service.namespace())) {
                    continue;
                }
                byNamespace
                        .computeIfAbsent(service.namespace(), key -> new TreeMap<>())
                        .computeIfAbsent(service.serviceName(), key -> new LinkedHashSet<>())
                        .addAll(tags(service));
            }
            final JsonWriter json = call.json().beginArray();
            byNamespace.forEach((namespace, names) -> write(json, namespace, names));
            call.reply(json.endArray());
        });
    }

    /** Workloads see the services of all. */
    private static boolean isVisible(final Authority authority, final String namespace) {
        return authority.workload() != null || authority.allows(namespace, Capabilities.READ_JOB);
    }

    private static void write(final JsonWriter json, final String namespace, final Map<String, Set<String>> names) {
        json.beginObject();
        json.name("Namespace").string(namespace);
        json.name("Services").beginArray();
        names.forEach((name, tags) -> {
            json.beginObject();
            json.name("ServiceName").string(name);
            json.name("Tags").beginArray();
            tags.forEach(json::string);
            json.endArray().endObject();
        });
        json.endArray().endObject();
    }

    private static List<String> tags(final ServiceView service) {
        try {
            return JsonParser.parse(service.tags()) instanceof JsonArray tags ? tags.texts() : List.of();
        } catch (final JsonSyntaxException ex) {
            throw new IllegalStateException("the stored tags of a service are damaged", ex);
        }
    }
}
