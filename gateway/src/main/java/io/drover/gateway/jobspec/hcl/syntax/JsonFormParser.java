package io.drover.gateway.jobspec.hcl.syntax;

import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses JSON with positions, for files of the JSON form. Stops at the first error. (The JSON of requests has a parser that is
 * faster and knows no positions.)
 */
public final class JsonFormParser {

    private static final int MAX_DEPTH = 200;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final String VALUE_START =
            "A JSON value must start with a brace, a bracket, a number, a string, or a keyword.";

    private final SourceText source;
    private final String text;
    private int position;
    private int depth;

    private JsonFormParser(final SourceText source) {
        this.source = source;
        this.text = source.text();
    }

    /**
     * The result.
     *
     * @param node the value, or null when there is an error
     * @param error the problem, or null
     */
    public record Parsed(@Nullable JsonNode node, @Nullable Diagnostic error) {}

    /** Parses a file. */
    public static Parsed parse(final SourceText source) {
        if (source.text().length() > HclParser.MAX_LENGTH) {
            return new Parsed(
                    null,
                    Diagnostic.error(
                            "File too large",
                            "A file may have up to " + HclParser.MAX_LENGTH + " characters.",
                            new SourceRange(source, 0, 0)));
        }
        final JsonFormParser parser = new JsonFormParser(source);
        try {
            final JsonNode node = parser.value();
            parser.skipSpace();
            if (parser.position < parser.text.length()) {
                throw parser.error("Extraneous data after value", "Extra characters appear after the JSON value.");
            }
            return new Parsed(node, null);
        } catch (final SyntaxError error) {
            return new Parsed(null, error.diagnostic());
        }
    }

