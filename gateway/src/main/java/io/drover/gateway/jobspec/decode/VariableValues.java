package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Diagnostic;
import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.syntax.HclFile;
import io.drover.gateway.jobspec.hcl.syntax.HclParser;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.syntax.SourceText;
import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives variables their values: from the environment, then from variable files, then from the command line. */
final class VariableValues {

    private final Map<String, Variable> variables;
    private final JobFileOptions options;
    private final Problems problems;
    private final Evaluator constants = new Evaluator(null);

    VariableValues(final Map<String, Variable> variables, final JobFileOptions options, final Problems problems) {
        this.variables = variables;
        this.options = options;
        this.problems = problems;
    }

    void collect(final List<HclFile> files) {
        options.environment().forEach((name, value) -> {
            final Variable variable = variables.get(name);
            if (variable != null) {
                assignText(variable, value, "env", "Invalid value for variable", "value");
            }
        });
        for (final HclFile file : files) {
            if (!collect(file)) {
                return;
            }
        }
        options.variables().forEach((name, value) -> {
            final Variable variable = variables.get(name);
            if (variable == null) {
                undefined(
                        "Undefined -var variable",
                        "A \"" + name
                                + "\" variable was passed in the command line but was not found in known variables."
                                + " To declare variable \"" + name + "\", place this block in your job file");
            } else {
                assignText(variable, value, "cmd", "Invalid argument value for -var variable", "received arg value");
            }
        });
    }

    private void undefined(final String summary, final String detail) {
        problems.add(
                options.isStrict()
                        ? Diagnostic.error(summary, detail, null)
                        : Diagnostic.warning(summary, detail, null));
    }

    private void assignText(
            final Variable variable,
            final String text,
            final String origin,
            final String summary,
            final String described) {
        final String place = origin.equals("env") ? "env" : "arguments";
        final String sourceName = "<value for var." + variable.name() + " from " + place + ">";
        if (variable.takesPlainText()) {
            final SourceRange range = new SourceRange(new SourceText(sourceName, text), 0, 0);
            assign(variable, HclValue.of(text), origin, range, summary, described);
            return;
        }
        final HclParser.ParsedExpression parsed = HclParser.parseExpression(text, sourceName);
        if (parsed.error() != null) {
            problems.add(parsed.error());
        }
        final Expression expression = parsed.expression();
        if (expression != null) {
            final HclValue value = constant(expression);
            if (value != null) {
                assign(variable, value, origin, expression.range(), summary, described);
            }
        }
    }

    private void assign(
            final Variable variable,
            final HclValue value,
            final String origin,
            final SourceRange range,
            final String summary,
            final String described) {
        final HclType type = variable.type();
        try {
            variable.assign(type == null ? value : Conversion.convert(value, type), origin, range);
        } catch (final ConversionException mismatch) {
            problems.error(
                    summary,
                    "The " + described + " for " + variable.name()
                            + " is not compatible with the variable's type constraint: " + mismatch.getMessage() + ".",
                    origin.equals("cmd") ? nowhere(range) : range);
        }
    }

    /** The same text in no file: what an argument may be is said without a place. */
    private static SourceRange nowhere(final SourceRange range) {
        final String text = range.text();
        return new SourceRange(new SourceText("", text), 0, text.length());
    }

    private boolean collect(final HclFile file) {
        for (final Block block : file.body().blocks("variable")) {
            final String name =
                    block.labels().isEmpty() ? "" : block.labels().get(0).text();
            problems.error(
                    "Variable declaration in a .var file",
                    "A .var file is used to assign values to variables that have already been declared in job files, not to"
                            + " declare new variables. To declare variable \"" + name
                            + "\", place this block in one of your job files\n\nTo set a value for this variable in "
                            + file.source().name() + ", use the definition syntax instead:\n    " + name + " = <value>",
                    block.typeRange());
        }
        if (!file.body().blocks("variable").isEmpty()) {
            return false;
        }
        for (final Block block : file.body().blocks()) {
            problems.error(
                    "Unexpected \"" + block.type() + "\" block", "Blocks are not allowed here.", block.typeRange());
        }
        for (final Argument argument : file.body().arguments()) {
            final Variable variable = variables.get(argument.name());
            if (variable == null) {
                undefined(
                        "Undefined variable",
                        "A \"" + argument.name()
                                + "\" variable was set but was not found in known variables. To declare"
                                + " variable \"" + argument.name() + "\", place this block in your job files");
                continue;
            }
            final HclValue value = constant(argument.expression());
            if (value != null) {
                assign(
                        variable,
                        value,
                        "varfile",
                        argument.expression().range(),
                        "Invalid value for variable",
                        "value");
            }
        }
        return true;
    }

    private @Nullable HclValue constant(final Expression expression) {
        try {
            return constants.evaluate(expression, Scope.constants());
        } catch (final EvaluationException failure) {
            problems.add(failure.diagnostic());
            return null;
        }
    }
}
