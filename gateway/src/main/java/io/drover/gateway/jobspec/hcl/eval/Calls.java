package io.drover.gateway.jobspec.hcl.eval;

import io.drover.gateway.jobspec.hcl.function.FunctionException;
import io.drover.gateway.jobspec.hcl.function.FunctionTable;
import io.drover.gateway.jobspec.hcl.function.HclFunction;
import io.drover.gateway.jobspec.hcl.function.Parameter;
import io.drover.gateway.jobspec.hcl.syntax.Expression;
import io.drover.gateway.jobspec.hcl.syntax.NameSuggestion;
import io.drover.gateway.jobspec.hcl.syntax.SourceRange;
import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls functions, and the three that look at their arguments unevaluated: {@code try}, {@code can}, {@code convert}. */
final class Calls {

    private static final int CHARACTERS_PER_STEP = 16;

    private final Evaluator evaluator;

    Calls(final Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    HclValue call(final Expression.Call call, final Scope scope) throws EvaluationException {
        final FunctionTable functions = evaluator.functions();
        if (functions == null) {
            throw new EvaluationException(
                    "Function calls not allowed", "Functions may not be called here.", call.range());
        }
        switch (call.name()) {
            case "try" -> {
                return firstThatSucceeds(call, scope);
            }
            case "can" -> {
                return canEvaluate(call, scope);
            }
            case "convert" -> {
                return converted(call, scope);
            }
            default -> {
                final HclFunction function = functions.find(call.name());
                if (function == null) {
                    throw unknownFunction(call, functions);
                }
                return ordinary(call, function, scope);
            }
        }
    }

    private static EvaluationException unknownFunction(final Expression.Call call, final FunctionTable functions) {
        final int namespace = call.name().lastIndexOf("::");
        return new EvaluationException(
                "Call to unknown function",
                namespace >= 0
                        ? "There are no functions in namespace \"" + call.name().substring(0, namespace + 2) + "\"."
                        : "There is no function named \"" + call.name() + "\"."
                                + NameSuggestion.sentence(call.name(), functions.names()),
                call.nameRange());
    }

    /** An argument value and the expression to blame for it. */
    private record Argument(HclValue value, Expression expression) {}

    private HclValue ordinary(final Expression.Call call, final HclFunction function, final Scope scope)
            throws EvaluationException {
        final List<Argument> given = arguments(call, scope);
        checkCount(call, function, given);
        final List<HclValue> values = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            final Parameter parameter = function.parameter(i);
            values.add(parameter == null ? given.get(i).value() : convertArgument(given.get(i), parameter));
        }
        evaluator.spend(function.steps(values) + textSteps(values), call.range());
        try {
            return function.body().apply(values);
        } catch (final FunctionException failure) {
            final Parameter blamed = failure.argument() >= 0 ? function.parameter(failure.argument()) : null;
            if (blamed != null && failure.argument() < given.size()) {
                throw invalidArgument(
                        blamed,
                        String.valueOf(failure.getMessage()),
                        given.get(failure.argument()).expression().startRange());
            }
            throw callFailed(call, String.valueOf(failure.getMessage()));
        } catch (final ArithmeticException outOfRange) {
            throw callFailed(call, String.valueOf(outOfRange.getMessage()));
        }
    }

    /** Long texts cost time in any function, so that hashing the same megabyte in a loop comes to an end. */
    private static long textSteps(final List<HclValue> values) {
        long characters = 0;
        for (final HclValue value : values) {
            if (value instanceof HclValue.Text text) {
                characters += text.value().length();
            }
        }
        return characters / CHARACTERS_PER_STEP;
    }

