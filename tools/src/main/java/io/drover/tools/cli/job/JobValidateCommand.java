package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.util.List;

/** {@code job validate}. */
final class JobValidateCommand extends ApiCommand {
    JobValidateCommand() {
        super("job validate", "[options] <path>", "Checks a job file; a dash reads it from standard input.");
        flags.text("vault-namespace", "namespace", "The Vault namespace of the job.");
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
        final JsonObject request = new JsonObject();
        request.put("Job", source.job().value());
        final Doc answer;
        try {
            answer = api(JobRunCommand.placeOf(settings(), source.job())).put("/v1/validate/job", new Query(), request);
        } catch (final ApiException e) {
            return e.status() == 0 ? show(checkedHere(source)) : fail("Error validating job", e);
        }
        return show(answer);
    }

    /** What can be said without a server: everything except what depends on its configuration and its drivers. */
    private static Doc checkedHere(final JobSource source) {
        final JobAdmission.Result result = JobAdmission.admit(source.job().toObject(), ServerSettings.STANDARD);
        return Doc.of(new JsonObject()
                .put("DriverConfigValidated", false)
                .put("Error", result.errorText())
                .put("Warnings", result.warningText()));
    }

    private int show(final Doc answer) {
        if (!answer.isTrue("DriverConfigValidated")) {
            ui().output(
                            ui().paint(
                                            "33",
                                            "Driver configuration not validated since connection to Nomad agent couldn't be established.\n"));
        }
        if (!answer.text("Error").isEmpty()) {
            return fail("Job validation errors:\n" + answer.text("Error") + "\n");
        }
        if (!answer.text("Warnings").isEmpty()) {
            ui().output(ui().paint("33", "Job Warnings:\n" + answer.text("Warnings")) + "\n");
        }
        ui().output(ui().paint("32", "Job validation successful"));
        return 0;
    }
}
