package io.drover.gateway.jobspec;

import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.canonical.JobCanonicalizer;
import io.drover.gateway.jobspec.corpus.JsonDifference;
import io.drover.gateway.jobspec.json.JsonLimits;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.jobspec.schema.JobReadException;
import io.drover.gateway.jobspec.schema.JobReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges jobs, refusals and warnings against recorded answers; prints each difference and, last, how many are equal. */
public final class CaptureReport {

    /** What the server's life adds to a stored job. */
    private static final List<String> LIVE_FIELDS = List.of(
            "Status",
            "StatusDescription",
            "Stable",
            "Version",
            "SubmitTime",
            "CreateIndex",
            "ModifyIndex",
            "JobModifyIndex",
            "VersionTag",
            "Stop",
            "NomadTokenID",
            "ID");

    private final Map<String, JsonObject> registered = new HashMap<>();
    private int steps;
    private int equal;

    private CaptureReport() {}

    /** Takes the folder of recorded stories as its argument. */
    public static void main(final String[] arguments) throws IOException {
        final CaptureReport report = new CaptureReport();
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            for (final Path file : files.sorted().toList()) {
                final String name = file.getFileName().toString();
                if (name.endsWith(".json") && !name.endsWith(".recorded.json")) {
                    report.story(file);
                }
            }
        }
        System.out.println("steps=" + report.equal + "/" + report.steps);
    }

    private void story(final Path file) throws IOException {
        final Path recordedFile =
                file.resolveSibling(file.getFileName().toString().replaceFirst("\\.json$", ".recorded.json"));
        if (!Files.exists(recordedFile)) {
            return;
        }
        registered.clear();
        final JsonObject story = read(file);
        final Map<String, JsonObject> records = new HashMap<>();
        read(recordedFile).objects("records").forEach(entry -> records.put(entry.text("id"), entry));
        for (final JsonObject step : story.objects("steps")) {
            final JsonObject request = step.object("request");
            final JsonObject answer = records.get(step.text("id"));
            if (request != null && answer != null && answer.number("status") != 405) {
                final List<String> differences = step(request, answer);
                if (differences != null) {
                    steps++;
                    equal += differences.isEmpty() ? 1 : 0;
                    differences.stream()
                            .limit(6)
                            .forEach(
                                    difference -> System.out.println(file + " " + step.text("id") + ": " + difference));
                }
            }
        }
    }

    private @Nullable List<String> step(final JsonObject request, final JsonObject answer) {
        final String path = request.text("path");
        final String method = request.text("method");
        if (path.startsWith("/v1/job/") && (method.isEmpty() || method.equals("GET"))) {
            final JsonObject stored = registered.get(path.substring("/v1/job/".length()));
            return stored == null || answer.number("status") != 200
                    ? null
                    : JsonDifference.between(
                            withoutLife(Objects.requireNonNull(answer.object("body"))
                                    .copy()),
                            withoutLife(stored.copy()));
        }
        if (method.isEmpty() || method.equals("GET") || method.equals("DELETE")) {
            return null;
        }
        final String target = path.replaceFirst("\\?.*", "");
        final byte[] body = body(request);
        if (target.equals("/v1/jobs/parse")) {
            return parse(body, answer);
        }
        if (target.equals("/v1/jobs") || target.matches("/v1/job/[^/]*")) {
            return register(body, answer);
        }
        return target.equals("/v1/validate/job") ? validate(body, answer) : null;
    }

    private static List<String> texts(final String expected, final String actual) {
        return expected.equals(actual) ? List.of() : List.of("expected " + expected + "\n     but was " + actual);
    }

    private static @Nullable List<String> parse(final byte[] body, final JsonObject answer) {
        final JsonObject sent;
        try {
            sent = (JsonObject) JsonParser.parseFirst(body, JsonLimits.DEFAULT);
        } catch (final JsonSyntaxException failure) {
            return texts(answer.text("text"), String.valueOf(failure.getMessage()));
        }
        final String source = sent.text("JobHCL");
        if (source.isEmpty()) {
            return null;
        }
        JobFileOptions options = JobFileOptions.forServer();
        if (!sent.text("Variables").isEmpty()) {
            options = options.withVariableFile("input.hcl", sent.text("Variables"));
        }
        final ParseResult result = JobFile.parse(source, "input.hcl", options);
        if (result.job() == null) {
            return texts(answer.text("text"), "Failed to parse job: " + result.errorText());
        }
        if (answer.number("status") != 200) {
            return List.of("accepted, expected " + answer.text("text"));
        }
        return JsonDifference.between(
                answer.value("body"),
                sent.flag("Canonicalize") ? JobCanonicalizer.canonicalize(result.job()) : result.job());
    }

    private @Nullable List<String> register(final byte[] body, final JsonObject answer) {
        final JobAdmission.Result result;
        try {
            result = admit(body, "JobRegisterRequest");
        } catch (final JsonSyntaxException | JobReadException failure) {
            return texts(answer.text("text"), String.valueOf(failure.getMessage()));
        }
        if (result == null
                || answer.text("text").contains("Eval priority")
                || answer.text("text").contains("match name")) {
            return null;
        }
        if (answer.number("status") != 200) {
            return texts(answer.text("text"), result.errorText());
        }
        registered.put(result.job().text("ID"), result.job());
        return texts(
                Objects.requireNonNull(answer.object("body")).text("Warnings"),
                result.errorText() + result.warningText());
    }

    private static @Nullable List<String> validate(final byte[] body, final JsonObject answer) {
        final JobAdmission.Result result;
        try {
            result = admit(body, "JobValidateRequest");
        } catch (final JsonSyntaxException | JobReadException failure) {
            return texts(answer.text("text"), String.valueOf(failure.getMessage()));
        }
        if (result == null || answer.number("status") != 200) {
            return null;
        }
        final JsonObject expected = Objects.requireNonNull(answer.object("body"));
        return texts(
                expected.text("Error") + expected.text("Warnings") + expected.texts("ValidationErrors"),
                result.errorText() + result.warningText() + result.errors());
    }

    private static JobAdmission.@Nullable Result admit(final byte[] body, final String type)
            throws JsonSyntaxException, JobReadException {
        final JsonValue value = JsonParser.parseFirst(body, JsonLimits.DEFAULT);
        if (!(value instanceof JsonObject object)) {
            return null;
        }
        for (final String name : object.names()) {
            if (name.equalsIgnoreCase("job") && !object.isNull(name)) {
                final JsonObject job = JobReader.read(object.value(name), type, "Job");
                final String complaint = type.equals("JobRegisterRequest") ? JobAdmission.requestComplaint(job) : null;
                return complaint == null
                        ? JobAdmission.admit(job, ServerSettings.STANDARD)
                        : new JobAdmission.Result(job, List.of(complaint), complaint, List.of(), "");
            }
        }
        return null;
    }

    private static JsonObject withoutLife(final JsonObject job) {
        LIVE_FIELDS.forEach(job::remove);
        for (final JsonObject group : job.objects("TaskGroups")) {
            withoutPolicyLife(group.object("Scaling"));
            for (final JsonObject task : group.objects("Tasks")) {
                task.objects("ScalingPolicies").forEach(CaptureReport::withoutPolicyLife);
            }
        }
        return job;
    }

    private static void withoutPolicyLife(final @Nullable JsonObject policy) {
        if (policy != null) {
            policy.put("ID", JsonNull.NULL);
            policy.put("CreateIndex", JsonNumber.ZERO);
            policy.put("ModifyIndex", JsonNumber.ZERO);
        }
    }

    private static byte[] body(final JsonObject request) {
        final JsonValue body = request.value("body");
        if (body instanceof JsonString text) {
            return text.value().getBytes(StandardCharsets.UTF_8);
        }
        return body == JsonNull.NULL ? new byte[0] : JsonWriter.bytes(body);
    }

    private static JsonObject read(final Path file) throws IOException {
        try {
            final String text = Files.readString(file).replace("$${", "${");
            return (JsonObject) JsonParser.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (final JsonSyntaxException failure) {
            throw new IOException(file.toString(), failure);
        }
    }
}
