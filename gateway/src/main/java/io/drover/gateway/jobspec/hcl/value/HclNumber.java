package io.drover.gateway.jobspec.hcl.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A number of the job language: a decimal of up to 155 significant digits (the precision of the 512 bits that the reference
 * keeps), or one of the two infinities that a division by zero gives.
 *
 * <p>Exponents are bounded, so that no literal or power can stand for gigabytes of digits.
 */
public final class HclNumber implements HclValue, Comparable<HclNumber> {

    /** What {@code 1 / 0} gives. */
    public static final HclNumber POSITIVE_INFINITY = new HclNumber(1);
    /** What {@code -1 / 0} gives. */
    public static final HclNumber NEGATIVE_INFINITY = new HclNumber(-1);

    private static final MathContext PRECISION = new MathContext(155, RoundingMode.HALF_EVEN);
    private static final int MAX_EXPONENT = 2_000;
    private static final int MAX_LITERAL_LENGTH = 1_000;
    private static final BigInteger INT64_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger INT64_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final @Nullable BigDecimal decimal;
    private final int infinity;

    private HclNumber(final int infinity) {
        this.decimal = null;
        this.infinity = infinity;
    }

    /**
     * Makes a number, rounded to the precision of the language.
     *
     * @throws ArithmeticException when the exponent is out of bounds
     */
    public HclNumber(final BigDecimal decimal) {
        final BigDecimal rounded = decimal.round(PRECISION).stripTrailingZeros();
        final long exponent = (long) rounded.precision() - rounded.scale();
        if (Math.abs(exponent) > MAX_EXPONENT) {
            throw new ArithmeticException("number is out of range");
        }
        this.decimal = rounded.signum() == 0 ? BigDecimal.ZERO : rounded;
        this.infinity = 0;
    }

    /** Reads a number as the language writes it, or returns null when the text is none. */
    public static @Nullable HclNumber parse(final String text) {
        if (text.isEmpty() || text.length() > MAX_LITERAL_LENGTH || !isDecimalSyntax(text)) {
            return null;
        }
        try {
            return new HclNumber(new BigDecimal(text));
        } catch (final NumberFormatException notDecimal) {
            return null;
        } catch (final ArithmeticException outOfRange) {
            return null;
        }
    }

    private static boolean isDecimalSyntax(final String text) {
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && ".eE+-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether this is one of the infinities. */
    public boolean isInfinite() {
        return infinity != 0;
    }

    /** Returns the value; an infinity has none. */
    public BigDecimal decimal() {
        return Objects.requireNonNull(decimal, "an infinity has no digits");
    }

    /** Returns -1, 0 or 1. */
    public int signum() {
        return decimal == null ? infinity : decimal.signum();
    }

    /** Tells whether there is no fraction. */
    public boolean isWhole() {
        return decimal != null && decimal.scale() <= 0;
    }

    /** Tells whether this is a whole number of 64 bits. */
    public boolean isInt64() {
        if (!isWhole()) {
            return false;
        }
        final BigInteger whole = decimal().toBigInteger();
        return whole.compareTo(INT64_MIN) >= 0 && whole.compareTo(INT64_MAX) <= 0;
    }

    /** Returns the value as 64 bits; only for numbers that {@link #isInt64()}. */
    public long longValue() {
        return decimal().longValueExact();
    }

    /** Returns the nearest floating point number. */
    public double doubleValue() {
        if (decimal == null) {
            return infinity > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return decimal.doubleValue();
    }

    /** Adds; opposite infinities have no sum. */
    public HclNumber plus(final HclNumber other) {
        if (decimal == null || other.decimal == null) {
            if (infinity + other.infinity == 0) {
                throw new ArithmeticException("can't compute sum of opposing infinities");
            }
            return decimal == null ? this : other;
        }
        return new HclNumber(decimal.add(other.decimal, PRECISION));
    }

    /** Changes the sign. */
    public HclNumber negate() {
        if (decimal == null) {
            return infinity > 0 ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
        }
        return new HclNumber(decimal.negate());
    }

    /** Multiplies; zero times infinity is undefined. */
    public HclNumber times(final HclNumber other) {
        if (decimal == null || other.decimal == null) {
            final int sign = signum() * other.signum();
            if (sign == 0) {
                throw new ArithmeticException("can't multiply zero by infinity");
            }
            return sign > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
        }
        return new HclNumber(decimal.multiply(other.decimal, PRECISION));
    }

    /** Divides; a division by zero gives an infinity unless the dividend is zero too. */
    public HclNumber dividedBy(final HclNumber other) {
        if (other.decimal == null) {
            if (decimal == null) {
                throw new ArithmeticException("can't divide zero by zero or infinity by infinity");
            }
            return new HclNumber(BigDecimal.ZERO);
        }
        if (other.signum() == 0) {
            if (signum() == 0) {
                throw new ArithmeticException("can't divide zero by zero or infinity by infinity");
            }
            return signum() > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
        }
        if (decimal == null) {
            return infinity * other.signum() > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
        }
        return new HclNumber(decimal.divide(other.decimal, PRECISION));
    }

    /** Returns the rest of a division that is truncated toward zero. */
    public HclNumber modulo(final HclNumber other) {
        if (decimal == null || other.signum() == 0) {
            throw new ArithmeticException("can't use modulo with an infinity or by zero");
        }
        if (other.decimal == null) {
            return this;
        }
        if (decimal.scale() == 0 && other.decimal.scale() == 0) {
            return new HclNumber(decimal.remainder(other.decimal));
        }
        final BigDecimal quotient = decimal.divide(other.decimal, PRECISION).setScale(0, RoundingMode.DOWN);
        return new HclNumber(decimal.subtract(quotient.multiply(other.decimal)));
    }

    @Override
    public HclType type() {
        return HclType.NUMBER;
    }

    @Override
    public int compareTo(final HclNumber other) {
        if (decimal == null || other.decimal == null) {
            return Integer.compare(infinity, other.infinity);
        }
        return decimal.compareTo(other.decimal);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof HclNumber number && compareTo(number) == 0;
    }

    @Override
    public int hashCode() {
        return decimal == null ? infinity : decimal.hashCode();
    }

    /** Returns the digits without an exponent, as conversion to text gives them. */
    @Override
    public String toString() {
        if (decimal == null) {
            return infinity > 0 ? "+Inf" : "-Inf";
        }
        return decimal.toPlainString();
    }
}
