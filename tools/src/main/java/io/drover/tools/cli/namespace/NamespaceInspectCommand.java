package io.drover.tools.cli.namespace;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Shape;
import java.util.List;

/** {@code namespace inspect}. */
final class NamespaceInspectCommand extends ApiCommand {
    NamespaceInspectCommand() {
        super("namespace inspect", "[options] <namespace>", "Prints one namespace as JSON.");
        flags.text("t", "template", "Prints the namespace through a Go template.");
        flags.bool("json", "Prints the namespace as JSON, as without it.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <namespace>");
        }
        final Doc namespace;
        try {
            namespace = Namespaces.find(api(), rest.get(0));
        } catch (final ApiException e) {
            return fail("Error retrieving namespaces", e);
        }
        return Formats.print(flags, ui(), Shape.WITHOUT_DIGEST.of(namespace));
    }
}
