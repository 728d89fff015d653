package io.drover.tools.cli;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code status}: asks the search API what an identifier is and shows the status of that. */
final class StatusCommand extends ApiCommand {
    private static final int NOT_FOUND = 404;

    StatusCommand() {
        super(
                "status",
                "[options] <identifier>",
                "Shows the status of whatever the identifier, or the beginning of one, belongs to: a job, allocation, node,"
                        + " deployment, evaluation or namespace. Without an identifier it lists the jobs.");
        flags.bool("verbose", "Shows whole identifiers and more details.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        final List<String> forwarded = forwarded();
        if (rest.isEmpty()) {
            return run("job status", forwarded, null);
        }
        final String id = rest.get(rest.size() - 1);
        final Map<String, List<String>> found;
        try {
            found = search(id);
        } catch (final ApiException e) {
            return fail("Error querying search with id: " + Quote.of(e.getMessage()));
        }
        if (found.isEmpty()) {
            return fail("Unable to resolve ID: " + Quote.of(id));
        }
        final List<String> jobs = found.getOrDefault("jobs", List.of());
        if (jobs.contains(id)) {
            return run("job status", forwarded, id);
        }
        if (found.size() > 1 || found.values().iterator().next().size() > 1) {
            return fail(ambiguous(id, found));
        }
        final Map.Entry<String, List<String>> only = found.entrySet().iterator().next();
        final String command = command(only.getKey());
        return command.isEmpty()
                ? fail("Unable to show the status of " + Quote.of(id) + ", found in " + only.getKey())
                : run(command, forwarded, only.getValue().get(0));
    }

    private Map<String, List<String>> search(final String id) throws ApiException {
        try {
            return found(api().put("/v1/search", new Query(), body(id)).get("Matches"));
        } catch (final ApiException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            return new PrefixSearch(api()).find(id);
        }
    }

    private int run(final String name, final List<String> options, final @Nullable String id) {
        final List<String> arguments = new ArrayList<>(options);
        if (id != null) {
            arguments.add(id);
        }
        final @Nullable Command command = CommandTable.command(name, ui());
        return command == null ? 1 : command.run(arguments, ui());
    }

    /** The flags given to this command, for the command that it hands over to. */
    private List<String> forwarded() {
        final List<String> options = new ArrayList<>();
        for (final Flag flag : flags.general()) {
            if (flag.isGiven()) {
                options.add('-' + flag.name() + '=' + flag.value());
            }
        }
        if (flags.isOn("verbose")) {
            options.add("-verbose");
        }
        return options;
    }

    private static JsonObject body(final String id) {
        final JsonObject request = new JsonObject();
        request.put("Prefix", id);
        request.put("Context", "all");
        return request;
    }

    private static Map<String, List<String>> found(final Doc matches) {
        final Map<String, List<String>> found = new LinkedHashMap<>();
        for (final Map.Entry<String, Doc> entry : matches.fields().entrySet()) {
            if (entry.getValue().size() > 0) {
                found.put(entry.getKey(), entry.getValue().texts());
            }
        }
        return found;
    }

    private static String ambiguous(final String id, final Map<String, List<String>> found) {
        final StringBuilder text = new StringBuilder("Multiple matches found for id ").append(Quote.of(id));
        for (final Map.Entry<String, List<String>> entry : found.entrySet()) {
            final String context = entry.getKey();
            text.append("\n\n").append(Character.toUpperCase(context.charAt(0))).append(context.substring(1));
            text.append(":\n").append(String.join(", ", entry.getValue()));
        }
        return text.toString();
    }

    private static String command(final String context) {
        return switch (context) {
            case "jobs" -> "job status";
            case "allocs" -> "alloc status";
            case "evals" -> "eval status";
            case "nodes" -> "node status";
            case "deployment" -> "deployment status";
            case "namespaces" -> "namespace status";
            case "node_pools" -> "node pool info";
            default -> "";
        };
    }
}
