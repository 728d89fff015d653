package io.drover.tools.cli.namespace;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code namespace}. */
public final class NamespaceFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with namespaces, which keep the jobs of different owners apart.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"apply", "Create or update a namespace"},
            {"delete", "Delete a namespace"},
            {"inspect", "Print a namespace as JSON"},
            {"list", "List namespaces"},
            {"status", "Show one namespace"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "apply" -> new NamespaceApplyCommand();
            case "delete" -> new NamespaceDeleteCommand();
            case "inspect" -> new NamespaceInspectCommand();
            case "list" -> new NamespaceListCommand();
            case "status" -> new NamespaceStatusCommand();
            default -> null;
        };
    }
}
