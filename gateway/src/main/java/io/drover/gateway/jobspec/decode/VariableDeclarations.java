package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.eval.TypeSpecification;
import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.syntax.Identifiers;
import io.drover.gateway.jobspec.hcl.syntax.NameSuggestion;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the {@code variable} and {@code variables} blocks of a job file. */
final class VariableDeclarations {

    private static final List<String> ARGUMENTS = List.of("description", "default", "type");

    private final Problems problems;
    private final Evaluator constants = new Evaluator(null);
    private final Map<String, Variable> variables = new TreeMap<>();

    VariableDeclarations(final Problems problems) {
        this.problems = problems;
    }

    Map<String, Variable> read(final Body file) {
        for (final Block block : file.blocks()) {
            if (block.type().equals("variable") && Labels.check(block, 1, problems)) {
                readBlock(block);
            } else if (block.type().equals("variables") && Labels.check(block, 0, problems)) {
                noBlocks(block.body());
                block.body().arguments().forEach(this::readUntyped);
            }
        }
        return variables;
    }

    private void noBlocks(final Body body) {
        for (final Block block : body.blocks()) {
            problems.error(
                    "Unexpected \"" + block.type() + "\" block", "Blocks are not allowed here.", block.typeRange());
        }
    }

    private void readUntyped(final Argument argument) {
        if (isDuplicate(argument.name(), argument.nameRange())) {
            return;
        }
        final HclValue value = constant(argument.expression());
        if (value != null) {
            final Variable variable = new Variable(argument.name(), value.type(), List.of());
            variable.assign(value, "default", argument.expression().range());
            variables.put(argument.name(), variable);
        }
    }

    private void readBlock(final Block block) {
        final Block.Label label = block.labels().get(0);
        if (isDuplicate(label.text(), null)) {
            return;
        }
        checkContent(block);
        if (!Identifiers.isValid(label.text())) {
            problems.error(
                    "Invalid variable name",
                    "A name must start with a letter or underscore and may contain only letters, digits, underscores, and"
                            + " dashes.",
                    label.range());
        }
        final Argument description = block.body().argument("description");
        if (description != null) {
            constant(description.expression());
        }
        try {
            final Argument type = block.body().argument("type");
            final HclType declared = type == null ? null : TypeSpecification.of(type.expression());
            final HclValue defaultValue = defaultValue(block, declared);
            final Variable variable = new Variable(
                    label.text(),
                    declared == null && defaultValue != null ? defaultValue.type() : declared,
                    validations(block, label.text()));
            final Argument defaultArgument = block.body().argument("default");
            if (defaultValue != null && defaultArgument != null) {
                variable.assign(
                        defaultValue, "default", defaultArgument.expression().range());
            }
            variables.put(label.text(), variable);
        } catch (final EvaluationException failure) {
            problems.add(failure.diagnostic());
        }
    }

    private boolean isDuplicate(final String name, final @Nullable SourceRange range) {
        if (variables.containsKey(name)) {
            problems.error("Duplicate variable", "Duplicate " + name + " variable definition found.", range);
            return true;
        }
        return false;
    }

    private void checkContent(final Block block) {
        for (final Argument argument : block.body().arguments()) {
            if (!ARGUMENTS.contains(argument.name())) {
                problems.error(
                        "Unsupported argument",
                        "An argument named \"" + argument.name() + "\" is not expected here."
                                + NameSuggestion.sentence(argument.name(), ARGUMENTS),
                        argument.nameRange());
            }
        }
        for (final Block inner : block.body().blocks()) {
            if (!inner.type().equals("validation")) {
                problems.error(
                        "Unsupported block type",
                        "Blocks of type \"" + inner.type() + "\" are not expected here.",
                        inner.typeRange());
            }
        }
    }

    private @Nullable HclValue defaultValue(final Block block, final @Nullable HclType type)
            throws EvaluationException {
        final Argument argument = block.body().argument("default");
        if (argument == null) {
            return null;
        }
        final HclValue value = constants.evaluate(argument.expression(), Scope.constants());
        if (type == null) {
            return value;
        }
        try {
            return Conversion.convert(value, type);
        } catch (final ConversionException mismatch) {
            throw new EvaluationException(
                    "Invalid default value for variable",
                    "This default value is not compatible with the variable's type constraint: " + mismatch.getMessage()
                            + ".",
                    argument.expression().range());
        }
    }

    private List<VariableValidation> validations(final Block block, final String name) {
        final List<VariableValidation> validations = new ArrayList<>();
        for (final Block inner : block.body().blocks("validation")) {
            final Argument condition = required(inner, "condition");
            final Argument message = required(inner, "error_message");
            for (final Argument argument : inner.body().arguments()) {
                if (!argument.name().equals("condition") && !argument.name().equals("error_message")) {
                    problems.error(
                            "Unsupported argument",
                            "An argument named \"" + argument.name() + "\" is not expected here.",
                            argument.nameRange());
                }
            }
            if (condition != null && message != null) {
                checkReferences(condition.expression(), name);
                validations.add(new VariableValidation(
                        condition.expression(), message(message.expression()), inner.headerRange()));
            }
        }
        return validations;
    }

    private @Nullable Argument required(final Block block, final String name) {
        final Argument argument = block.body().argument(name);
        if (argument == null) {
            problems.error(
                    "Missing required argument",
                    "The argument \"" + name + "\" is required, but no definition was found.",
                    block.openRange());
        }
        return argument;
    }

    private void checkReferences(final Expression condition, final String name) {
        boolean hasOwn = false;
        for (final Expression.Traversal reference : References.of(condition)) {
            final boolean isOwn = reference.root().equals("var")
                    && !reference.selectors().isEmpty()
                    && reference.selectors().get(0) instanceof Expression.Attribute attribute
                    && attribute.name().equals(name);
            hasOwn |= isOwn;
            if (!isOwn) {
                problems.error(
                        "Invalid reference in variable validation",
                        "The condition for variable \"" + name + "\" can only refer to the variable itself, using var."
                                + name + ".",
                        reference.range());
            }
        }
        if (!hasOwn) {
            problems.error(
                    "Invalid variable validation condition",
                    "The condition for variable \"" + name + "\" must refer to var." + name
                            + " in order to test incoming values.",
                    condition.range());
        }
    }

    private String message(final Expression expression) {
        final HclValue value = constant(expression);
        final String text = value instanceof HclValue.Text message ? message.value() : "";
        if (value != null && text.isBlank()) {
            problems.error(
                    "Invalid validation error message",
                    "An empty or blank string is not a valid nor useful error message.",
                    expression.range());
        }
        return text;
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
