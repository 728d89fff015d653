package io.drover.agent.template.lang;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values print. */
public final class GoFormat {
    private static final int EXPONENT_MIN = -4;
    private static final int EXPONENT_MAX = 6;

    private GoFormat() {}

    /** A value that an action prints. */
    static String printed(final @Nullable Object value) {
        return value == null ? "<no value>" : plain(value);
    }

    /** A value inside of another one, or printed by a function. */
    public static String plain(final @Nullable Object value) {
        final StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    private static void append(final StringBuilder text, final @Nullable Object value) {
        if (value == null) {
            text.append("<nil>");
        } else if (value instanceof Double number) {
            text.append(shortest(number));
        } else if (value instanceof TemplateObject) {
            text.append(value);
        } else if (value instanceof List<?> list) {
            text.append('[');
            for (int i = 0; i < list.size(); i++) {
                text.append(i > 0 ? " " : "");
                append(text, list.get(i));
            }
            text.append(']');
        } else if (value instanceof Map<?, ?> map) {
            text.append("map[");
            String separator = "";
            for (final Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(separator).append(entry.getKey()).append(':');
                append(text, entry.getValue());
                separator = " ";
            }
            text.append(']');
        } else {
            text.append(value);
        }
    }

    /** The fewest digits that mean the number, with an exponent when it is below 1e-4 or from 1e6 on. */
    public static String shortest(final double number) {
        final String special = special(number);
        if (special != null) {
            return special;
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        final BigDecimal digits = new BigDecimal(shortestDigits(number)).stripTrailingZeros();
        final int exponent = digits.precision() - digits.scale() - 1;
        return exponent < EXPONENT_MIN || exponent >= EXPONENT_MAX
                ? scientific(digits, exponent, Math.max(0, digits.precision() - 1))
                : digits.toPlainString();
    }

    /**
     * The shortest decimal that reads back as the number. The platform's own text may have a digit too many, so the digits are
     * taken away as long as the number stays the same.
     */
    private static String shortestDigits(final double number) {
        BigDecimal best = new BigDecimal(Double.toString(number));
        for (int precision = best.precision() - 1; precision > 0; precision--) {
            final BigDecimal shorter = new BigDecimal(number).round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (shorter.doubleValue() != number) {
                break;
            }
            best = shorter;
        }
        return best.toString();
    }

    static String fixed(final double number, final int precision) {
        final String special = special(number);
        return special != null
                ? special
                : sign(
                        number,
                        new BigDecimal(number)
                                .setScale(precision, RoundingMode.HALF_EVEN)
                                .toPlainString());
    }

    static String exponent(final double number, final int precision) {
        final String special = special(number);
        if (special != null) {
            return special;
        }
        if (number == 0) {
            return sign(number, fixed(0, precision) + "e+00");
        }
        final BigDecimal exact = precision < 0
                ? new BigDecimal(shortestDigits(number)).stripTrailingZeros()
                : new BigDecimal(number).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        return scientific(
                exact, exact.precision() - exact.scale() - 1, precision < 0 ? exact.precision() - 1 : precision);
    }

    private static String sign(final double number, final String text) {
        return 1 / number < 0 && number == 0 && !text.startsWith("-") ? "-" + text : text;
    }

    private static String scientific(final BigDecimal digits, final int exponent, final int precision) {
        final BigDecimal mantissa = digits.movePointLeft(exponent).setScale(precision, RoundingMode.HALF_EVEN);
        return mantissa.toPlainString()
                + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static @Nullable String special(final double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        return Double.isInfinite(number) ? number > 0 ? "+Inf" : "-Inf" : null;
    }
}
