package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes numbers for format directives. */
final class NumberFormat {

    private static final int DEFAULT_PRECISION = 6;
    private static final int SHORTEST = -1;

    private NumberFormat() {}

    /** Writes a number with as few digits as identify it, in exponent form when it is very large or small. */
    static String shortest(final HclNumber number) {
        return number.isInfinite() ? number.toString() : general(number.decimal(), SHORTEST);
    }

    static String format(final char verb, final FormatDirectives.Spec spec, final HclNumber number) {
        if (number.isInfinite()) {
            if ("bdoxX".indexOf(verb) >= 0) {
                throw new ArithmeticException("an integer is required");
            }
            return spec.pad(number.toString(), false);
        }
        final BigDecimal value = number.decimal();
        final int precision = spec.precision < 0 ? DEFAULT_PRECISION : spec.precision;
        final String digits = switch (verb) {
            case 'd' -> integer(value, 10, "");
            case 'b' -> integer(value, 2, spec.hasSharp ? "0b" : "");
            case 'o' -> integer(value, 8, spec.hasSharp ? "0" : "");
            case 'x' -> integer(value, 16, spec.hasSharp ? "0x" : "");
            case 'X' -> integer(value, 16, spec.hasSharp ? "0x" : "").toUpperCase(Locale.ROOT);
            case 'f' -> value.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
            case 'e' -> exponent(value, precision);
            case 'E' -> exponent(value, precision).toUpperCase(Locale.ROOT);
            case 'g' -> general(value, spec.precision);
            default -> general(value, spec.precision).toUpperCase(Locale.ROOT);
        };
        final String sign = digits.startsWith("-") ? "" : spec.hasPlus ? "+" : spec.hasSpace ? " " : "";
        return spec.pad(sign + digits, true);
    }

    private static String integer(final BigDecimal value, final int radix, final String prefix) {
        if (value.scale() > 0) {
            throw new ArithmeticException("an integer is required");
        }
        final BigInteger whole = value.toBigIntegerExact();
        return (whole.signum() < 0 ? "-" : "") + prefix + whole.abs().toString(radix);
    }

    private static String exponent(final BigDecimal value, final int precision) {
        if (value.signum() == 0) {
            return "0" + (precision > 0 ? "." + "0".repeat(precision) : "") + "e+00";
        }
        final BigDecimal rounded = value.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        final StringBuilder digits =
                new StringBuilder(rounded.unscaledValue().abs().toString());
        final int exponent = digits.length() - 1 - rounded.scale();
        while (digits.length() < precision + 1) {
            digits.append('0');
        }
        return exponentText(value.signum() < 0, digits, exponent);
    }

    private static String exponentText(final boolean isNegative, final StringBuilder digits, final int exponent) {
        final StringBuilder text = new StringBuilder(isNegative ? "-" : "").append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append('e').append(exponent < 0 ? '-' : '+');
        if (Math.abs(exponent) < 10) {
            text.append('0');
        }
        return text.append(Math.abs(exponent)).toString();
    }

    private static String general(final BigDecimal value, final int precision) {
        final BigDecimal rounded = precision < 0
                ? value.stripTrailingZeros()
                : value.round(new MathContext(Math.max(1, precision), RoundingMode.HALF_EVEN))
                        .stripTrailingZeros();
        if (rounded.signum() == 0) {
            return "0";
        }
        final StringBuilder digits =
                new StringBuilder(rounded.unscaledValue().abs().toString());
        final int exponent = digits.length() - 1 - rounded.scale();
        final int limit = precision < 0 ? DEFAULT_PRECISION : Math.max(1, precision);
        if (exponent < -4 || exponent >= limit) {
            return exponentText(rounded.signum() < 0, digits, exponent);
        }
        return rounded.toPlainString();
    }
}
