package io.drover.agent.template.function;

import io.drover.agent.template.lang.Arguments;
import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.TemplateFunction;
import io.drover.agent.template.lang.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers. The piped value is the left operand: {@code 7 | subtract 2} is five. */
final class MathFunctions {
    private MathFunctions() {}

    /** What is done with two numbers. */
    private interface Whole {
        long of(long left, long right) throws FunctionException;
    }

    /** What is done with two fractions. */
    private interface Fraction {
        double of(double left, double right) throws FunctionException;
    }

    static void addTo(final Map<String, TemplateFunction> functions) {
        functions.put("add", both("add", (left, right) -> left + right, Double::sum));
        functions.put("subtract", both("subtract", (left, right) -> left - right, (left, right) -> left - right));
        functions.put("multiply", both("multiply", (left, right) -> left * right, (left, right) -> left * right));
        functions.put("divide", both("divide", MathFunctions::divide, (left, right) -> left / right));
        functions.put("modulo", args -> modulo(whole("modulo", args, 1), whole("modulo", args, 0)));
        functions.put("minimum", both("minimum", Math::min, Math::min));
        functions.put("maximum", both("maximum", Math::max, Math::max));
    }

    private static TemplateFunction both(final String name, final Whole whole, final Fraction fraction) {
        return args -> {
            final Object left = number(name, args.exactly(2).at(1));
            final Object right = number(name, args.at(0));
            if (left instanceof Long a && right instanceof Long b) {
                return whole.of(a, b);
            }
            return fraction.of(((Number) left).doubleValue(), ((Number) right).doubleValue());
        };
    }

    private static long divide(final long left, final long right) throws FunctionException {
        if (right == 0) {
            throw new FunctionException("divide: division by zero");
        }
        return left / right;
    }

    private static long modulo(final long left, final long right) throws FunctionException {
        if (right == 0) {
            throw new FunctionException("modulo: division by zero");
        }
        return left % right;
    }

    private static long whole(final String name, final Arguments args, final int position) throws FunctionException {
        if (args.exactly(2).at(position) instanceof Long number) {
            return number;
        }
        throw unknown(name, args.at(position));
    }

    private static Object number(final String name, final @Nullable Object value) throws FunctionException {
        if (value instanceof Long || value instanceof Double) {
            return value;
        }
        throw unknown(name, value);
    }

    private static FunctionException unknown(final String name, final @Nullable Object value) {
        return new FunctionException(name + ": unknown type for \"" + value + "\" (" + Values.typeName(value) + ")");
    }
}
