package io.drover.tools.cli.namespace;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Sources;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import java.io.File;
import java.io.IOException;
import java.util.List;

/** {@code namespace apply}: from a specification, or by name with single values as flags. */
final class NamespaceApplyCommand extends ApiCommand {
    private static final int NOT_FOUND = 404;

    NamespaceApplyCommand() {
        super(
                "namespace apply",
                "[options] <input>",
                "Creates or updates a namespace. The input is a file with a specification, a dash for standard input, or a"
                        + " name; by name only the values given as flags change.");
        flags.text("description", "text", "What the namespace is for.")
                .text("quota", "name", "The quota of the namespace.")
                .bool("json", "Reads the specification as JSON.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <input>");
        }
        final String input = rest.get(0);
        final Doc namespace;
        try {
            namespace = input.equals("-") || new File(input).isFile() ? specification(input) : named(input);
        } catch (final IOException e) {
            return fail("Failed to read file " + Quote.of(input) + ": " + e.getMessage());
        } catch (final ApiException e) {
            return fail("Error looking up namespace", e);
        } catch (final IllegalArgumentException e) {
            return fail("Error parsing namespace spec: " + e.getMessage());
        }
        try {
            api().put("/v1/namespace", new Query(), namespace.value());
        } catch (final ApiException e) {
            return fail("Error applying namespace", e);
        }
        ui().output("Successfully applied namespace " + Quote.of(namespace.text("Name")) + "!");
        return 0;
    }

    private Doc specification(final String path) throws IOException {
        final String text = Sources.read(path, ui());
        if (!flags.isOn("json")) {
            return NamespaceSpec.parse(path, text);
        }
        try {
            return Docs.read(text);
        } catch (final IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private Doc named(final String name) throws ApiException {
        final JsonObject fields = existing(name).toObject();
        fields.put("Name", name);
        if (flags.isGiven("description")) {
            fields.put("Description", flags.text("description"));
        }
        if (flags.isGiven("quota")) {
            fields.put("Quota", flags.text("quota"));
        }
        return Doc.of(fields);
    }

    private Doc existing(final String name) throws ApiException {
        try {
            return api().get("/v1/namespace/" + Query.segment(name));
        } catch (final ApiException e) {
            if (e.status() == NOT_FOUND) {
                return Doc.ABSENT;
            }
            throw e;
        }
    }
}
