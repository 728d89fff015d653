package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads scalars of all styles, and tells what plain ones mean. */
final class YamlScalars {

    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern OTHER_BASE = Pattern.compile("0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}");
    private static final Map<Character, String> ESCAPES = Map.ofEntries(
            Map.entry('0', "\0"),
            Map.entry('a', "\u0007"),
            Map.entry('b', "\b"),
            Map.entry('t', "\t"),
            Map.entry('\t', "\t"),
            Map.entry('n', "\n"),
            Map.entry('v', "\u000b"),
            Map.entry('f', "\f"),
            Map.entry('r', "\r"),
            Map.entry('e', "\u001b"),
            Map.entry(' ', " "),
            Map.entry('"', "\""),
            Map.entry('/', "/"),
            Map.entry('\\', "\\"),
            Map.entry('N', "\u0085"),
            Map.entry('_', "\u00a0"),
            Map.entry('L', "\u2028"),
            Map.entry('P', "\u2029"));

    private final YamlCursor in;

    YamlScalars(final YamlCursor in) {
        this.in = in;
    }

    /** Returns the value of a quoted or block scalar. */
    HclValue text(final String content, final @Nullable String tag) throws FunctionException {
        return tag == null || tag.equals("!!str") || tag.equals("!") ? HclValue.of(content) : plain(content, tag);
    }

    /** Returns the value of a plain scalar. */
    HclValue plain(final String content, final @Nullable String tag) throws FunctionException {
        if (tag == null) {
            return untagged(content);
        }
        final HclValue value = switch (tag) {
            case "!!str", "!!binary", "!" -> HclValue.of(content);
            case "!!null" -> HclValue.untypedNull();
            case "!!bool", "!!int", "!!float", "!!timestamp" -> untagged(content);
            default -> throw in.error("unsupported tag \"" + tag + "\"");
        };
        final boolean isRight = switch (tag) {
            case "!!bool" -> value instanceof HclValue.Bool;
            case "!!int", "!!float" -> value instanceof HclNumber;
            default -> true;
        };
        if (!isRight) {
            throw in.error("cannot parse \"" + content + "\" as " + tag);
        }
        return value;
    }

    private HclValue untagged(final String content) throws FunctionException {
        if (NULL.contains(content)) {
            return HclValue.untypedNull();
        }
        if (TRUE.contains(content) || FALSE.contains(content)) {
            return HclValue.of(TRUE.contains(content));
        }
        if (DATE.matcher(content).matches()) {
            return date(content);
        }
        final boolean isOtherBase = OTHER_BASE.matcher(content).matches();
        if (content.length() < 2_000 && (isOtherBase || NUMBER.matcher(content).matches())) {
            try {
                return new HclNumber(
                        isOtherBase
                                ? new BigDecimal(
                                        new BigInteger(content.substring(2), content.charAt(1) == 'x' ? 16 : 8))
                                : new BigDecimal(content.endsWith(".") ? content + "0" : content));
            } catch (final ArithmeticException | NumberFormatException outOfRange) {
                throw in.error("cannot parse \"" + content + "\" as a number");
            }
        }
        return HclValue.of(content);
    }

