package io.drover.agent.template.function;

import com.google.re2j.Matcher;
import io.drover.agent.template.lang.Arguments;
import io.drover.agent.template.lang.FunctionException;
import io.drover.agent.template.lang.GoFormat;
import io.drover.agent.template.lang.Printf;
import io.drover.agent.template.lang.TemplateFunction;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text functions of the {@code sprig_} family. */
final class SprigTexts {
    private static final int LENGTH_MAX = 1_000_000;

    private SprigTexts() {}

    static void addTo(final Map<String, TemplateFunction> functions) {
        addCases(functions);
        addCuts(functions);
        addPatterns(functions);
        addCodes(functions);
    }

    private static void put(
            final Map<String, TemplateFunction> functions, final String name, final TemplateFunction function) {
        functions.put("sprig_" + name, function);
    }

    private static void addCases(final Map<String, TemplateFunction> functions) {
        put(functions, "upper", args -> args.exactly(1).text(0).toUpperCase(Locale.ROOT));
        put(functions, "lower", args -> args.exactly(1).text(0).toLowerCase(Locale.ROOT));
        put(functions, "title", args -> TextFunctions.title(args.exactly(1).text(0)));
        put(functions, "untitle", args -> firsts(args.exactly(1).text(0), false));
        put(functions, "swapcase", args -> swapped(args.exactly(1).text(0)));
        put(functions, "snakecase", args -> words(args.exactly(1).text(0), "_"));
        put(functions, "kebabcase", args -> words(args.exactly(1).text(0), "-"));
        put(functions, "camelcase", args -> camel(args.exactly(1).text(0)));
        put(functions, "initials", args -> initials(args.exactly(1).text(0)));
        put(functions, "plural", args -> args.exactly(3).integer(2) == 1 ? args.text(0) : args.text(1));
        put(
                functions,
                "quote",
                args -> args.all().stream()
                        .filter(value -> value != null)
                        .map(value -> Printf.format("%q", List.of(GoFormat.plain(value))))
                        .collect(Collectors.joining(" ")));
        put(
                functions,
                "squote",
                args -> args.all().stream()
                        .filter(value -> value != null)
                        .map(value -> "'" + GoFormat.plain(value) + "'")
                        .collect(Collectors.joining(" ")));
        put(
                functions,
                "cat",
                args -> args.all().stream()
                        .filter(value -> value != null)
                        .map(GoFormat::plain)
                        .collect(Collectors.joining(" ")));
    }

    private static void addCuts(final Map<String, TemplateFunction> functions) {
        put(functions, "trim", args -> args.exactly(1).text(0).strip());
        put(functions, "trimAll", args -> TextFunctions.trim(args.exactly(2).text(1), args.text(0), true, true));
        put(
                functions,
                "trimPrefix",
                args -> TextFunctions.withoutPrefix(args.exactly(2).text(1), args.text(0)));
        put(
                functions,
                "trimSuffix",
                args -> TextFunctions.withoutSuffix(args.exactly(2).text(1), args.text(0)));
        put(functions, "nospace", args -> args.exactly(1).text(0).replaceAll("\\s", ""));
        put(functions, "trunc", args -> truncated(args.exactly(2).text(1), args.integer(0)));
        put(functions, "abbrev", args -> abbreviated(args.exactly(2).text(1), args.integer(0)));
        put(functions, "substr", args -> substring(args.exactly(3).text(2), args.integer(0), args.integer(1)));
        put(functions, "repeat", args -> repeated(args.exactly(2).text(1), args.integer(0)));
        put(functions, "contains", args -> args.exactly(2).text(1).contains(args.text(0)));
        put(functions, "hasPrefix", args -> args.exactly(2).text(1).startsWith(args.text(0)));
        put(functions, "hasSuffix", args -> args.exactly(2).text(1).endsWith(args.text(0)));
        put(functions, "replace", args -> args.exactly(3).text(2).replace(args.text(0), args.text(1)));
        put(functions, "indent", args -> indented(args.exactly(2).text(1), args.integer(0)));
        put(functions, "nindent", args -> "\n" + indented(args.exactly(2).text(1), args.integer(0)));
        put(
                functions,
                "join",
                args -> args.exactly(2).at(1) instanceof List<?> list
                        ? TextFunctions.join(list, args.text(0))
                        : args.printed(1));
        put(
                functions,
                "splitList",
                args -> args.exactly(2).text(1).isEmpty()
                        ? List.of("")
                        : TextFunctions.split(args.text(1), args.text(0)));
        put(
                functions,
                "split",
                args -> numbered(TextFunctions.split(args.exactly(2).text(1), args.text(0))));
        put(
                functions,
                "base",
                args -> args.exactly(1).text(0).replaceAll("/+$", "").replaceAll(".*/", ""));
        put(functions, "dir", args -> directory(args.exactly(1).text(0)));
        put(functions, "ext", args -> extension(args.exactly(1).text(0)));
        put(functions, "isAbs", args -> args.exactly(1).text(0).startsWith("/"));
    }

