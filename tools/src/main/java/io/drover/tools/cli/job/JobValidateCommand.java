package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.explain.Explanation;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.validate.ValidationPlaces;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Program;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code job validate}. */
final class JobValidateCommand extends ApiCommand {
    JobValidateCommand() {
        super("job validate", "[options] <path>", "Checks a job file; a dash reads it from standard input.");
        flags.text("vault-namespace", "namespace", "The Vault namespace of the job.");
        flags.bool("explain", "Prints the whole job with the origin of each value instead, asking no server.");
        JobSource.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <path>");
        }
        final JobSource source;
        try {
            source = JobSource.read(rest.get(0), flags, ui());
        } catch (final JobFileException e) {
            return fail("Error getting job struct: " + e.getMessage());
        }
        if (flags.isOn("explain")) {
            return explain(source);
        }
        final JsonObject request = new JsonObject();
        request.put("Job", source.job().value());
        final Doc answer;
        try {
            answer = api(JobRunCommand.placeOf(settings(), source.job())).put("/v1/validate/job", new Query(), request);
        } catch (final ApiException e) {
            return e.status() == 0 ? show(checkedHere(source), source) : fail("Error validating job", e);
        }
        return show(answer, source);
    }

    /** What can be said without a server: everything except what depends on its configuration and its drivers. */
    private static Doc checkedHere(final JobSource source) {
        final JobAdmission.Result result = JobAdmission.admit(source.job().toObject(), ServerSettings.STANDARD);
        return Doc.of(new JsonObject()
                .put("DriverConfigValidated", false)
                .put("Error", result.errorText())
                .put("Warnings", result.warningText()));
    }

    private int explain(final JobSource source) {
        final List<Explanation.Line> lines = Explanation.of(source.job().toObject(), source.file());
        int pathWidth = 0;
        for (final Explanation.Line line : lines) {
            pathWidth = Math.max(pathWidth, line.path().length());
        }
        for (final Explanation.Line line : lines) {
            ui().output(line.path() + " ".repeat(pathWidth - line.path().length()) + " = " + line.value() + "  # "
                    + line.origin());
        }
        return show(Doc.of(checkedHere(source).toObject().put("DriverConfigValidated", true)), source);
    }

    /** The errors as the server words them; under our own name, or for a person at a terminal, each with its place in the file. */
    private String errors(final String text, final JobSource source) {
        final @Nullable Body file = source.file();
        if (file == null || (Program.isTerse() && !ui().isTerminal())) {
            return text;
        }
        final String placed =
                ValidationPlaces.of(text, file).stream().map(Diagnostic::render).collect(Collectors.joining("\n\n"));
        return placed.isEmpty() ? text : placed;
    }

    private int show(final Doc answer, final JobSource source) {
        if (!answer.isTrue("DriverConfigValidated")) {
            ui().output(
                            ui().paint(
                                            "33",
                                            "Driver configuration not validated since connection to Nomad agent couldn't be established.\n"));
        }
        if (!answer.text("Error").isEmpty()) {
            return fail("Job validation errors:\n" + errors(answer.text("Error"), source) + "\n");
        }
        if (!answer.text("Warnings").isEmpty()) {
            ui().output(ui().paint("33", "Job Warnings:\n" + answer.text("Warnings")) + "\n");
        }
        ui().output(ui().paint("32", "Job validation successful"));
        return 0;
    }
}