    private static HclValue date(final String content) {
        final String[] parts = content.split("-", 3);
        return HclValue.of(String.format(
                "%s-%02d-%02dT00:00:00Z", parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
    }

    /** Reads a plain scalar on one line up to the colon after it. */
    String plainKey() {
        final int start = in.position();
        while (in.current() != '\n'
                && in.current() != '\0'
                && !(in.current() == ':' && YamlCursor.isSpace(in.at(in.position() + 1)))) {
            in.advance(1);
        }
        return in.text().substring(start, in.position()).strip();
    }

    /** Reads a plain scalar, whose further lines stand to the right of a column. */
    String plainLines(final int indent, final boolean isInFlow) throws FunctionException {
        final char first = in.current();
        if ((",[]{}#&*!|>'\"%@`".indexOf(first) >= 0) || (isInFlow && first == ':')) {
            if (isInFlow && (first == ',' || first == '}' || first == ']' || first == ':')) {
                return "";
            }
            throw in.error("found character that cannot start any token");
        }
        final StringBuilder content = new StringBuilder();
        boolean isUnfinished = true;
        while (isUnfinished) {
            content.append(plainLine(isInFlow));
            isUnfinished = in.current() == '\n' && continues(indent, isInFlow, content);
        }
        return content.toString();
    }

    private String plainLine(final boolean isInFlow) throws FunctionException {
        final int start = in.position();
        while (in.current() != '\n' && in.current() != '\0') {
            final char c = in.current();
            final char next = in.at(in.position() + 1);
            if (isInFlow && (",[]{}".indexOf(c) >= 0 || (c == ':' && ",[]{}".indexOf(next) >= 0))) {
                break;
            }
            if (c == ':' && YamlCursor.isSpace(next)) {
                if (!isInFlow) {
                    throw in.error("mapping values are not allowed in this context");
                }
                break;
            }
            if (c == '#' && in.position() > start && YamlCursor.isSpace(in.at(in.position() - 1))) {
                break;
            }
            in.advance(1);
        }
        return in.text().substring(start, in.position()).strip();
    }

    /** Moves to the next line of a plain scalar if there is one, and appends what the line ends stand for. */
    private boolean continues(final int indent, final boolean isInFlow, final StringBuilder content)
            throws FunctionException {
        int lines = 0;
        int index = in.position();
        int lineStart = index;
        while (in.at(index) == '\n' || in.at(index) == ' ' || in.at(index) == '\t') {
            if (in.at(index) == '\n') {
                lines++;
                lineStart = index + 1;
            }
            index++;
        }
        final char next = in.at(index);
        if (next == '\0' || next == '#' || (!isInFlow && index - lineStart <= indent)) {
            return false;
        }
        if (isInFlow && ",[]{}".indexOf(next) >= 0) {
            return false;
        }
        in.advance(index - in.position());
        if (in.isAtEnd()) {
            return false;
        }
        if (!isInFlow && in.startsImplicitKey()) {
            throw in.error("mapping values are not allowed in this context");
        }
        content.append(lines == 1 ? " " : "\n".repeat(lines - 1));
        return true;
    }

    /** Reads a quoted scalar; further lines are folded. */
    String quoted() throws FunctionException {
        final char quote = in.current();
        in.advance(1);
        final StringBuilder content = new StringBuilder();
        while (true) {
            final char c = in.current();
            if (c == '\0' && in.position() >= in.text().length()) {
                throw in.error("found unexpected end of stream");
            }
            if (c == quote && quote == '\'' && in.at(in.position() + 1) == quote) {
                content.append(quote);
                in.advance(2);
            } else if (c == quote) {
                in.advance(1);
                return content.toString();
            } else if (c == '\\' && quote == '"') {
                escape(content);
            } else if (c == '\n') {
                fold(content);
            } else {
                content.append(c);
                in.advance(1);
            }
        }
    }

    private void fold(final StringBuilder content) {
        while (!content.isEmpty() && " \t".indexOf(content.charAt(content.length() - 1)) >= 0) {
            content.setLength(content.length() - 1);
        }
        int lines = 0;
        while (in.current() == '\n' || in.current() == ' ' || in.current() == '\t') {
            lines += in.current() == '\n' ? 1 : 0;
            in.advance(1);
        }
        content.append(lines == 1 ? " " : "\n".repeat(lines - 1));
    }

    private void escape(final StringBuilder content) throws FunctionException {
        final char selector = in.at(in.position() + 1);
        if (selector == '\n') {
            in.advance(2);
            in.skipBlanks();
            return;
        }
        final int digits = switch (selector) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
        final String known = ESCAPES.get(selector);
        if (digits > 0) {
            final int start = in.position() + 2;
            final int end = Math.min(start + digits, in.text().length());
            final String hex = in.text().substring(start, end);
            if (!hex.matches("[0-9a-fA-F]{" + digits + "}") || Long.parseLong(hex, 16) > Character.MAX_CODE_POINT) {
                throw in.error("did not find expected hexdecimal number");
            }
            content.appendCodePoint(Integer.parseInt(hex, 16));
        } else if (known != null) {
            content.append(known);
        } else {
            throw in.error("found unknown escape character");
        }
        in.advance(2 + digits);
    }

    /** Reads a literal or folded block whose lines stand to the right of a column. */
    String block(final int indent) throws FunctionException {
        final boolean isFolded = in.current() == '>';
        in.advance(1);
        char chomping = ' ';
        int contentIndent = -1;
        while ("+-123456789".indexOf(in.current()) >= 0 && in.current() != '\0') {
            if (in.current() == '+' || in.current() == '-') {
                chomping = in.current();
            } else {
                contentIndent = Math.max(indent, 0) + in.current() - '0';
            }
            in.advance(1);
        }
        in.skipBlanks();
        if (in.current() == '#') {
            while (in.current() != '\n' && in.current() != '\0') {
                in.advance(1);
            }
        }
        if (in.current() != '\n' && in.current() != '\0') {
            throw in.error("did not find expected comment or line break");
        }
        in.advance(1);
        final YamlBlock block = new YamlBlock(in, isFolded, contentIndent, indent + 1);
        return block.read(chomping);
    }
}