    private JsonNode value() throws SyntaxError {
        skipSpace();
        final char c = current();
        if (position >= text.length()) {
            throw error("Missing value", "The JSON data ends prematurely.");
        }
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case '}' -> throw error("Missing JSON value", VALUE_START);
            case ']' -> throw error("Missing array element value", VALUE_START);
            default -> scalar(c);
        };
    }

    private JsonNode object() throws SyntaxError {
        final int start = open();
        final List<JsonNode.Property> properties = new ArrayList<>();
        skipSpace();
        while (current() != '}') {
            properties.add(property());
            skipSpace();
            if (current() == ',') {
                final int comma = position++;
                skipSpace();
                if (current() == '}') {
                    throw new SyntaxError(
                            "Trailing comma in object",
                            "JSON does not permit a trailing comma after the final property in an object.",
                            range(comma, comma + 1));
                }
            } else if (position >= text.length()) {
                throw new SyntaxError(
                        "Unclosed object", "No closing brace was found for this JSON object.", range(start, start + 1));
            } else if (current() == ']') {
                throw error("Mismatched braces", "A JSON object must be closed with a brace, not a bracket.");
            } else if (current() != '}') {
                throw error(
                        "Missing attribute seperator comma",
                        "A comma must appear between each property definition in an object.");
            }
        }
        close();
        return new JsonNode.ObjectNode(List.copyOf(properties), range(start, position));
    }

    private JsonNode.Property property() throws SyntaxError {
        final JsonNode key = value();
        if (!(key instanceof JsonNode.TextNode name)) {
            throw new SyntaxError(
                    "Invalid object property name", "A JSON object property name must be a string", key.startRange());
        }
        skipSpace();
        switch (current()) {
            case ':' -> position++;
            case ',', '}' ->
                throw error(
                        "Missing object value", "A JSON object attribute must have a value, introduced by a colon.");
            case '=' ->
                throw error(
                        "Missing property value colon",
                        "JSON uses a colon as its name/value delimiter, not an equals sign.");
            default ->
                throw error(
                        "Missing property value colon",
                        "A colon must appear between an object property's name and its value.");
        }
        return new JsonNode.Property(name.text(), name.range(), value());
    }

    private JsonNode array() throws SyntaxError {
        final int start = open();
        final List<JsonNode> elements = new ArrayList<>();
        skipSpace();
        while (current() != ']') {
            elements.add(value());
            skipSpace();
            if (current() == ',') {
                final int comma = position++;
                skipSpace();
                if (current() == ']') {
                    throw new SyntaxError(
                            "Trailing comma in array",
                            "JSON does not permit a trailing comma after the final value in an array.",
                            range(comma, comma + 1));
                }
            } else if (position >= text.length()) {
                throw new SyntaxError(
                        "Unclosed object",
                        "No closing bracket was found for this JSON array.",
                        range(start, start + 1));
            } else if (current() == ':') {
                throw error("Invalid array value", "A colon is not used to introduce values in a JSON array.");
            } else if (current() == '}') {
                throw error("Mismatched brackets", "A JSON array must be closed with a bracket, not a brace.");
            } else if (current() != ']') {
                throw error("Missing attribute seperator comma", "A comma must appear between each value in an array.");
            }
        }
        close();
        return new JsonNode.ArrayNode(List.copyOf(elements), range(start, position));
    }

    private int open() throws SyntaxError {
        if (++depth > MAX_DEPTH) {
            throw error("Nested too deeply", "Values may be nested up to " + MAX_DEPTH + " levels.");
        }
        return position++;
    }

    private void close() {
        depth--;
        position++;
    }

    private JsonNode string() throws SyntaxError {
        final int start = position++;
        final StringBuilder decoded = new StringBuilder();
        while (current() != '"' || position >= text.length()) {
            if (position >= text.length() || current() < ' ') {
                throw invalidString(position);
            }
            if (current() == '\\') {
                escape(decoded);
            } else {
                decoded.append(text.charAt(position++));
            }
        }
        position++;
        return new JsonNode.TextNode(decoded.toString(), range(start, position));
    }

    private void escape(final StringBuilder decoded) throws SyntaxError {
        final char selector = position + 1 < text.length() ? text.charAt(position + 1) : '\0';
        final int at = "\"\\/bfnrt".indexOf(selector);
        if (at >= 0) {
            decoded.append("\"\\/\b\f\n\r\t".charAt(at));
            position += 2;
            return;
        }
        int code = 0;
        for (int i = position + 2; i < position + 6; i++) {
            final int digit = selector == 'u' && i < text.length() && text.charAt(i) < 0x80
                    ? Character.digit(text.charAt(i), 16)
                    : -1;
            if (digit < 0) {
                throw invalidString(position + 1);
            }
            code = code << 4 | digit;
        }
        decoded.append((char) code);
        position += 6;
    }

    private SyntaxError invalidString(final int at) {
        return new SyntaxError(
                "Invalid JSON string",
                "There is a syntax error in the given JSON string.",
                range(Math.min(at, text.length()), Math.min(at + 1, text.length())));
    }

    private JsonNode scalar(final char first) throws SyntaxError {
        final int start = position;
        if (first == '-' || first == '+' || first == '.' || (first >= '0' && first <= '9')) {
            while (position < text.length() && "-+.eE0123456789".indexOf(text.charAt(position)) >= 0) {
                position++;
            }
            return number(start);
        }
        while (position < text.length() && (isLetter(text.charAt(position)) || text.charAt(position) == '_')) {
            position++;
        }
        final String word = text.substring(start, position);
        return switch (word) {
            case "true" -> new JsonNode.ScalarNode(HclValue.of(true), range(start, position));
            case "false" -> new JsonNode.ScalarNode(HclValue.of(false), range(start, position));
            case "null" -> new JsonNode.ScalarNode(HclValue.untypedNull(), range(start, position));
            case "" -> throw error("Invalid start of value", VALUE_START);
            case "undefined", "NaN", "Infinity" ->
                throw new SyntaxError(
                        "Invalid JSON keyword",
                        "The JavaScript identifier \"" + word + "\" cannot be used in JSON.",
                        range(start, position));
            default ->
                throw new SyntaxError(
                        "Invalid JSON keyword",
                        "\"" + word + "\" is not a valid JSON keyword."
                                + NameSuggestion.sentence(word, List.of("true", "false", "null")),
                        range(start, position));
        };
    }

    private JsonNode number(final int start) throws SyntaxError {
        final String literal = text.substring(start, position);
        final HclNumber number = NUMBER.matcher(literal).matches() ? HclNumber.parse(literal) : null;
        if (number == null) {
            throw new SyntaxError(
                    "Invalid JSON number", "There is a syntax error in the given JSON number.", range(start, position));
        }
        return new JsonNode.ScalarNode(number, range(start, position));
    }

    private static boolean isLetter(final char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private char current() {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private SyntaxError error(final String summary, final String detail) {
        return new SyntaxError(summary, detail, range(position, Math.min(position + 1, text.length())));
    }

    private SourceRange range(final int start, final int end) {
        return new SourceRange(source, start, end);
    }
}
