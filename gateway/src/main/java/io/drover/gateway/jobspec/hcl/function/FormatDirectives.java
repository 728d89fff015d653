package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.syntax.SourceText;
import io.drover.gateway.jobspec.hcl.value.Conversion;
import io.drover.gateway.jobspec.hcl.value.ConversionException;
import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.List;

/**
 * One rendering of a format text: {@code %s %q %v %d %b %o %x %X %e %E %f %g %G %t}, with the flags {@code + - # 0} and blank,
 * a width, a precision and {@code [n]} to choose an argument.
 */
final class FormatDirectives {

    private static final int MAX_WIDTH = 10_000;

    private final String format;
    private final List<HclValue> arguments;
    private final StringBuilder text = new StringBuilder();
    private int position;
    private int nextArgument = 1;
    private int highestArgument;

    FormatDirectives(final String format, final List<HclValue> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    String render() throws FunctionException {
        while (position < format.length()) {
            final int percent = format.indexOf('%', position);
            if (percent < 0) {
                text.append(format, position, format.length());
                break;
            }
            text.append(format, position, percent);
            position = percent + 1;
            directive(percent);
            HclValue.checkTextLength(text.length());
        }
        if (highestArgument < arguments.size()) {
            throw new FunctionException(
                    highestArgument + 1,
                    highestArgument == 0
                            ? "too many arguments; no verbs in format string"
                            : "too many arguments; only " + highestArgument + " used by format string");
        }
        return text.toString();
    }

    /** The parts of a directive besides its verb. */
    static final class Spec {
        boolean hasPlus;
        boolean hasMinus;
        boolean hasSharp;
        boolean hasZero;
        boolean hasSpace;
        int width = -1;
        int precision = -1;

        /** Pads a text to the width. */
        String pad(final String content, final boolean mayUseZeros) {
            final int missing = width - SourceText.graphemeCount(content);
            if (missing <= 0) {
                return content;
            }
            if (hasMinus) {
                return content + " ".repeat(missing);
            }
            if (!hasZero || !mayUseZeros) {
                return " ".repeat(missing) + content;
            }
            final boolean isSigned = content.startsWith("-") || content.startsWith("+");
            return isSigned
                    ? content.charAt(0) + "0".repeat(missing) + content.substring(1)
                    : "0".repeat(missing) + content;
        }
    }

    private void directive(final int start) throws FunctionException {
        if (peek() == '%') {
            position++;
            text.append('%');
            return;
        }
        final Spec spec = new Spec();
        flags(spec);
        if (Character.isDigit(peek())) {
            spec.width = number();
        }
        if (peek() == '.') {
            position++;
            spec.precision = Character.isDigit(peek()) ? number() : 0;
        }
        int argument = nextArgument;
        if (peek() == '[') {
            position++;
            argument = number();
            if (peek() != ']' || argument < 1) {
                throw unrecognized();
            }
            position++;
        }
        final char verb = peek();
        if ("vtbdoxXeEfgGsq".indexOf(verb) < 0 || verb == '\0') {
            throw unrecognized();
        }
        position++;
        nextArgument = argument + 1;
        highestArgument = Math.max(highestArgument, argument);
        final String raw = format.substring(start, position);
        if (argument > arguments.size()) {
            throw new FunctionException("not enough arguments for \"" + raw + "\" at " + start + ": need index "
                    + argument + " but have " + arguments.size() + " total");
        }
        final HclValue value = arguments.get(argument - 1);
        try {
            text.append(converted(verb, spec, value));
        } catch (final ConversionException unsuitable) {
            throw new FunctionException(
                    "unsupported value for \"" + raw + "\" at " + start + ": " + unsuitable.getMessage());
        } catch (final ArithmeticException unsuitable) {
            throw new FunctionException(
                    "unsupported value for \"" + raw + "\" at " + start + ": " + unsuitable.getMessage());
        }
    }

    private FunctionException unrecognized() {
        if (position >= format.length()) {
            return new FunctionException(0, "unterminated verb at end of string");
        }
        return new FunctionException(0, "unrecognized format character '" + peek() + "' at offset " + position);
    }

    private void flags(final Spec spec) {
        while (true) {
            switch (peek()) {
                case '+' -> spec.hasPlus = true;
                case '-' -> spec.hasMinus = true;
                case '#' -> spec.hasSharp = true;
                case '0' -> spec.hasZero = true;
                case ' ' -> spec.hasSpace = true;
                default -> {
                    return;
                }
            }
            position++;
        }
    }

    private int number() throws FunctionException {
        int number = 0;
        while (Character.isDigit(peek())) {
            number = number * 10 + (peek() - '0');
            if (number > MAX_WIDTH) {
                throw new FunctionException(0, "number in format is larger than " + MAX_WIDTH);
            }
            position++;
        }
        return number;
    }

    private char peek() {
        return position < format.length() ? format.charAt(position) : '\0';
    }

    private static String converted(final char verb, final Spec spec, final HclValue value) throws ConversionException {
        if (verb == 'v') {
            return spec.pad(asIs(spec, value), true);
        }
        if (value.isNull()) {
            throw new ArithmeticException("null value cannot be formatted");
        }
        return switch (verb) {
            case 't' -> ((HclValue.Bool) Conversion.convert(value, HclType.BOOL)).value() ? "true" : "false";
            case 's', 'q' -> {
                final String text = clipped(((HclValue.Text) Conversion.convert(value, HclType.STRING)).value(), spec);
                yield spec.pad(verb == 'q' ? JsonText.encode(HclValue.of(text)) : text, true);
            }
            default -> NumberFormat.format(verb, spec, (HclNumber) Conversion.convert(value, HclType.NUMBER));
        };
    }

    private static String asIs(final Spec spec, final HclValue value) {
        if (!spec.hasSharp) {
            if (value instanceof HclValue.Text text) {
                return text.value();
            }
            if (value instanceof HclNumber number) {
                return NumberFormat.shortest(number);
            }
        }
        return JsonText.encode(value);
    }

    private static String clipped(final String text, final Spec spec) {
        if (spec.precision <= 0 || SourceText.graphemeCount(text) <= spec.precision) {
            return text;
        }
        final StringBuilder clipped = new StringBuilder();
        final java.util.regex.Matcher matcher =
                java.util.regex.Pattern.compile("\\X").matcher(text);
        for (int i = 0; i < spec.precision && matcher.find(); i++) {
            clipped.append(matcher.group());
        }
        return clipped.toString();
    }
}
