package io.drover.gateway.jobspec.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads one JSON value from bytes, bounded in size, depth and number of values.
 *
 * <p>Accepts exactly RFC 8259, as the reference does; of repeated names the last one wins; bytes that are no UTF-8 become
 * U+FFFD. Error texts are those of the reference, because they are part of the API's 400 answers.
 */
public final class JsonParser {

    private final byte[] bytes;
    private final JsonLimits limits;
    private int position;
    private int valueCount;

    private JsonParser(final byte[] bytes, final JsonLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    /** Reads a document that must be the whole text. */
    public static JsonValue parse(final byte[] bytes, final JsonLimits limits) throws JsonSyntaxException {
        final JsonParser parser = new JsonParser(bytes, limits);
        final JsonValue value = parser.document();
        parser.skipSpace();
        if (parser.position < bytes.length) {
            throw parser.unexpected("after top-level value");
        }
        return value;
    }

    /** Reads a document with the default limits. */
    public static JsonValue parse(final byte[] bytes) throws JsonSyntaxException {
        return parse(bytes, JsonLimits.DEFAULT);
    }

    /** Reads the first document of a text and ignores what follows it, as the reference does with request bodies. */
    public static JsonValue parseFirst(final byte[] bytes, final JsonLimits limits) throws JsonSyntaxException {
        return new JsonParser(bytes, limits).document();
    }

    /** Reads a document from a stream; no more than the allowed number of bytes is taken from it. */
    public static JsonValue parse(final InputStream stream, final JsonLimits limits)
            throws IOException, JsonSyntaxException {
        return parse(stream.readNBytes(limits.maxBytes() + 1), limits);
    }

    private JsonValue document() throws JsonSyntaxException {
        if (bytes.length > limits.maxBytes()) {
            throw new JsonSyntaxException("document is larger than " + limits.maxBytes() + " bytes", limits.maxBytes());
        }
        skipSpace();
        return value(0);
    }

    private JsonValue value(final int depth) throws JsonSyntaxException {
        if (depth > limits.maxDepth()) {
            throw new JsonSyntaxException("exceeded max depth", position);
        }
        if (++valueCount > limits.maxValues()) {
            throw new JsonSyntaxException("document has more than " + limits.maxValues() + " values", position);
        }
        if (position >= bytes.length) {
            throw endOfText();
        }
        return switch (bytes[position]) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new JsonString(string());
            case 't' -> literal("true", JsonBoolean.TRUE);
            case 'f' -> literal("false", JsonBoolean.FALSE);
            case 'n' -> literal("null", JsonNull.NULL);
            default -> number();
        };
    }

    private JsonObject object(final int depth) throws JsonSyntaxException {
        final JsonObject object = new JsonObject();
        position++;
        skipSpace();
        if (peek() == '}') {
            position++;
            return object;
        }
        while (true) {
            skipSpace();
            if (peek() != '"') {
                throw unexpected("looking for beginning of object key string");
            }
            final String name = string();
            skipSpace();
            if (peek() != ':') {
                throw unexpected("after object key");
            }
            position++;
            skipSpace();
            object.put(name, value(depth + 1));
            skipSpace();
            final int next = peek();
            if (next == '}') {
                position++;
                return object;
            }
            if (next != ',') {
                throw unexpected("after object key:value pair");
            }
            position++;
        }
    }

    private JsonArray array(final int depth) throws JsonSyntaxException {
        final JsonArray array = new JsonArray();
        position++;
        skipSpace();
        if (peek() == ']') {
            position++;
            return array;
        }
        while (true) {
            skipSpace();
            array.add(value(depth + 1));
            skipSpace();
            final int next = peek();
            if (next == ']') {
                position++;
                return array;
            }
            if (next != ',') {
                throw unexpected("after array element");
            }
            position++;
        }
    }

