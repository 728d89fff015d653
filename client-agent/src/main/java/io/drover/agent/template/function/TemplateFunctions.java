package io.drover.agent.template.function;

import io.drover.agent.template.lang.Arguments;
import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.TemplateFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All functions that a template of a job may call, over the sources of one run. */
public final class TemplateFunctions {
    private static final List<String> CONSUL = List.of(
            "datacenters",
            "exportedServices",
            "importedServices",
            "key",
            "keyExists",
            "keyOrDefault",
            "ls",
            "safeLs",
            "node",
            "nodes",
            "partitions",
            "peerings",
            "service",
            "connect",
            "services",
            "tree",
            "safeTree",
            "caRoots",
            "caLeaf",
            "byKey",
            "byMeta",
            "explode");
    private static final List<String> VAULT = List.of("secret", "secrets", "pkiCert");
    private static final List<String> DISABLED = List.of("executeTemplate", "plugin", "writeToFile");
    private static final List<String> ABSENT =
            List.of("sockaddr", "spew_dump", "spew_printf", "spew_sdump", "spew_sprintf");

    private TemplateFunctions() {}

    /** The functions by name. */
    public static Map<String, TemplateFunction> of(final TemplateSources sources) {
        final Map<String, TemplateFunction> functions = new HashMap<>();
        TextFunctions.addTo(functions);
        MathFunctions.addTo(functions);
        CollectionFunctions.addTo(functions);
        FormatFunctions.addTo(functions);
        HashFunctions.addTo(functions);
        ClockFunctions.addTo(functions, sources);
        SprigTexts.addTo(functions);
        SprigValues.addTo(functions);
        ClusterFunctions.addTo(functions, sources);
        addEnvironment(functions, sources);
        final ScratchPad scratch = new ScratchPad();
        functions.put("scratch", args -> scratch);
        functions.put("file", args -> sources.file(args.exactly(1).text(0)));
        refuse(functions, CONSUL, "function \"%s\" needs Consul, which this agent is not connected to");
        refuse(functions, VAULT, "function \"%s\" needs Vault, which this agent is not connected to");
        refuse(functions, DISABLED, "function is disabled");
        refuse(functions, ABSENT, "function \"%s\" is not supported");
        return functions;
    }

    private static void addEnvironment(final Map<String, TemplateFunction> functions, final TemplateSources sources) {
        functions.put("env", args -> environment(args.exactly(1), sources, ""));
        functions.put("envOrDefault", args -> environment(args.exactly(2), sources, args.text(1)));
        functions.put("mustEnv", args -> {
            final String value = sources.environment(args.exactly(1).text(0));
            if (value == null || value.isEmpty()) {
                throw new FunctionException("mustEnv: environment variable " + args.text(0) + " not found");
            }
            return value;
        });
    }

    private static String environment(final Arguments args, final TemplateSources sources, final String otherwise)
            throws FunctionException {
        final String value = sources.environment(args.text(0));
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static void refuse(
            final Map<String, TemplateFunction> functions, final List<String> names, final String reason) {
        for (final String name : names) {
            functions.put(name, args -> {
                throw new FunctionException(reason.formatted(name));
            });
        }
    }
}
