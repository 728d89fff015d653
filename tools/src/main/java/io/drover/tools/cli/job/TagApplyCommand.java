package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Jobs;
import java.util.List;

/** {@code job tag apply}. */
final class TagApplyCommand extends ApiCommand {
    TagApplyCommand() {
        super(
                "job tag apply",
                "[options] <jobname>",
                "Gives a version of a job a name, so that it is kept and can be named.");
        flags.text("name", "tag", "The name of the version.")
                .text("description", "text", "What is special about the version.")
                .text("version", "version", "The version. Default = the latest.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job>");
        }
        if (flags.text("name").isEmpty()) {
            return usageError("A version tag name is required");
        }
        final Doc entry = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        final String name = flags.text("name");
        final long version;
        try {
            version = flags.isGiven("version")
                    ? Long.parseUnsignedLong(flags.text("version"))
                    : api().get(Jobs.path(entry, ""), Jobs.in(entry)).number("Version");
        } catch (final NumberFormatException e) {
            return fail("Error parsing version: strconv.ParseUint: parsing \"" + flags.text("version")
                    + "\": invalid syntax");
        }
        final JsonObject body = new JsonObject();
        body.put("Name", name);
        body.put("Description", flags.text("description"));
        body.put("Version", version);
        try {
            final String path = Jobs.path(entry, "/versions/" + Query.segment(name) + "/tag");
            api().put(path, Jobs.in(entry), body);
        } catch (final ApiException e) {
            return fail("Error tagging job version", e);
        }
        ui().output("Job version " + version + " tagged with name \"" + name + "\"");
        return 0;
    }
}
