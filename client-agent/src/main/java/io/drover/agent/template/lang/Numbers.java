package io.drover.agent.template.lang;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Number literals: decimal, hexadecimal, octal and binary integers, and decimal fractions. */
public final class Numbers {
    private Numbers() {}

    /** The value of a literal, a {@code Long} or a {@code Double}; null when it is none. */
    static @Nullable Object parse(final String literal) {
        if (literal.contains("__") || literal.endsWith("_")) {
            return null;
        }
        final Long integer = integer(literal.replace("_", ""));
        if (integer != null) {
            return integer;
        }
        final String digits = literal.replace("_", "");
        return digits.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?") ? Double.valueOf(digits) : null;
    }

    /** An integer literal with an optional base prefix; null when it is none or does not fit. */
    public static @Nullable Long integer(final String literal) {
        final boolean isSigned = literal.startsWith("-") || literal.startsWith("+");
        final String digits = isSigned ? literal.substring(1) : literal;
        final String lower = digits.toLowerCase(Locale.ROOT);
        int radix = 10;
        int skipped = 0;
        if (lower.startsWith("0x")) {
            radix = 16;
            skipped = 2;
        } else if (lower.startsWith("0b")) {
            radix = 2;
            skipped = 2;
        } else if (lower.startsWith("0o")) {
            radix = 8;
            skipped = 2;
        } else if (lower.length() > 1 && lower.startsWith("0")) {
            radix = 8;
            skipped = 1;
        }
        final String rest = lower.substring(skipped);
        if (rest.isEmpty() || rest.startsWith("-") || rest.startsWith("+")) {
            return null;
        }
        try {
            final BigInteger value = new BigInteger(rest, radix);
            return (literal.startsWith("-") ? value.negate() : value).longValueExact();
        } catch (final ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
