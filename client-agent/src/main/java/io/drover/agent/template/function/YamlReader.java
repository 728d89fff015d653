package io.drover.agent.template.function;

import io.drover.agent.template.lang.FunctionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML as configuration files use it: block maps and lists, texts plain and in quotes, literal and folded blocks, and JSON
 * in flow form. Anchors, tags, several documents and flow forms that are no JSON are refused by name.
 */
final class YamlReader {
    private static final int DEPTH_MAX = 100;

    private final List<String> lines = new ArrayList<>();
    private int at;

    private YamlReader(final String text) {
        text.lines().forEach(lines::add);
    }

    static @Nullable Object read(final String text) throws FunctionException {
        final YamlReader reader = new YamlReader(text);
        reader.skipEmpty();
        if (reader.isOver()) {
            return new TreeMap<String, Object>();
        }
        if (reader.line().strip().equals("---")) {
            reader.at++;
            reader.skipEmpty();
        }
        final Object value = reader.isOver() ? null : reader.block(reader.indent(), 0);
        reader.skipEmpty();
        if (!reader.isOver()) {
            throw reader.problem("did not expect \"" + reader.line().strip() + "\"");
        }
        return value;
    }

    private boolean isOver() {
        return at >= lines.size();
    }

    private String line() {
        return lines.get(at);
    }

    private int indent() throws FunctionException {
        final String line = line();
        int i = 0;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        if (i < line.length() && line.charAt(i) == '\t') {
            throw problem("found character that cannot start any token");
        }
        return i;
    }

    private void skipEmpty() {
        while (!isOver() && (line().isBlank() || line().strip().startsWith("#"))) {
            at++;
        }
    }

    private @Nullable Object block(final int indent, final int depth) throws FunctionException {
        if (depth > DEPTH_MAX) {
            throw problem("more than " + DEPTH_MAX + " levels");
        }
        final String content = line().substring(indent);
        if (content.equals("-") || content.startsWith("- ")) {
            return list(indent, depth);
        }
        if (colon(content) >= 0) {
            return map(indent, depth);
        }
        at++;
        return inline(content);
    }

    private List<@Nullable Object> list(final int indent, final int depth) throws FunctionException {
        final List<@Nullable Object> list = new ArrayList<>();
        while (!isOver() && indent() == indent && (line().strip().equals("-") || line().startsWith("- ", indent))) {
            final String rest = line().substring(indent + 1);
            if (withoutComment(rest).isBlank()) {
                at++;
                list.add(nested(indent, depth));
            } else {
                // What follows the dash is a block of its own, as far in as it is written.
                final int inner =
                        indent + 1 + rest.length() - rest.stripLeading().length();
                lines.set(at, " ".repeat(inner) + line().substring(inner));
                list.add(isHeader(line().strip()) ? literal(line().strip(), indent) : block(inner, depth + 1));
            }
            skipEmpty();
        }
        return list;
    }

    private Map<String, @Nullable Object> map(final int indent, final int depth) throws FunctionException {
        final Map<String, @Nullable Object> map = new TreeMap<>();
        while (!isOver() && indent() == indent) {
            final String content = line().substring(indent);
            final int colon = colon(content);
            if (colon < 0) {
                throw problem("could not find expected ':'");
            }
            final String key = String.valueOf(inline(content.substring(0, colon)));
            final String rest = withoutComment(content.substring(colon + 1)).strip();
            if (isHeader(rest)) {
                map.put(key, literal(rest, indent));
            } else if (rest.isEmpty()) {
                at++;
                skipEmpty();
                final boolean isListHere = !isOver()
                        && indent() == indent
                        && (line().strip().equals("-") || line().startsWith("- ", indent));
                map.put(key, isListHere ? list(indent, depth + 1) : nested(indent, depth));
            } else {
                at++;
                map.put(key, inline(rest));
            }
            skipEmpty();
        }
        return map;
    }

