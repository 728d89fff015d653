package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Functions on numbers. */
final class NumberFunctions {

    private static final int RANGE_MAX = 1024;

    private NumberFunctions() {}

    static List<HclFunction> all() {
        return List.of(
                HclFunction.of("abs", a -> absolute(Arguments.number(a, 0)), Parameter.number("num")),
                HclFunction.of("ceil", a -> rounded(a, RoundingMode.CEILING), Parameter.number("num")),
                HclFunction.of("floor", a -> rounded(a, RoundingMode.FLOOR), Parameter.number("num")),
                HclFunction.of("signum", NumberFunctions::signum, Parameter.number("num")),
                HclFunction.of("log", NumberFunctions::log, Parameter.number("num"), Parameter.number("base")),
                HclFunction.of("pow", NumberFunctions::pow, Parameter.number("num"), Parameter.number("power")),
                HclFunction.variadic("max", a -> extreme(a, 1), Parameter.number("numbers")),
                HclFunction.variadic("min", a -> extreme(a, -1), Parameter.number("numbers")),
                HclFunction.of(
                        "parseint", NumberFunctions::parseInt, Parameter.any("number"), Parameter.number("base")),
                HclFunction.variadic("range", NumberFunctions::range, Parameter.number("params")));
    }

    private static HclValue absolute(final HclNumber number) {
        return number.signum() < 0 ? number.negate() : number;
    }

    private static HclValue rounded(final List<HclValue> arguments, final RoundingMode mode) {
        final HclNumber number = Arguments.number(arguments, 0);
        return number.isInfinite() ? number : new HclNumber(number.decimal().setScale(0, mode));
    }

    private static HclValue signum(final List<HclValue> arguments) throws FunctionException {
        final HclNumber number = Arguments.number(arguments, 0);
        if (!number.isInt64()) {
            throw new FunctionException(0, "value must be a whole number");
        }
        return HclValue.of((long) number.signum());
    }

    private static HclValue log(final List<HclValue> arguments) throws FunctionException {
        final double number = Arguments.number(arguments, 0).doubleValue();
        final double base = Arguments.number(arguments, 1).doubleValue();
        return ofDouble(StrictMath.log(number) / StrictMath.log(base));
    }

    private static HclValue pow(final List<HclValue> arguments) throws FunctionException {
        final double number = Arguments.number(arguments, 0).doubleValue();
        return ofDouble(StrictMath.pow(number, Arguments.number(arguments, 1).doubleValue()));
    }

    private static HclValue ofDouble(final double value) throws FunctionException {
        if (Double.isNaN(value)) {
            throw new FunctionException("the result is not a number");
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? HclNumber.POSITIVE_INFINITY : HclNumber.NEGATIVE_INFINITY;
        }
        return new HclNumber(new BigDecimal(value));
    }

    private static HclValue extreme(final List<HclValue> arguments, final int sign) throws FunctionException {
        if (arguments.isEmpty()) {
            throw new FunctionException("must pass at least one number");
        }
        HclNumber extreme = Arguments.number(arguments, 0);
        for (int i = 1; i < arguments.size(); i++) {
            final HclNumber number = Arguments.number(arguments, i);
            if (number.compareTo(extreme) * sign > 0) {
                extreme = number;
            }
        }
        return extreme;
    }

    private static HclValue parseInt(final List<HclValue> arguments) throws FunctionException {
        if (!(arguments.get(0) instanceof HclValue.Text text)) {
            throw new FunctionException(
                    0,
                    "first argument must be a string, not "
                            + arguments.get(0).type().label());
        }
        final int base = Arguments.integer(arguments, 1);
        if (base < 2 || base > 62) {
            throw new FunctionException(1, "base must be a whole number between 2 and 62 inclusive");
        }
        final String digits = text.value();
        final boolean isSigned = digits.startsWith("-") || digits.startsWith("+");
        BigInteger value = BigInteger.ZERO;
        boolean isValid = digits.length() > (isSigned ? 1 : 0) && digits.length() <= 1_000;
        for (int i = isSigned ? 1 : 0; i < digits.length() && isValid; i++) {
            final int digit = digit(digits.charAt(i), base);
            isValid = digit >= 0 && digit < base;
            value = value.multiply(BigInteger.valueOf(base)).add(BigInteger.valueOf(digit));
        }
        if (!isValid) {
            throw new FunctionException(0, "cannot parse \"" + digits + "\" as a base " + base + " integer");
        }
        return new HclNumber(new BigDecimal(digits.startsWith("-") ? value.negate() : value));
    }

    /** Returns the value of a digit; up to base 36 both cases of a letter mean the same. */
    private static int digit(final char c, final int base) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 10;
        }
        if (c >= 'A' && c <= 'Z') {
            return base <= 36 ? c - 'A' + 10 : c - 'A' + 36;
        }
        return -1;
    }

    private static HclValue range(final List<HclValue> arguments) throws FunctionException {
        if (arguments.isEmpty() || arguments.size() > 3) {
            throw new FunctionException("must have one, two, or three arguments");
        }
        final HclNumber zero = new HclNumber(BigDecimal.ZERO);
        final HclNumber one = new HclNumber(BigDecimal.ONE);
        final HclNumber start = arguments.size() == 1 ? zero : Arguments.number(arguments, 0);
        final HclNumber end = Arguments.number(arguments, arguments.size() == 1 ? 0 : 1);
        final HclNumber step =
                arguments.size() == 3 ? Arguments.number(arguments, 2) : end.compareTo(start) < 0 ? one.negate() : one;
        if (step.signum() == 0) {
            throw new FunctionException(2, "step must not be zero");
        }
        if (step.signum() < 0 && end.compareTo(start) > 0) {
            throw new FunctionException(1, "end must be less than start when step is negative");
        }
        if (step.signum() > 0 && end.compareTo(start) < 0) {
            throw new FunctionException(1, "end must be greater than start when step is positive");
        }
        final List<HclValue> values = new ArrayList<>();
        for (HclNumber number = start; number.compareTo(end) * step.signum() < 0; number = number.plus(step)) {
            if (values.size() >= RANGE_MAX) {
                throw new FunctionException(
                        "more than 1024 values were generated; either decrease the difference between"
                                + " start and end or use a smaller step");
            }
            values.add(number);
        }
        return HclValue.list(HclType.NUMBER, values);
    }
}
