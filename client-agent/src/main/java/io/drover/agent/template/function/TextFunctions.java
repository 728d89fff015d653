package io.drover.agent.template.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.GoFormat;
import io.drover.agent.template.lang.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts: case, cutting, joining, patterns. */
final class TextFunctions {
    private static final int INDENT_MAX = 1_000;
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$|\\{\\w+\\}|\\w+)");

    private TextFunctions() {}

    static void addTo(final Map<String, TemplateFunction> functions) {
        functions.put("toLower", args -> args.exactly(1).text(0).toLowerCase(Locale.ROOT));
        functions.put("toUpper", args -> args.exactly(1).text(0).toUpperCase(Locale.ROOT));
        functions.put("toTitle", args -> title(args.exactly(1).text(0)));
        functions.put("trim", args -> trim(args.exactly(2).text(1), args.text(0), true, true));
        functions.put("trimPrefix", args -> withoutPrefix(args.exactly(2).text(1), args.text(0)));
        functions.put("trimSuffix", args -> withoutSuffix(args.exactly(2).text(1), args.text(0)));
        functions.put("trimSpace", args -> args.exactly(1).text(0).strip());
        functions.put("indent", args -> indent(args.exactly(2).text(1), args.integer(0)));
        functions.put("join", args -> join(args.exactly(2).list(1), args.text(0)));
        functions.put("split", args -> split(args.exactly(2).text(1), args.text(0)));
        functions.put("splitToMap", args -> splitToMap(args.exactly(3).text(2), args.text(0), args.text(1)));
        functions.put("replaceAll", args -> args.exactly(3).text(2).replace(args.text(0), args.text(1)));
        functions.put(
                "regexMatch",
                args -> pattern(args.exactly(2).text(0)).matcher(args.text(1)).find());
        functions.put("regexReplaceAll", args -> replace(pattern(args.exactly(3).text(0)), args.text(2), args.text(1)));
    }

    static Pattern pattern(final String expression) throws FunctionException {
        try {
            return Pattern.compile(expression);
        } catch (final PatternSyntaxException e) {
            throw new FunctionException("error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`");
        }
    }

    /** Replaces all matches; {@code $1}, {@code ${1}} and {@code ${name}} stand for groups, unknown ones for nothing. */
    static String replace(final Pattern pattern, final String text, final String replacement) {
        final StringBuilder result = new StringBuilder();
        final Matcher found = pattern.matcher(text);
        int from = 0;
        while (found.find()) {
            result.append(text, from, found.start());
            expand(result, pattern, found, replacement);
            from = found.end();
        }
        return result.append(text, from, text.length()).toString();
    }

    private static void expand(
            final StringBuilder result, final Pattern pattern, final Matcher found, final String replacement) {
        final Matcher reference = REFERENCE.matcher(replacement);
        int from = 0;
        while (reference.find()) {
            result.append(replacement, from, reference.start());
            final String written = reference.group(1);
            final String name = written.replace("{", "").replace("}", "");
            final Integer group = name.matches("\\d{1,3}")
                    ? Integer.valueOf(name)
                    : pattern.namedGroups().get(name);
            if (name.equals("$")) {
                result.append('$');
            } else if (group != null && group <= found.groupCount() && found.group(group) != null) {
                result.append(found.group(group));
            }
            from = reference.end();
        }
        result.append(replacement, from, replacement.length());
    }

    static String title(final String text) {
        final StringBuilder result = new StringBuilder(text.length());
        boolean isStart = true;
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            result.append(isStart ? Character.toTitleCase(c) : c);
            isStart = !Character.isLetterOrDigit(c) && c != '_' && c != '\'';
        }
        return result.toString();
    }

    static String trim(final String text, final String cut, final boolean atStart, final boolean atEnd) {
        int from = 0;
        int to = text.length();
        while (atStart && from < to && cut.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (atEnd && to > from && cut.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    static String withoutPrefix(final String text, final String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    static String withoutSuffix(final String text, final String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    /** Blanks in front of each line that is not the empty one after the last line break. */
    static String indent(final String text, final long spaces) throws FunctionException {
        if (spaces < 0) {
            throw new FunctionException("indent value must be a positive integer");
        }
        final String blanks = " ".repeat((int) Math.min(spaces, INDENT_MAX));
        final String[] lines = text.split("\n", -1);
        final StringBuilder result = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            result.append(i > 0 ? "\n" : "");
            if (i < lines.length - 1 || !lines[i].isEmpty()) {
                result.append(blanks).append(lines[i]);
            }
        }
        return result.toString();
    }

    static String join(final List<?> parts, final String separator) {
        return parts.stream().map(GoFormat::plain).collect(Collectors.joining(separator));
    }

    static List<Object> split(final String text, final String separator) {
        if (text.isEmpty()) {
            return List.of();
        }
        final List<Object> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            text.codePoints().forEach(c -> parts.add(Character.toString(c)));
            return parts;
        }
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static Map<String, @Nullable Object> splitToMap(
            final String text, final String betweenPairs, final String betweenParts) {
        final Map<String, @Nullable Object> map = new TreeMap<>();
        for (final Object pair : split(text, betweenPairs)) {
            final List<Object> parts = split(pair.toString(), betweenParts);
            if (!parts.isEmpty()) {
                map.put(parts.get(0).toString(), parts.size() > 1 ? parts.get(1) : "");
            }
        }
        return map;
    }
}