    /** The block below, when it is further in. */
    private @Nullable Object nested(final int indent, final int depth) throws FunctionException {
        skipEmpty();
        return !isOver() && indent() > indent ? block(indent(), depth + 1) : null;
    }

    private static boolean isHeader(final String text) {
        return text.matches("[|>][+-]?");
    }

    private String literal(final String header, final int indent) {
        at++;
        final List<String> texts = new ArrayList<>();
        int inner = -1;
        while (!isOver()) {
            final String line = line();
            final int leading = line.length() - line.stripLeading().length();
            if (!line.isBlank()) {
                if (leading <= indent) {
                    break;
                }
                inner = inner < 0 ? leading : inner;
            }
            texts.add(line.isBlank() || inner < 0 ? "" : line.substring(Math.min(inner, leading)));
            at++;
        }
        final String text = header.charAt(0) == '|' ? String.join("\n", texts) : folded(texts);
        final String kept = header.endsWith("+") ? text : text.replaceAll("\n+$", "");
        return header.endsWith("-") ? kept : kept + "\n";
    }

    private static String folded(final List<String> texts) {
        final StringBuilder text = new StringBuilder();
        boolean isAfterText = false;
        for (final String line : texts) {
            text.append(line.isEmpty() ? "\n" : isAfterText ? " " + line : line);
            isAfterText = !line.isEmpty();
        }
        return text.toString();
    }

    /** Where the colon after a key is; negative when there is none. */
    private static int colon(final String content) {
        int i = 0;
        if (content.startsWith("\"") || content.startsWith("'")) {
            i = content.indexOf(content.charAt(0), 1) + 1;
            if (i == 0) {
                return -1;
            }
        } else if (content.startsWith("{") || content.startsWith("[")) {
            return -1;
        }
        for (; i < content.length(); i++) {
            if (content.charAt(i) == ':' && (i + 1 == content.length() || content.charAt(i + 1) == ' ')) {
                return i;
            }
            if (content.charAt(i) == '#' && i > 0 && content.charAt(i - 1) == ' ') {
                return -1;
            }
        }
        return -1;
    }

    private static String withoutComment(final String text) {
        final String stripped = text.strip();
        if (stripped.startsWith("\"") || stripped.startsWith("'") || stripped.startsWith("{")) {
            return text;
        }
        final int comment = text.startsWith("#") ? 0 : text.indexOf(" #");
        return comment < 0 ? text : text.substring(0, comment);
    }

    private @Nullable Object inline(final String written) throws FunctionException {
        final String text = withoutComment(written).strip();
        if (text.startsWith("\"") || text.startsWith("{") || text.startsWith("[")) {
            try {
                return FormatFunctions.parseJson(text);
            } catch (final FunctionException e) {
                throw problem("flow form that is no JSON: " + text);
            }
        }
        if (text.startsWith("'")) {
            if (text.length() < 2 || !text.endsWith("'")) {
                throw problem("found unexpected end of stream");
            }
            return text.substring(1, text.length() - 1).replace("''", "'");
        }
        if (text.startsWith("&") || text.startsWith("*") || text.startsWith("!")) {
            throw problem("anchors and tags are not supported: " + text);
        }
        return scalar(text);
    }

    /** A plain text as the value that it is read as. */
    static @Nullable Object scalar(final String text) {
        switch (text) {
            case "", "~", "null", "Null", "NULL" -> {
                return null;
            }
            case "true", "True", "TRUE" -> {
                return true;
            }
            case "false", "False", "FALSE" -> {
                return false;
            }
            default -> {
                if (text.matches("[-+]?\\d{1,18}")) {
                    return Long.valueOf(text);
                }
                if (text.matches("[-+]?(\\d+\\.\\d*|\\.\\d+|\\d+)([eE][-+]?\\d+)?")) {
                    return Double.valueOf(text);
                }
                return text;
            }
        }
    }

    private FunctionException problem(final String problem) {
        return new FunctionException("parseYAML: yaml: line " + (at + 1) + ": " + problem);
    }
}