    private JsonValue literal(final String word, final JsonValue value) throws JsonSyntaxException {
        for (int i = 1; i < word.length(); i++) {
            position++;
            if (peek() != word.charAt(i)) {
                throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
        position++;
        return value;
    }

    private JsonNumber number() throws JsonSyntaxException {
        final int start = position;
        if (peekOrEnd() == '-') {
            position++;
            if (!isDigit(peek())) {
                throw unexpected("in numeric literal");
            }
        } else if (!isDigit(peekOrEnd())) {
            throw unexpected("looking for beginning of value");
        }
        if (peekOrEnd() == '0') {
            position++;
        } else {
            skipDigits();
        }
        if (peekOrEnd() == '.') {
            position++;
            if (!isDigit(peek())) {
                throw unexpected("after decimal point in numeric literal");
            }
            skipDigits();
        }
        if (peekOrEnd() == 'e' || peekOrEnd() == 'E') {
            position++;
            if (peek() == '+' || peek() == '-') {
                position++;
            }
            if (!isDigit(peek())) {
                throw unexpected("in exponent of numeric literal");
            }
            skipDigits();
        }
        return new JsonNumber(new String(bytes, start, position - start, StandardCharsets.US_ASCII));
    }

    private String string() throws JsonSyntaxException {
        final int start = ++position;
        while (position < bytes.length) {
            final byte b = bytes[position];
            if (b == '"') {
                final String text = new String(bytes, start, position - start, StandardCharsets.UTF_8);
                position++;
                return text;
            }
            if (b == '\\') {
                return stringWithEscapes(start);
            }
            if (b >= 0 && b < ' ') {
                throw unexpected("in string literal");
            }
            position++;
        }
        throw endOfText();
    }

    private String stringWithEscapes(final int start) throws JsonSyntaxException {
        final StringBuilder text = new StringBuilder(position - start + 32);
        int pending = start;
        while (position < bytes.length) {
            final byte b = bytes[position];
            if (b == '"') {
                appendRaw(text, pending);
                position++;
                return text.toString();
            }
            if (b == '\\') {
                appendRaw(text, pending);
                position++;
                escape(text);
                pending = position;
            } else if (b >= 0 && b < ' ') {
                throw unexpected("in string literal");
            } else {
                position++;
            }
        }
        throw endOfText();
    }

    private void appendRaw(final StringBuilder text, final int from) {
        if (from < position) {
            text.append(new String(bytes, from, position - from, StandardCharsets.UTF_8));
        }
    }

    private void escape(final StringBuilder text) throws JsonSyntaxException {
        final int c = peek();
        switch (c) {
            case '"', '\\', '/' -> text.append((char) c);
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> {
                text.append(replaceLoneSurrogate(unicodeEscape()));
                return;
            }
            default -> throw unexpected("in string escape code");
        }
        position++;
    }

    /** Reads the escape at the position of its {@code u}; a surrogate pair is taken whole. */
    private String unicodeEscape() throws JsonSyntaxException {
        final char first = hexQuad();
        if (Character.isHighSurrogate(first)
                && position + 1 < bytes.length
                && bytes[position] == '\\'
                && bytes[position + 1] == 'u') {
            final int mark = position;
            position++;
            final char second = hexQuad();
            if (Character.isLowSurrogate(second)) {
                return "" + first + second;
            }
            position = mark;
        }
        return String.valueOf(first);
    }

    private static String replaceLoneSurrogate(final String text) {
        return text.length() == 1 && Character.isSurrogate(text.charAt(0)) ? "\ufffd" : text;
    }

    private char hexQuad() throws JsonSyntaxException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            position++;
            final int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw unexpected("in \\u hexadecimal character escape");
            }
            value = (value << 4) | digit;
        }
        position++;
        return (char) value;
    }

    private void skipDigits() {
        while (position < bytes.length && isDigit(bytes[position])) {
            position++;
        }
    }

    private void skipSpace() {
        while (position < bytes.length) {
            final byte b = bytes[position];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return;
            }
            position++;
        }
    }

    private static boolean isDigit(final int c) {
        return c >= '0' && c <= '9';
    }

    private int peekOrEnd() {
        return position < bytes.length ? bytes[position] & 0xff : -1;
    }

    private int peek() throws JsonSyntaxException {
        if (position >= bytes.length) {
            throw endOfText();
        }
        return bytes[position] & 0xff;
    }

    private JsonSyntaxException endOfText() {
        return new JsonSyntaxException("unexpected EOF", position);
    }

    private JsonSyntaxException unexpected(final String where) {
        if (position >= bytes.length) {
            return endOfText();
        }
        final int c = bytes[position] & 0xff;
        final String shown = switch (c) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            case '\n' -> "'\\n'";
            case '\r' -> "'\\r'";
            case '\t' -> "'\\t'";
            default ->
                c >= ' ' && c < 0x7f
                        ? "'" + (char) c + "'"
                        : c >= 0xa1 ? "'" + (char) c + "'" : String.format(Locale.ROOT, "'\\x%02x'", c);
        };
        return new JsonSyntaxException("invalid character " + shown + " " + where, position);
    }
}
