package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.Flags;
import io.drover.tools.cli.Sources;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.http.Query;
import java.io.File;
import java.io.IOException;
import java.util.List;

/** The job that a command's path and variable flags name, and how it was written. */
final class JobSource {
    private final Doc job;
    private final Doc submission;

    private JobSource(final Doc job, final Doc submission) {
        this.job = job;
        this.submission = submission;
    }

    static void declare(final Flags flags) {
        flags.bool("json", "Reads the file as JSON.")
                .boolOn("hcl2-strict", "Refuses values for variables that the file does not declare. Default = true.")
                .list("var", "key>=<value", "The value of a variable of the job file. May be given several times.")
                .list("var-file", "path", "A file with values of variables. May be given several times.");
    }

    /** The job as the API takes it, not yet completed with defaults. */
    Doc job() {
        return job;
    }

    /** The text of the file and of its variables, which the server keeps with the version. */
    Doc submission() {
        return submission;
    }

    String jobId() {
        return job.text("ID");
    }

    /** Reads and parses the file; a dash means standard input. The message of the exception is fit for users. */
    static JobSource read(final String path, final Flags flags, final Ui ui, final Api api) throws JobFileException {
        final String text;
        try {
            text = Sources.read(path, ui);
        } catch (final IOException e) {
            throw new JobFileException("Error getting jobfile from \"" + path + "\": source path error: stat "
                    + new File(path).getAbsolutePath() + ": " + e.getMessage());
        }
        return flags.isOn("json") ? readJson(text, flags) : readHcl(path, text, flags, api);
    }

    private static JobSource readJson(final String text, final Flags flags) throws JobFileException {
        if (!flags.list("var").isEmpty() || !flags.list("var-file").isEmpty()) {
            throw new JobFileException("cannot use variables with a JSON job file");
        }
        final Doc document;
        try {
            document = Docs.read(text);
        } catch (final IOException e) {
            throw new JobFileException("Failed to parse JSON job: " + e.getMessage());
        }
        final Doc job = document.get("Job").isObject() ? document.get("Job") : document;
        return new JobSource(job, submission(text, "json", flags));
    }

    private static JobSource readHcl(final String path, final String text, final Flags flags, final Api api)
            throws JobFileException {
        final JsonObject request = new JsonObject();
        request.put("JobHCL", text);
        request.put("Canonicalize", false);
        request.put("Variables", String.join("\n", flags.list("var")));
        try {
            final Doc job = api.put("/v1/jobs/parse", new Query(), request);
            return new JobSource(job, submission(text, "hcl2", flags));
        } catch (final ApiException e) {
            throw new JobFileException("Error parsing job file from " + path + ":\n" + e.getMessage());
        }
    }

    private static Doc submission(final String text, final String format, final Flags flags) {
        final JsonObject values = new JsonObject();
        for (final String pair : flags.list("var")) {
            final int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        final JsonObject submission = new JsonObject();
        submission.put("Source", text);
        submission.put("Format", format);
        submission.put("VariableFlags", values);
        submission.put("Variables", "");
        return Doc.of(submission);
    }

    /** The flags to repeat in a suggested command, each with a blank behind it. */
    static String repeatedFlags(final Flags flags) {
        final StringBuilder text = new StringBuilder();
        if (flags.isOn("json")) {
            text.append("-json ");
        }
        if (!flags.isOn("hcl2-strict")) {
            text.append("-hcl2-strict=false ");
        }
        append(text, "var", flags.list("var"));
        append(text, "var-file", flags.list("var-file"));
        return text.toString();
    }

    private static void append(final StringBuilder text, final String flag, final List<String> values) {
        for (final String value : values) {
            text.append('-').append(flag).append("=\"").append(value).append("\" ");
        }
    }
}
