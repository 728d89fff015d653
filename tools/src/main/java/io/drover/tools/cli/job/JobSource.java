package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.ParseResult;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.schema.JobReadException;
import io.drover.gateway.jobspec.schema.JobReader;
import io.drover.tools.cli.Flags;
import io.drover.tools.cli.Program;
import io.drover.tools.cli.Sources;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.text.Quote;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The job that a command's path and variable flags name, and how it was written. */
public final class JobSource {
    private final Doc job;
    private final Doc submission;
    private final @Nullable Body file;

    private JobSource(final Doc job, final Doc submission, final @Nullable Body file) {
        this.job = job;
        this.submission = submission;
        this.file = file;
    }

    /** Declares the flags that say how the file is read. */
    public static void declare(final Flags flags) {
        flags.bool("json", "Reads the file as JSON.")
                .boolOn("hcl2-strict", "Refuses values for variables that the file does not declare. Default = true.")
                .list("var", "key>=<value", "The value of a variable of the job file. May be given several times.")
                .list("var-file", "path", "A file with values of variables. May be given several times.");
    }

    /** The job as the API takes it, not yet completed with defaults. */
    public Doc job() {
        return job;
    }

    /** The text of the file and of its variables, which the server keeps with the version. */
    Doc submission() {
        return submission;
    }

    /** What the file says where; null when it is the JSON of the API. */
    @Nullable
    Body file() {
        return file;
    }

    String jobId() {
        return job.text("ID");
    }

    /** Reads and parses the file; a dash means standard input. The message of the exception is fit for users. */
    public static JobSource read(final String path, final Flags flags, final Ui ui) throws JobFileException {
        final String text;
        try {
            text = Sources.read(path, ui);
        } catch (final IOException e) {
            throw new JobFileException("Error getting jobfile from " + Quote.of(path) + ": source path error: stat "
                    + new File(path).getAbsolutePath() + ": " + e.getMessage());
        }
        return flags.isOn("json") ? readJson(text, flags) : readHcl(path, text, flags, ui);
    }

    private static JobSource readJson(final String text, final Flags flags) throws JobFileException {
        if (!flags.list("var").isEmpty() || !flags.list("var-file").isEmpty()) {
            throw new JobFileException("cannot use variables with a JSON job file");
        }
        try {
            final Doc document = Docs.read(text);
            final Doc job = document.get("Job").isObject() ? document.get("Job") : document;
            final Doc complete = Doc.of(JobReader.read(job.value()));
            return new JobSource(complete, submission(text, "json", new JsonObject(), ""), null);
        } catch (final IOException | JobReadException e) {
            throw new JobFileException("Failed to parse JSON job: " + jsonProblem(String.valueOf(e.getMessage())));
        }
    }

    /** A document that ends too early is reported as a stream that does, which it is to this command. */
    private static String jsonProblem(final String problem) {
        return problem.equals("unexpected end of JSON input") ? "unexpected EOF" : problem;
    }

    private static JobSource readHcl(final String path, final String text, final Flags flags, final Ui ui)
            throws JobFileException {
        final Map<String, String> values = values(flags);
        final StringBuilder variableText = new StringBuilder();
        final JobFileOptions options = options(path, values, flags, ui, variableText);
        final ParseResult result = JobFile.parse(text, path, options);
        final @Nullable JsonObject job = result.job();
        if (job == null) {
            throw refusal(path, Program.isTerse() && !ui.isTerminal() ? result.errorText() : result.render());
        }
        final JsonObject simple = new JsonObject();
        final Map<String, String> all = new LinkedHashMap<>(options.environment());
        all.putAll(values);
        for (final Map.Entry<String, String> value : all.entrySet()) {
            if (result.complexVariables().contains(value.getKey())) {
                variableText
                        .append(value.getKey())
                        .append(" = ")
                        .append(value.getValue())
                        .append('\n');
            } else {
                simple.put(value.getKey(), value.getValue());
            }
        }
        return new JobSource(
                Doc.of(job),
                submission(text, "hcl2", simple, variableText.toString()),
                JobFile.syntax(text, path).body());
    }

    private static JobFileOptions options(
            final String path,
            final Map<String, String> values,
            final Flags flags,
            final Ui ui,
            final StringBuilder variableText)
            throws JobFileException {
        final @Nullable Path parent = Path.of(path).getParent();
        JobFileOptions options = JobFileOptions.forCommandLine(parent == null ? Path.of("") : parent)
                .withStrict(flags.isOn("hcl2-strict"))
                .withEnvironment(System.getenv());
        for (final Map.Entry<String, String> value : values.entrySet()) {
            options = options.withVariable(value.getKey(), value.getValue());
        }
        for (final String file : flags.list("var-file")) {
            try {
                final String content = Sources.read(file, ui);
                options = options.withVariableFile(file, content);
                variableText.append(content).append('\n');
            } catch (final IOException e) {
                throw refusal(
                        path,
                        "unable to parse var file: <nil>: Failed to read file; failed to read " + Quote.of(file)
                                + ": open " + file + ": " + e.getMessage());
            }
        }
        return options;
    }

    private static JobFileException refusal(final String path, final String problem) {
        return new JobFileException("Error parsing job file from " + path + ":\n" + problem);
    }

    /** The values of {@code -var} flags; those without an equals sign have no value and are passed over. */
    private static Map<String, String> values(final Flags flags) {
        final Map<String, String> values = new LinkedHashMap<>();
        for (final String pair : flags.list("var")) {
            final int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return values;
    }

    private static Doc submission(
            final String text, final String format, final JsonObject values, final String variables) {
        return Doc.of(new JsonObject()
                .put("Source", text)
                .put("Format", format)
                .put("VariableFlags", values)
                .put("Variables", variables));
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
