package io.drover.gateway.jobspec.hcl.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.drover.gateway.jobspec.BoundedPattern;
import io.drover.gateway.jobspec.hcl.syntax.SourceText;
import io.drover.gateway.jobspec.hcl.value.HclType;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/** Functions on text. Lengths and offsets count user-perceived characters. */
final class TextFunctions {

    private static final java.util.regex.Pattern GRAPHEME = java.util.regex.Pattern.compile("\\X");

    private TextFunctions() {}

    static List<HclFunction> all() {
        return List.of(
                HclFunction.of("upper", a -> HclValue.of(Arguments.text(a, 0).toUpperCase(Locale.ROOT)), str()),
                HclFunction.of("lower", a -> HclValue.of(Arguments.text(a, 0).toLowerCase(Locale.ROOT)), str()),
                HclFunction.of("title", a -> HclValue.of(title(Arguments.text(a, 0))), str()),
                HclFunction.of("reverse", a -> HclValue.of(reversed(Arguments.text(a, 0))), str()),
                HclFunction.of("strrev", a -> HclValue.of(reversed(Arguments.text(a, 0))), str()),
                HclFunction.of(
                        "strlen", a -> HclValue.of((long) SourceText.graphemeCount(Arguments.text(a, 0))), str()),
                HclFunction.of(
                        "substr",
                        TextFunctions::substring,
                        str(),
                        Parameter.number("offset"),
                        Parameter.number("length")),
                HclFunction.variadic(
                        "join",
                        TextFunctions::join,
                        Parameter.listOf("lists", HclType.STRING),
                        Parameter.text("separator")),
                HclFunction.of("split", TextFunctions::split, Parameter.text("separator"), str()),
                HclFunction.of("sort", TextFunctions::sort, Parameter.listOf("list", HclType.STRING)),
                HclFunction.of("chomp", a -> HclValue.of(chomp(Arguments.text(a, 0))), str()),
                HclFunction.of("indent", TextFunctions::indent, Parameter.number("spaces"), str()),
                HclFunction.of(
                        "trimspace", a -> HclValue.of(Arguments.text(a, 0).strip()), str()),
                HclFunction.of("trim", TextFunctions::trim, str(), Parameter.text("cutset")),
                HclFunction.of("trimprefix", TextFunctions::trimPrefix, str(), Parameter.text("prefix")),
                HclFunction.of("trimsuffix", TextFunctions::trimSuffix, str(), Parameter.text("suffix")),
                HclFunction.of(
                        "replace", TextFunctions::replace, str(), Parameter.text("substr"), Parameter.text("replace")),
                HclFunction.of(
                        "regex_replace",
                        TextFunctions::regexReplace,
                        str(),
                        Parameter.text("pattern"),
                        Parameter.text("replace")));
    }

    private static Parameter str() {
        return Parameter.text("str");
    }

