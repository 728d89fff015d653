package io.drover.tools.cli.edition;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code quota …}. */
public final class QuotaFamily implements Family {
    private static final String RETRIEVING = "Error retrieving quota";

    @Override
    public String synopsis() {
        return "Works with quotas, which this edition does not have.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"apply", "Create or update a quota"},
            {"delete", "Delete a quota"},
            {"init", "Write an example quota specification"},
            {"inspect", "Show a quota in full"},
            {"list", "List quotas"},
            {"status", "Show how much of a quota is used"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "apply" -> command("apply", "<input>", "PUT", "/v1/quota", "Error applying quota specification");
            case "delete" -> command("delete", "<quota>", "DELETE", "/v1/quota/", "Error deleting quota");
            case "init" -> new QuotaInitCommand();
            case "inspect" -> command("inspect", "<quota>", "GET", "/v1/quota/", RETRIEVING);
            case "list" -> command("list", "", "GET", "/v1/quotas", "Error retrieving quotas");
            case "status" -> command("status", "<quota>", "GET", "/v1/quota/usage/", RETRIEVING);
            default -> null;
        };
    }

    private static Command command(
            final String verb,
            final String argument,
            final String method,
            final String path,
            final String introduction) {
        return new EditionCommand(
                EditionRequest.of("quota " + verb, argument, "Works with quotas.", method, path, introduction));
    }
}