    private static void addPatterns(final Map<String, TemplateFunction> functions) {
        put(
                functions,
                "regexMatch",
                args -> TextFunctions.pattern(args.exactly(2).text(0))
                        .matcher(args.text(1))
                        .find());
        put(functions, "regexFind", args -> {
            final List<Object> found = found(args.exactly(2), args.text(1), 1);
            return found.isEmpty() ? "" : found.get(0);
        });
        put(functions, "regexFindAll", args -> found(args.exactly(3), args.text(1), args.integer(2)));
        put(
                functions,
                "regexReplaceAll",
                args -> TextFunctions.replace(
                        TextFunctions.pattern(args.exactly(3).text(0)), args.text(1), args.text(2)));
        put(
                functions,
                "regexReplaceAllLiteral",
                args -> TextFunctions.replace(
                        TextFunctions.pattern(args.exactly(3).text(0)),
                        args.text(1),
                        args.text(2).replace("$", "$$")));
        put(functions, "regexSplit", args -> {
            final long limit = args.exactly(3).integer(2);
            return List.<Object>of((Object[]) TextFunctions.pattern(args.text(0))
                    .split(args.text(1), (int) Math.max(-1, Math.min(limit, LENGTH_MAX))));
        });
    }

    private static void addCodes(final Map<String, TemplateFunction> functions) {
        put(
                functions,
                "b64enc",
                args -> FormatFunctions.encode(
                        Base64.getEncoder(), args.exactly(1).text(0)));
        put(
                functions,
                "b64dec",
                args -> FormatFunctions.decode(
                        Base64.getDecoder(), args.exactly(1).text(0)));
        put(
                functions,
                "sha1sum",
                args -> HashFunctions.digest("SHA-1", args.exactly(1).text(0)));
        put(
                functions,
                "sha256sum",
                args -> HashFunctions.digest("SHA-256", args.exactly(1).text(0)));
        put(
                functions,
                "sha512sum",
                args -> HashFunctions.digest("SHA-512", args.exactly(1).text(0)));
        put(functions, "toString", args -> args.exactly(1).printed(0));
        put(
                functions,
                "toJson",
                args -> new JsonWriter(true, "").write(args.exactly(1).at(0)));
        put(
                functions,
                "toPrettyJson",
                args -> new JsonWriter(true, "  ").write(args.exactly(1).at(0)));
        put(
                functions,
                "toRawJson",
                args -> new JsonWriter(false, "").write(args.exactly(1).at(0)));
        put(
                functions,
                "fromJson",
                args -> FormatFunctions.parseJson(args.exactly(1).text(0)));
        put(functions, "fail", args -> {
            throw new FunctionException(args.exactly(1).text(0));
        });
    }

    private static String firsts(final String text, final boolean isUpper) {
        final StringBuilder result = new StringBuilder(text.length());
        boolean isStart = true;
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            result.append(!isStart ? c : isUpper ? Character.toUpperCase(c) : Character.toLowerCase(c));
            isStart = Character.isWhitespace(c);
        }
        return result.toString();
    }

    private static String swapped(final String text) {
        final StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            result.append(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
        }
        return result.toString();
    }

    private static String words(final String text, final String separator) {
        return text.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1 $2")
                .strip()
                .replaceAll("[\\s_-]+", separator)
                .toLowerCase(Locale.ROOT);
    }

    private static String camel(final String text) {
        final StringBuilder result = new StringBuilder();
        for (final String word : text.split("[\\s_-]+")) {
            if (!word.isEmpty()) {
                result.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return result.toString();
    }

    private static String initials(final String text) {
        final StringBuilder result = new StringBuilder();
        for (final String word : text.strip().split("\\s+")) {
            result.append(word, 0, Math.min(1, word.length()));
        }
        return result.toString();
    }

    private static String truncated(final String text, final long length) {
        if (length < 0) {
            return text.length() + length > 0 ? text.substring((int) (text.length() + length)) : text;
        }
        return text.length() > length ? text.substring(0, (int) length) : text;
    }

    private static String abbreviated(final String text, final long length) {
        return length < 4 || text.length() <= length ? text : text.substring(0, (int) length - 3) + "...";
    }

    private static String substring(final String text, final long start, final long end) throws FunctionException {
        final long to = end < 0 || end > text.length() ? text.length() : end;
        final long from = Math.max(0, start);
        if (from > to) {
            throw new FunctionException("slice bounds out of range [" + from + ":" + to + "]");
        }
        return text.substring((int) from, (int) to);
    }

    private static String repeated(final String text, final long count) throws FunctionException {
        if (count < 0 || count > LENGTH_MAX || count * text.length() > LENGTH_MAX) {
            throw new FunctionException(
                    "repeat count " + count + " is negative or makes more than " + LENGTH_MAX + " characters");
        }
        return text.repeat((int) count);
    }

    private static String indented(final String text, final long spaces) throws FunctionException {
        if (spaces < 0 || spaces > 1_000) {
            throw new FunctionException("indent of " + spaces + "; expected 0 to 1000");
        }
        final String blanks = " ".repeat((int) spaces);
        return blanks + text.replace("\n", "\n" + blanks);
    }

    private static Map<String, Object> numbered(final List<Object> parts) {
        final Map<String, Object> map = new TreeMap<>();
        for (int i = 0; i < parts.size(); i++) {
            map.put("_" + i, parts.get(i));
        }
        return map;
    }

    private static String directory(final String path) {
        final int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    private static String extension(final String path) {
        final String name = path.substring(path.lastIndexOf('/') + 1);
        return name.lastIndexOf('.') < 0 ? "" : name.substring(name.lastIndexOf('.'));
    }

    private static List<Object> found(final Arguments args, final String text, final long limit)
            throws FunctionException {
        final Matcher matcher = TextFunctions.pattern(args.text(0)).matcher(text);
        final List<Object> found = new ArrayList<>();
        while ((limit < 0 || found.size() < limit) && matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