    private static String title(final String text) {
        final StringBuilder result = new StringBuilder(text.length());
        boolean isWordStart = true;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            final int c = text.codePointAt(i);
            result.appendCodePoint(isWordStart ? Character.toTitleCase(c) : c);
            isWordStart = isSeparator(c);
        }
        return result.toString();
    }

    private static boolean isSeparator(final int c) {
        if (Character.isLetterOrDigit(c) || c == '_') {
            return false;
        }
        return c < 0x80 || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static List<String> graphemes(final String text) {
        final List<String> graphemes = new ArrayList<>();
        final Matcher matcher = GRAPHEME.matcher(text);
        while (matcher.find()) {
            graphemes.add(matcher.group());
        }
        return graphemes;
    }

    private static String reversed(final String text) {
        final List<String> graphemes = graphemes(text);
        Collections.reverse(graphemes);
        return String.join("", graphemes);
    }

    private static HclValue substring(final List<HclValue> arguments) throws FunctionException {
        final List<String> graphemes = graphemes(Arguments.text(arguments, 0));
        int offset = Arguments.integer(arguments, 1);
        final int length = Arguments.integer(arguments, 2);
        if (offset < 0) {
            offset = Math.max(0, offset + graphemes.size());
        } else if (length == 0) {
            return HclValue.of("");
        }
        final int start = Math.min(offset, graphemes.size());
        final int end = length <= 0 ? graphemes.size() : (int) Math.min((long) start + length, graphemes.size());
        return HclValue.of(String.join("", graphemes.subList(start, end)));
    }

    private static HclValue join(final List<HclValue> arguments) throws FunctionException {
        if (arguments.size() < 2) {
            throw new FunctionException("at least one list is required");
        }
        final List<String> items = new ArrayList<>();
        for (int i = 1; i < arguments.size(); i++) {
            for (final HclValue element : Arguments.elements(arguments, i)) {
                if (!(element instanceof HclValue.Text text)) {
                    throw new FunctionException(
                            i, "element " + items.size() + " is null; cannot concatenate null values");
                }
                items.add(text.value());
            }
        }
        final String separator = Arguments.text(arguments, 0);
        HclValue.checkTextLength((long) separator.length() * items.size());
        return HclValue.of(String.join(separator, items));
    }

    private static HclValue split(final List<HclValue> arguments) {
        final String separator = Arguments.text(arguments, 0);
        final String text = Arguments.text(arguments, 1);
        final List<String> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            text.codePoints().forEach(c -> parts.add(new String(Character.toChars(c))));
            return Arguments.listOfTexts(parts);
        }
        int start = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
            parts.add(text.substring(start, at));
            start = at + separator.length();
        }
        parts.add(text.substring(start));
        return Arguments.listOfTexts(parts);
    }

    private static HclValue sort(final List<HclValue> arguments) throws FunctionException {
        final List<String> texts = Arguments.texts(arguments, 0);
        Collections.sort(texts);
        return Arguments.listOfTexts(texts);
    }

    private static String chomp(final String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static HclValue indent(final List<HclValue> arguments) throws FunctionException {
        final int spaces = Arguments.integer(arguments, 0);
        if (spaces < 0) {
            throw new FunctionException(0, "number of spaces must not be negative");
        }
        final String text = Arguments.text(arguments, 1);
        final long lines = text.chars().filter(c -> c == '\n').count();
        HclValue.checkTextLength(text.length() + lines * spaces);
        return HclValue.of(lines == 0 ? text : text.replace("\n", "\n" + " ".repeat(spaces)));
    }

    private static HclValue trim(final List<HclValue> arguments) {
        final int[] text = Arguments.text(arguments, 0).codePoints().toArray();
        final String cutset = Arguments.text(arguments, 1);
        int start = 0;
        int end = text.length;
        while (start < end && cutset.indexOf(text[start]) >= 0) {
            start++;
        }
        while (end > start && cutset.indexOf(text[end - 1]) >= 0) {
            end--;
        }
        return HclValue.of(new String(text, start, end - start));
    }

    private static HclValue trimPrefix(final List<HclValue> arguments) {
        final String text = Arguments.text(arguments, 0);
        final String prefix = Arguments.text(arguments, 1);
        return HclValue.of(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
    }

    private static HclValue trimSuffix(final List<HclValue> arguments) {
        final String text = Arguments.text(arguments, 0);
        final String suffix = Arguments.text(arguments, 1);
        return HclValue.of(text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
    }

    private static HclValue replace(final List<HclValue> arguments) {
        final String text = Arguments.text(arguments, 0);
        final String replacement = Arguments.text(arguments, 2);
        HclValue.checkTextLength(text.length() + (long) (text.length() + 1) * replacement.length());
        return HclValue.of(text.replace(Arguments.text(arguments, 1), replacement));
    }

    private static HclValue regexReplace(final List<HclValue> arguments) throws FunctionException {
        final String text = Arguments.text(arguments, 0);
        final String replacement = Arguments.text(arguments, 2);
        final Pattern pattern = compile(Arguments.text(arguments, 1), 1);
        HclValue.checkTextLength(text.length() + (long) (text.length() + 1) * replacement.length());
        return HclValue.of(RegexTemplate.replaceAll(pattern, text, replacement));
    }

    /** Compiles a pattern in the syntax that guarantees linear time. */
    static Pattern compile(final String pattern, final int argument) throws FunctionException {
        try {
            return BoundedPattern.compile(pattern);
        } catch (final PatternSyntaxException invalid) {
            throw new FunctionException(argument, String.valueOf(invalid.getMessage()));
        }
    }
}
