package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.text.Durations;
import java.util.List;

/** {@code acl token create}. */
final class TokenCreateCommand extends ApiCommand {
    TokenCreateCommand() {
        super(
                "acl token create",
                "[options]",
                "Creates a token that carries policies and roles, or may do everything.");
        flags.text("name", "name", "A name for people.")
                .text("type", "type", "client", "client or management. Default = client.")
                .bool("global", "Makes it valid in all regions.")
                .text("ttl", "duration", "How long the token is valid. Default = without end.")
                .list("policy", "name", "A policy of the token. May be given several times.")
                .list("role-name", "name", "A role of the token by its name. May be given several times.")
                .list("role-id", "id", "A role of the token by its identifier. May be given several times.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final JsonObject token = new JsonObject()
                .put("Name", flags.text("name"))
                .put("Type", flags.text("type"))
                .put("Policies", JsonArray.ofStrings(flags.list("policy")))
                .put("Roles", TokenText.links(flags.list("role-id"), flags.list("role-name")))
                .put("Global", flags.isOn("global"));
        if (!flags.text("ttl").isEmpty()) {
            try {
                token.put("ExpirationTTL", Durations.parse(flags.text("ttl")));
            } catch (final IllegalArgumentException e) {
                return fail("Failed to parse TTL as time duration: " + e.getMessage());
            }
        }
        final Doc stored;
        try {
            warnOfUnknownPolicies();
            stored = api().put("/v1/acl/token", new Query(), token);
        } catch (final ApiException e) {
            return fail("Error creating token", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.TOKEN.of(stored));
        }
        ui().output(TokenText.of(ui(), stored));
        return 0;
    }

    /** A token may name policies that do not exist yet, which is more often a mistake than a plan. */
    private void warnOfUnknownPolicies() throws ApiException {
        for (final String name : flags.list("policy")) {
            try {
                api().get("/v1/acl/policy/" + Query.segment(name));
            } catch (final ApiException e) {
                ui().error("Error fetching info on " + name + " policy: " + e.getMessage());
            }
        }
    }
}
