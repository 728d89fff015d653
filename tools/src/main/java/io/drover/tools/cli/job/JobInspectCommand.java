package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.Program;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.show.Shape;
import java.util.List;
import java.util.Map;

/** {@code job inspect}: a job as the server keeps it, or as it was submitted. */
final class JobInspectCommand extends ApiCommand {
    JobInspectCommand() {
        super("job inspect", "[options] <job>", "Prints a job as JSON, or with -hcl as it was submitted.");
        flags.bool("hcl", "Prints the job file as it was submitted.")
                .bool("with-vars", "With -hcl, also prints which variables it was submitted with.")
                .text("version", "version", "Prints that version. Default = the latest.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (flags.isOn("hcl") && flags.isOn("json")) {
            return fail("can only use one of -hcl or -json");
        }
        if (rest.isEmpty() && Formats.isWanted(flags)) {
            return all();
        }
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job>");
        }
        final Doc entry = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        if (flags.isOn("hcl")) {
            return source(entry);
        }
        final Doc job;
        try {
            job = version(entry);
        } catch (final ApiException e) {
            return fail("Error inspecting job", e);
        }
        if (!flags.text("t").isEmpty()) {
            return Formats.print(flags, ui(), Shape.JOB.of(job));
        }
        final JsonObject wrapped = new JsonObject();
        wrapped.put("Job", Shape.JOB.of(job).value());
        ui().output(Doc.of(wrapped).pretty());
        return 0;
    }

    private int all() throws ApiException {
        try {
            return Formats.print(flags, ui(), api().get("/v1/jobs"));
        } catch (final ApiException e) {
            return fail("Error querying jobs", e);
        }
    }

    private Doc version(final Doc entry) throws ApiException {
        final String wanted = flags.text("version");
        if (wanted.isEmpty()) {
            return api().get(Jobs.path(entry, ""), Jobs.in(entry));
        }
        for (final Doc version : api().get(Jobs.path(entry, "/versions"), Jobs.in(entry))
                .get("Versions")
                .items()) {
            if (Long.toString(version.number("Version")).equals(wanted)) {
                return version;
            }
        }
        throw ApiException.transport("job \"" + entry.text("ID") + "\" with version " + wanted + " couldn't be found");
    }

    private int source(final Doc entry) throws ApiException {
        final Doc submission;
        try {
            final long version = version(entry).number("Version");
            submission =
                    api().get(Jobs.path(entry, "/submission"), Jobs.in(entry).with("version", Long.toString(version)));
        } catch (final ApiException e) {
            return fail("Error retrieving job submission", e);
        }
        if (submission.text("Source").isEmpty()) {
            return fail("Failed to retrieve job: the source of the job is not known");
        }
        ui().output(submission.text("Source"));
        if (flags.isOn("with-vars")) {
            ui().error("\nTo run this job as originally submitted:\n\n" + original(entry, submission) + "\n");
        }
        return 0;
    }

    private static String original(final Doc entry, final Doc submission) {
        final String id = entry.text("ID");
        final String namespace = Jobs.namespace(entry);
        final StringBuilder text = new StringBuilder("$ ").append(Program.NAME);
        text.append(" job inspect -namespace ")
                .append(namespace)
                .append(" -hcl ")
                .append(id);
        text.append(" |\n    ")
                .append(Program.NAME)
                .append(" job run -namespace ")
                .append(namespace);
        for (final Map.Entry<String, Doc> variable :
                submission.get("VariableFlags").fields().entrySet()) {
            text.append(" -var ")
                    .append(variable.getKey())
                    .append('=')
                    .append(variable.getValue().text());
        }
        for (final String line : submission.text("Variables").split("\n")) {
            if (!line.isBlank()) {
                text.append(" -var ").append(line.strip());
            }
        }
        return text.append(' ').append(id).toString();
    }
}