    private List<Argument> arguments(final Expression.Call call, final Scope scope) throws EvaluationException {
        final List<Argument> given = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            final Expression expression = call.arguments().get(i);
            final HclValue value = evaluator.evaluate(expression, scope);
            if (i < call.arguments().size() - 1 || !call.expandsLast()) {
                given.add(new Argument(value, expression));
            } else if (value instanceof HclSequence sequence) {
                for (final HclValue element : sequence.elements()) {
                    given.add(new Argument(element, expression));
                }
            } else {
                throw new EvaluationException(
                        "Invalid expanding argument value",
                        value.isNull()
                                ? "The expanding argument (indicated by ...) must not be null."
                                : "The expanding argument (indicated by ...) must be of a tuple, list, or set type.",
                        expression.range());
            }
        }
        return given;
    }

    private static void checkCount(final Expression.Call call, final HclFunction function, final List<Argument> given)
            throws EvaluationException {
        final int required = function.parameters().size();
        if (given.size() < required) {
            throw new EvaluationException(
                    "Not enough function arguments",
                    "Function \"" + call.name() + "\" expects" + (function.variadic() != null ? " at least" : "") + " "
                            + required + " argument(s). Missing value for \""
                            + function.parameters().get(given.size()).name() + "\".",
                    call.closingParenthesis());
        }
        if (function.variadic() == null && given.size() > required) {
            throw new EvaluationException(
                    "Too many function arguments",
                    "Function \"" + call.name() + "\" expects only " + required + " argument(s).",
                    given.get(required).expression().startRange());
        }
    }

    private static HclValue convertArgument(final Argument argument, final Parameter parameter)
            throws EvaluationException {
        final SourceRange range = argument.expression().startRange();
        if (argument.value().isNull()) {
            if (!parameter.allowsNull()) {
                throw invalidArgument(parameter, "argument must not be null", range);
            }
            return argument.value();
        }
        try {
            return Conversion.convert(argument.value(), parameter.type());
        } catch (final ConversionException unsuitable) {
            throw invalidArgument(parameter, String.valueOf(unsuitable.getMessage()), range);
        }
    }

    private static EvaluationException invalidArgument(
            final Parameter parameter, final String reason, final @Nullable SourceRange range) {
        return new EvaluationException(
                "Invalid function argument",
                "Invalid value for \"" + parameter.name() + "\" parameter: " + reason + ".",
                range);
    }

    private static EvaluationException callFailed(final Expression.Call call, final String reason) {
        return new EvaluationException(
                "Error in function call",
                "Call to function \"" + call.name() + "\" failed: " + reason + ".",
                call.startRange());
    }

    private HclValue firstThatSucceeds(final Expression.Call call, final Scope scope) throws EvaluationException {
        final StringBuilder failures = new StringBuilder("no expression succeeded:\n");
        for (final Expression argument : call.arguments()) {
            try {
                return evaluator.evaluate(argument, scope);
            } catch (final EvaluationException failure) {
                failures.append("- ")
                        .append(failure.diagnostic().summary())
                        .append(" (at ")
                        .append(failure.diagnostic().range())
                        .append(")\n  ")
                        .append(failure.diagnostic().detail())
                        .append('\n');
            }
        }
        throw callFailed(
                call,
                call.arguments().isEmpty()
                        ? "at least one argument is required"
                        : failures + "\nAt least one expression must produce a successful result");
    }

    private HclValue canEvaluate(final Expression.Call call, final Scope scope) throws EvaluationException {
        final Expression argument = exactly(call, 1).get(0);
        try {
            evaluator.evaluate(argument, scope);
            return HclValue.of(true);
        } catch (final EvaluationException failure) {
            return HclValue.of(false);
        }
    }

    private HclValue converted(final Expression.Call call, final Scope scope) throws EvaluationException {
        final List<Expression> arguments = exactly(call, 2);
        final HclType type = TypeSpecification.of(arguments.get(1));
        final HclValue value = evaluator.evaluate(arguments.get(0), scope);
        try {
            return Conversion.convert(value, type);
        } catch (final ConversionException unsuitable) {
            throw invalidArgument(
                    new Parameter("value", type, true),
                    String.valueOf(unsuitable.getMessage()),
                    arguments.get(0).range());
        }
    }

    private static List<Expression> exactly(final Expression.Call call, final int count) throws EvaluationException {
        if (call.arguments().size() != count || call.expandsLast()) {
            throw new EvaluationException(
                    call.arguments().size() < count ? "Not enough function arguments" : "Too many function arguments",
                    "Function \"" + call.name() + "\" expects exactly " + count + " argument(s).",
                    call.range());
        }
        return call.arguments();
    }
}
