package io.drover.tools.cli.service;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code service}. */
public final class ServiceFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with services, the addresses under which running jobs can be reached.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"delete", "Delete a registration"},
            {"info", "Show the addresses of a service"},
            {"list", "List services"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "delete" -> new ServiceDeleteCommand();
            case "info" -> new ServiceInfoCommand();
            case "list" -> new ServiceListCommand();
            default -> null;
        };
    }
}
