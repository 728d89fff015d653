package io.drover.tools.cli.edition;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sentinel …}. */
public final class SentinelFamily implements Family {
    private static final String PATH = "/v1/sentinel/policy/";
    private static final String SUMMARY = "Works with Sentinel policies.";

    @Override
    public String synopsis() {
        return "Works with Sentinel policies, which this edition does not have.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"apply", "Create or update a Sentinel policy"},
            {"delete", "Delete a Sentinel policy"},
            {"list", "List Sentinel policies"},
            {"read", "Show a Sentinel policy"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "apply" ->
                new EditionCommand(new EditionRequest(
                        "sentinel apply",
                        "[options] <name> <file>",
                        2,
                        SUMMARY,
                        "PUT",
                        PATH,
                        "Error writing Sentinel policy",
                        "scope",
                        List.of("description", "scope", "level"),
                        List.of()));
            case "delete" -> command("delete", "<name>", "DELETE", PATH, "Error deleting Sentinel policy");
            case "list" -> command("list", "", "GET", "/v1/sentinel/policies", "Error listing Sentinel policies");
            case "read" -> command("read", "<name>", "GET", PATH, "Error querying Sentinel policy");
            default -> null;
        };
    }

    private static Command command(
            final String verb,
            final String argument,
            final String method,
            final String path,
            final String introduction) {
        return new EditionCommand(EditionRequest.of("sentinel " + verb, argument, SUMMARY, method, path, introduction));
    }
}
