package io.drover.tools.cli.acl;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code acl token update}: changes what the flags name. */
final class TokenUpdateCommand extends ApiCommand {
    TokenUpdateCommand() {
        super("acl token update", "[options] <token_accessor_id>", "Changes a token. Policies and roles are replaced.");
        flags.text("name", "name", "A name for people.")
                .text("type", "type", "client or management.")
                .list("policy", "name", "A policy of the token. May be given several times.")
                .list("role-name", "name", "A role of the token by its name. May be given several times.")
                .list("role-id", "id", "A role of the token by its identifier. May be given several times.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <token_accessor_id>");
        }
        final String path = "/v1/acl/token/" + Query.segment(rest.get(0));
        final JsonObject token;
        try {
            token = api().get(path).toObject();
        } catch (final ApiException e) {
            return fail("Error fetching token", e);
        }
        if (flags.isGiven("name")) {
            token.put("Name", flags.text("name"));
        }
        if (flags.isGiven("type")) {
            token.put("Type", flags.text("type"));
        }
        if (flags.isGiven("policy")) {
            token.put("Policies", JsonArray.ofStrings(flags.list("policy")));
        }
        if (flags.isGiven("role-id") || flags.isGiven("role-name")) {
            token.put("Roles", TokenText.links(flags.list("role-id"), flags.list("role-name")));
        }
        final Doc stored;
        try {
            stored = api().put(path, new Query(), token);
        } catch (final ApiException e) {
            return fail("Error updating token", e);
        }
        ui().output(TokenText.of(ui(), stored));
        return 0;
    }
}
