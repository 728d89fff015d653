package io.drover.tools.cli.edition;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code recommendation …}. */
public final class RecommendationFamily implements Family {
    @Override
    public String synopsis() {
        return "Works with recommendations of resources, which this edition does not have.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"apply", "Apply recommendations"},
            {"dismiss", "Dismiss recommendations"},
            {"info", "Show a recommendation"},
            {"list", "List recommendations"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "apply" ->
                command("apply", "<id>", "PUT", "/v1/recommendations/apply", "Error applying recommendations");
            case "dismiss" ->
                command("dismiss", "<id>", "DELETE", "/v1/recommendations", "Error dismissing recommendations");
            case "info" -> command("info", "<id>", "GET", "/v1/recommendation/", "Error reading recommendation");
            case "list" -> command("list", "", "GET", "/v1/recommendations", "Error listing recommendations");
            default -> null;
        };
    }

    private static Command command(
            final String verb,
            final String argument,
            final String method,
            final String path,
            final String introduction) {
        return new EditionCommand(EditionRequest.of(
                "recommendation " + verb, argument, "Works with recommendations.", method, path, introduction));
    }
}
