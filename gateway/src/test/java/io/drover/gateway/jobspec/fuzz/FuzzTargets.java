package io.drover.gateway.jobspec.fuzz;

import io.drover.gateway.filter.Filter;
import io.drover.gateway.filter.FilterException;
import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.ParseResult;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.function.FileAccess;
import io.drover.gateway.jobspec.hcl.function.FunctionTable;
import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.syntax.Formatter;
import io.drover.gateway.jobspec.hcl.syntax.HclFile;
import io.drover.gateway.jobspec.hcl.syntax.HclParser;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.hcl.value.ValueTooLargeException;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.jobspec.schema.JobReadException;
import io.drover.gateway.jobspec.schema.JobReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What must hold for any bytes at all. Each method throws when it does not. */
public final class FuzzTargets {

    private FuzzTargets() {}

    /** A job file becomes a job that can be admitted, or errors that can be shown. */
    public static void jobFile(final byte[] data) {
        final ParseResult result = JobFile.parse(text(data), "j.hcl", JobFileOptions.forServer());
        final JsonObject job = result.job();
        if (job != null) {
            admit(job);
            return;
        }
        require(!result.errorText().isEmpty(), "refused without an error");
        require(!result.render().isEmpty(), "errors without a rendering");
    }

    /** The layout of a sound source means the same, and laying it out again changes nothing. */
    public static void format(final byte[] data) {
        final String source = text(data);
        final String once = Formatter.format(source);
        final HclFile file = HclParser.parse(source, "f.hcl");
        if (file.hasErrors()) {
            return;
        }
        require(once.equals(Formatter.format(once)), "not idempotent");
        final HclFile again = HclParser.parse(once, "f.hcl");
        require(!again.hasErrors(), "no longer sound: " + again.diagnostics());
        require(TreeText.of(file.body()).equals(TreeText.of(again.body())), "another tree");
    }

    /** An expression has a value or an error with a position. */
    public static void expression(final byte[] data) {
        final HclParser.ParsedExpression parsed = HclParser.parseExpression(text(data), "e.hcl");
        final Expression expression = parsed.expression();
        if (expression == null) {
            require(parsed.error() != null, "neither tree nor error");
            return;
        }
        final Map<String, HclValue> names =
                Map.of("a", HclValue.of("x"), "l", HclValue.tuple(List.of(HclValue.of("p"), HclValue.of("q"))));
        try {
            new Evaluator(FunctionTable.of(FileAccess.NONE))
                    .evaluate(expression, Scope.of(names, Scope.Unknown.LEFT_FOR_NODE));
        } catch (final EvaluationException refused) {
            require(!refused.diagnostic().render().isEmpty(), "an error without a text");
        } catch (final ValueTooLargeException tooLarge) {
            require(tooLarge.getMessage() == null || !tooLarge.getMessage().isEmpty(), "an error without a text");
        }
    }

    /** A document is read or refused, and what was read is the same after writing and reading it. */
    public static void json(final byte[] data) {
        final JsonValue value;
        try {
            value = JsonParser.parse(data);
        } catch (final JsonSyntaxException refused) {
            return;
        }
        try {
            final JsonValue again = JsonParser.parse(JsonWriter.bytes(value));
            require(value.equals(again), "another document: " + value);
        } catch (final JsonSyntaxException broken) {
            throw new IllegalStateException("writes what it cannot read: " + value, broken);
        }
        try {
            admit(JobReader.read(value));
        } catch (final JobReadException refused) {
            require(!refused.getMessage().isEmpty(), "an error without a text");
        }
    }

    /** A filter is read or refused, and decides on a row or refuses it. */
    public static void filter(final byte[] data) {
        final JsonObject row = new JsonObject()
                .put("ID", "web")
                .put("Priority", 50)
                .put("Stop", false)
                .put("Meta", new JsonObject().put("k", "v"));
        try {
            Filter.parse(text(data)).matches(row);
        } catch (final FilterException refused) {
            require(!String.valueOf(refused.getMessage()).isEmpty(), "an error without a text");
        }
    }

    private static void admit(final JsonObject job) {
        require(JobAdmission.admit(job, ServerSettings.STANDARD) != null, "no admission");
    }

    private static String text(final byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    private static void require(final boolean condition, final String complaint) {
        if (!condition) {
            throw new IllegalStateException(complaint);
        }
    }
}
