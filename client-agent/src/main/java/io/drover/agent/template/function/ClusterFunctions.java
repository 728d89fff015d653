package io.drover.agent.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.template.lang.Arguments;
import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables and services of the cluster. What is not known yet reads as empty, and the result does not count. */
final class ClusterFunctions {
    private final TemplateSources sources;

    private ClusterFunctions(final TemplateSources sources) {
        this.sources = sources;
    }

    static void addTo(final Map<String, TemplateFunction> functions, final TemplateSources sources) {
        final ClusterFunctions cluster = new ClusterFunctions(sources);
        functions.put("nomadVar", args -> cluster.variable(args.exactly(1).text(0)));
        functions.put("nomadVarExists", args -> cluster.exists(args.exactly(1).text(0)));
        functions.put("nomadVarList", args -> cluster.variables(optional("nomadVarList", args), false));
        functions.put("nomadVarListSafe", args -> cluster.variables(optional("nomadVarListSafe", args), true));
        functions.put("nomadServices", args -> cluster.services(optional("nomadServices", args)));
        functions.put("nomadService", cluster::service);
    }

    private static String optional(final String name, final Arguments args) throws FunctionException {
        if (args.size() > 1) {
            throw new FunctionException(name + ": wrong number of arguments, expected 0 or 1, but got " + args.size());
        }
        return args.size() == 0 ? "" : args.text(0);
    }

    private @Nullable Object variable(final String path) throws FunctionException {
        final JsonNode found = sources.ask(ClusterQuestion.variable(path, sources.namespace(), false));
        return found == null ? null : new VariableItems(found);
    }

    private boolean exists(final String path) throws FunctionException {
        final JsonNode found = sources.ask(ClusterQuestion.variable(path, sources.namespace(), true));
        return found != null && found.has("Path");
    }

    private List<Object> variables(final String prefix, final boolean isSafe) throws FunctionException {
        final ClusterQuestion question = ClusterQuestion.variables(prefix, sources.namespace());
        final JsonNode found = sources.ask(question);
        final List<Object> list = new ArrayList<>();
        if (found != null) {
            found.forEach(variable -> list.add(VariableItems.metadata(variable)));
            if (isSafe && list.isEmpty()) {
                sources.wait(question);
            }
        }
        return list;
    }

    private List<Object> services(final String region) throws FunctionException {
        final JsonNode found = sources.ask(ClusterQuestion.services(region, sources.namespace()));
        final List<Object> list = new ArrayList<>();
        if (found != null) {
            found.forEach(namespace -> namespace.path("Services").forEach(service -> {
                final String name = service.path("ServiceName").asText();
                list.add(new Struct(
                        "NomadServicesSnippet", Map.of("Name", name, "Tags", texts(service.path("Tags"))), name));
            }));
        }
        return list;
    }

    private List<Object> service(final Arguments args) throws FunctionException {
        if (args.size() != 1 && args.size() != 3) {
            throw new FunctionException(
                    "nomadService: wrong number of arguments, expected 1 or 3, but got " + args.size());
        }
        final String name = args.text(args.size() - 1);
        final String choice = args.size() == 1 ? "" : args.printed(0) + "|" + args.printed(1);
        final JsonNode found = sources.ask(ClusterQuestion.service(name, choice, sources.namespace()));
        final String tag = ClusterQuestion.tag(name);
        final List<Object> list = new ArrayList<>();
        if (found != null) {
            for (final JsonNode instance : found) {
                final List<Object> tags = texts(instance.path("Tags"));
                if (tag.isEmpty() || tags.contains(tag)) {
                    list.add(instance(instance, tags));
                }
            }
        }
        return list;
    }

    private static Struct instance(final JsonNode instance, final List<Object> tags) {
        return new Struct(
                "NomadService",
                Map.of(
                        "ID", instance.path("ID").asText(),
                        "Name", instance.path("ServiceName").asText(),
                        "Node", instance.path("NodeID").asText(),
                        "Address", instance.path("Address").asText(),
                        "Port", instance.path("Port").asLong(),
                        "Datacenter", instance.path("Datacenter").asText(),
                        "Tags", tags,
                        "JobID", instance.path("JobID").asText(),
                        "AllocID", instance.path("AllocID").asText()),
                instance.path("ID").asText());
    }

    private static List<Object> texts(final JsonNode list) {
        final List<Object> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
