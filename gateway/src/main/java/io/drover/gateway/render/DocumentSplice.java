package io.drover.gateway.render;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Reads and replaces fields of a stored document without parsing it. Documents are compact and sorted by name, as the JSON writer
 * makes them; only the outermost object is looked at.
 */
final class DocumentSplice {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /** Is shown each field: its name and where its value is. */
    @FunctionalInterface
    private interface FieldVisitor {
        boolean onField(String name, int valueStart, int valueEnd);
    }

    private final byte[] document;

    DocumentSplice(final byte[] document) {
        this.document = document;
    }

    /** The document with these fields' values, given as JSON text, in the place of its own. */
    byte[] replace(final Map<String, byte[]> values) {
        int extra = 0;
        for (final byte[] value : values.values()) {
            extra += value.length;
        }
        final byte[] result = new byte[document.length + extra];
        final int[] ends = new int[2];
        visit((name, valueStart, valueEnd) -> {
            final byte[] value = values.get(name);
            if (value != null) {
                append(result, ends, valueStart);
                System.arraycopy(value, 0, result, ends[1], value.length);
                ends[1] += value.length;
                ends[0] = valueEnd;
            }
            return true;
        });
        append(result, ends, document.length);
        return Arrays.copyOf(result, ends[1]);
    }

    /** Values of fields as JSON text, in the order of the sorted names asked for; {@code null} for absent ones. */
    byte[][] values(final String... sortedNames) {
        final byte[][] values = new byte[sortedNames.length][];
        Arrays.fill(values, NULL);
        final String last = sortedNames[sortedNames.length - 1];
        visit((name, valueStart, valueEnd) -> {
            final int place = Arrays.binarySearch(sortedNames, name);
            if (place >= 0) {
                values[place] = Arrays.copyOfRange(document, valueStart, valueEnd);
            }
            return name.compareTo(last) < 0;
        });
        return values;
    }

    private void append(final byte[] result, final int[] ends, final int end) {
        System.arraycopy(document, ends[0], result, ends[1], end - ends[0]);
        ends[1] += end - ends[0];
        ends[0] = end;
    }

    private void visit(final FieldVisitor visitor) {
        int at = 1;
        while (at < document.length && document[at] == '"') {
            final int nameEnd = endOfString(at);
            final String name = name(at + 1, nameEnd - 1);
            final int valueStart = nameEnd + 1;
            final int valueEnd = endOfValue(valueStart);
            if (!visitor.onField(name, valueStart, valueEnd)) {
                return;
            }
            at = valueEnd + 1;
        }
    }

    private String name(final int start, final int end) {
        return new String(document, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private int endOfValue(final int start) {
        int depth = 0;
        int at = start;
        while (at < document.length) {
            switch (document[at]) {
                case '"' -> {
                    at = endOfString(at);
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (depth == 0) {
                        return at;
                    }
                    depth--;
                }
                case ',' -> {
                    if (depth == 0) {
                        return at;
                    }
                }
                default -> {}
            }
            at++;
        }
        return at;
    }

    /** Position behind the closing quote of the string that opens at the position. */
    private int endOfString(final int start) {
        int at = start + 1;
        while (at < document.length && document[at] != '"') {
            at += document[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
