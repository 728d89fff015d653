package io.drover.gateway.jobspec.json;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A JSON number, kept as the literal it was written with, so that nothing is lost between reading and writing.
 *
 * @param literal the digits as they appear in the document
 */
public record JsonNumber(String literal) implements JsonValue {

    /** The number zero, which is the zero value of numeric fields. */
    public static final JsonNumber ZERO = new JsonNumber("0");

    private static final int MAX_DOUBLE_DIGITS = 17;
    private static final double PLAIN_MIN = 1e-6;
    private static final double PLAIN_MAX = 1e21;

    /** Returns the number for an integer. */
    public static JsonNumber of(final long value) {
        return value == 0 ? ZERO : new JsonNumber(Long.toString(value));
    }

    /**
     * Returns the number for a floating point value, written as the reference writes one: always with a fraction or an
     * exponent, in exponent form below 1e-6 and from 1e21 on, and with the fewest digits that read back as the same value.
     */
    public static JsonNumber ofDouble(final double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a JSON number must be finite");
        }
        if (value == 0) {
            return new JsonNumber(1 / value < 0 ? "-0.0" : "0.0");
        }
        final BigDecimal shortest = shortest(value);
        final double magnitude = Math.abs(value);
        if (magnitude < PLAIN_MIN || magnitude >= PLAIN_MAX) {
            return new JsonNumber(exponentForm(shortest));
        }
        final String plain = shortest.toPlainString();
        return new JsonNumber(plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }

    /** Returns the value as an integer, or zero when the literal is no integer of 64 bits. */
    public long longValue() {
        try {
            return Long.parseLong(literal);
        } catch (final NumberFormatException notPlain) {
            return isInteger64() ? decimal().longValueExact() : 0;
        }
    }

    /** Returns the nearest floating point value; out of range literals give an infinity. */
    public double doubleValue() {
        return Double.parseDouble(literal);
    }

    /** Returns the exact value; only call it on literals whose exponent is known to be small. */
    public BigDecimal decimal() {
        return new BigDecimal(literal);
    }

    /** Tells whether the literal has neither fraction nor exponent, which is what integer fields accept. */
    public boolean isIntegerLiteral() {
        for (int i = 0; i < literal.length(); i++) {
            final char c = literal.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                return false;
            }
        }
        return true;
    }

    private boolean isInteger64() {
        final double magnitude = Math.abs(doubleValue());
        if (magnitude >= 0x1p63) {
            return false;
        }
        if (literal.length() > 64) {
            return false;
        }
        final BigDecimal exact = decimal();
        return exact.scale() <= 64
                && exact.scale() >= -64
                && exact.compareTo(exact.setScale(0, RoundingMode.DOWN)) == 0;
    }

    private static BigDecimal shortest(final double value) {
        final BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MAX_DOUBLE_DIGITS; digits++) {
            final BigDecimal rounded = exact.round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new java.math.MathContext(MAX_DOUBLE_DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
    }

    private static String exponentForm(final BigDecimal value) {
        final String digits = value.unscaledValue().abs().toString();
        final int exponent = digits.length() - 1 - value.scale();
        final StringBuilder text = new StringBuilder(32);
        if (value.signum() < 0) {
            text.append('-');
        }
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append('e').append(exponent < 0 ? '-' : '+');
        if (Math.abs(exponent) < 10) {
            text.append('0');
        }
        return text.append(Math.abs(exponent)).toString();
    }

    @Override
    public String kind() {
        return "number";
    }

    @Override
    public String toString() {
        return literal;
    }
}
