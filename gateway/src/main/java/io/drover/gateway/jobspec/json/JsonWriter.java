package io.drover.gateway.jobspec.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes JSON into a growing byte buffer by the conventions of the API: names sorted, {@code null} for what is unset, no
 * escapes for {@code <}, {@code >} and {@code &}; the pretty form indents by four blanks and ends with a newline.
 *
 * <p>Whole trees go in by {@link #value(JsonValue)}. Answers that are composed of many parts use the streaming calls
 * ({@link #beginObject()}, {@link #name(String)}, …), in which case the caller is responsible for the order of names. One
 * instance belongs to one thread and may be reused after {@link #reset()}.
 */
public final class JsonWriter {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final int INITIAL_CAPACITY = 512;
    /** A job with one group and one task, complete, has some 3,500 bytes. */
    private static final int TREE_CAPACITY = 4 * 1024;

    private static final int INDENT = 4;

    private final boolean pretty;
    private byte[] buffer;
    private int length;
    private int depth;
    private boolean isFirst = true;
    private boolean isAfterName;

    /** Makes a writer of the compact or the pretty form. */
    public JsonWriter(final boolean pretty) {
        this(pretty, INITIAL_CAPACITY);
    }

    private JsonWriter(final boolean pretty, final int capacity) {
        this.pretty = pretty;
        this.buffer = new byte[capacity];
    }

    /** Makes a writer of the compact form. */
    public JsonWriter() {
        this(false);
    }

    /** Makes a writer of the compact form with room for a usual document. */
    public static JsonWriter ofDocument() {
        return new JsonWriter(false, TREE_CAPACITY);
    }

    /** Returns the bytes of one value in the compact form. */
    public static byte[] bytes(final JsonValue value) {
        return ofDocument().value(value).toBytes();
    }

    /** Returns the bytes of one value, pretty or compact. */
    public static byte[] bytes(final JsonValue value, final boolean pretty) {
        return new JsonWriter(pretty).value(value).toBytes();
    }

    /** Returns one value as text in the compact form. */
    public static String text(final JsonValue value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /** Forgets what was written and keeps the buffer. */
    public void reset() {
        length = 0;
        depth = 0;
        isFirst = true;
        isAfterName = false;
    }

    /** Starts an object. */
    public JsonWriter beginObject() {
        return begin('{');
    }

    /** Ends an object. */
    public JsonWriter endObject() {
        return end('}');
    }

    /** Starts a list. */
    public JsonWriter beginArray() {
        return begin('[');
    }

    /** Ends a list. */
    public JsonWriter endArray() {
        return end(']');
    }

    /** Writes the name of the next field. */
    public JsonWriter name(final String name) {
        separate();
        quoted(name);
        put((byte) ':');
        if (pretty) {
            put((byte) ' ');
        }
        isAfterName = true;
        return this;
    }

    /** Writes a string. */
    public JsonWriter string(final String text) {
        separate();
        quoted(text);
        return this;
    }

    /** Writes an integer. */
    public JsonWriter number(final long value) {
        separate();
        if (value == Long.MIN_VALUE) {
            return ascii(Long.toString(value));
        }
        ensure(20);
        long rest = value;
        if (rest < 0) {
            buffer[length++] = '-';
            rest = -rest;
        }
        final int start = length;
        do {
            buffer[length++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        reverse(start, length - 1);
        return this;
    }

    /** Writes a floating point number, always with a fraction or an exponent. */
    public JsonWriter number(final double value) {
        separate();
        return ascii(JsonNumber.ofDouble(value).literal());
    }

    /** Writes a truth value. */
    public JsonWriter bool(final boolean value) {
        separate();
        return append(value ? TRUE : FALSE);
    }

    /** Writes {@code null}. */
    public JsonWriter nil() {
        separate();
        return append(NULL);
    }

    /** Writes a value that is JSON text already, for example a stored document; it is taken as it is. */
    public JsonWriter raw(final byte[] json) {
        separate();
        return append(json);
    }

    /** Writes a whole tree with its names sorted. */
    public JsonWriter value(final JsonValue value) {
        if (value instanceof JsonObject object) {
            sortedObject(object);
        } else if (value instanceof JsonArray array) {
            beginArray();
            for (final JsonValue element : array) {
                value(element);
            }
            endArray();
        } else if (value instanceof JsonString string) {
            string(string.value());
        } else if (value instanceof JsonNumber number) {
            separate();
            ascii(number.literal());
        } else if (value instanceof JsonBoolean bool) {
            bool(bool.value());
        } else {
            nil();
        }
        return this;
    }

    /** Returns what was written; the pretty form ends with a newline. */
    public byte[] toBytes() {
        final byte[] bytes = Arrays.copyOf(buffer, pretty ? length + 1 : length);
        if (pretty) {
            bytes[length] = '\n';
        }
        return bytes;
    }

    /** Writes what was written to a stream without copying; the pretty form ends with a newline. */
    public void writeTo(final OutputStream stream) throws IOException {
        stream.write(buffer, 0, length);
        if (pretty) {
            stream.write('\n');
        }
    }

    /** Feeds a digest with what was written since a {@link #length()}. */
    public void digestSince(final int start, final MessageDigest digest) {
        digest.update(buffer, start, length - start);
    }

    /** Returns the number of bytes written so far, without the final newline of the pretty form. */
    public int length() {
        return length;
    }

    private void sortedObject(final JsonObject object) {
        beginObject();
        for (final Map.Entry<String, JsonValue> field : object.sortedEntries()) {
            name(field.getKey());
            value(field.getValue());
        }
        endObject();
    }

    private JsonWriter begin(final char bracket) {
        separate();
        put((byte) bracket);
        depth++;
        isFirst = true;
        return this;
    }

    private JsonWriter end(final char bracket) {
        depth--;
        if (pretty && !isFirst) {
            newLine();
        }
        put((byte) bracket);
        isFirst = false;
        return this;
    }

    private void separate() {
        if (isAfterName) {
            isAfterName = false;
            return;
        }
        if (depth > 0) {
            if (!isFirst) {
                put((byte) ',');
            }
            if (pretty) {
                newLine();
            }
        }
        isFirst = false;
    }

    private void newLine() {
        final int blanks = depth * INDENT;
        ensure(blanks + 1);
        buffer[length++] = '\n';
        Arrays.fill(buffer, length, length + blanks, (byte) ' ');
        length += blanks;
    }

    /** Most text has nothing to escape; what has goes on character by character from there. */
    private void quoted(final String text) {
        final int end = text.length();
        ensure(end + 2);
        buffer[length++] = '"';
        int i = 0;
        while (i < end && isPlain(text.charAt(i))) {
            buffer[length++] = (byte) text.charAt(i++);
        }
        if (i < end) {
            encoded(text, i, end);
        }
        put((byte) '"');
    }

    private static boolean isPlain(final char c) {
        return c >= ' ' && c < 0x80 && c != '"' && c != '\\';
    }

    private void encoded(final String text, final int start, final int end) {
        for (int i = start; i < end; i++) {
            final char c = text.charAt(i);
            if (isPlain(c)) {
                put((byte) c);
            } else if (c < 0x80) {
                escaped(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                utf8(Character.toCodePoint(c, text.charAt(++i)));
            } else if (Character.isSurrogate(c)) {
                ascii("\\ufffd");
            } else if (c == '\u2028' || c == '\u2029') {
                ascii(c == '\u2028' ? "\\u2028" : "\\u2029");
            } else {
                utf8(c);
            }
        }
    }

    private void escaped(final char c) {
        ensure(6);
        buffer[length++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[length++] = (byte) c;
            case '\b' -> buffer[length++] = 'b';
            case '\f' -> buffer[length++] = 'f';
            case '\n' -> buffer[length++] = 'n';
            case '\r' -> buffer[length++] = 'r';
            case '\t' -> buffer[length++] = 't';
            default -> {
                buffer[length++] = 'u';
                buffer[length++] = '0';
                buffer[length++] = '0';
                buffer[length++] = HEX[c >> 4];
                buffer[length++] = HEX[c & 0xf];
            }
        }
    }

    private void utf8(final int c) {
        ensure(4);
        if (c < 0x800) {
            buffer[length++] = (byte) (0xc0 | (c >> 6));
        } else {
            if (c < 0x10000) {
                buffer[length++] = (byte) (0xe0 | (c >> 12));
            } else {
                buffer[length++] = (byte) (0xf0 | (c >> 18));
                buffer[length++] = (byte) (0x80 | ((c >> 12) & 0x3f));
            }
            buffer[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        }
        buffer[length++] = (byte) (0x80 | (c & 0x3f));
    }

    private JsonWriter ascii(final String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    private JsonWriter append(final byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    private void reverse(final int from, final int to) {
        for (int left = from, right = to; left < right; left++, right--) {
            final byte swapped = buffer[left];
            buffer[left] = buffer[right];
            buffer[right] = swapped;
        }
    }

    private void put(final byte b) {
        ensure(1);
        buffer[length++] = b;
    }

    private void ensure(final int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
