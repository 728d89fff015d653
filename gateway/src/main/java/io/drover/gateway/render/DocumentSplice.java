package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads and replaces fields of a stored document without parsing it. Documents are compact and sorted by name, as the JSON writer
 * makes them; only the outermost object is looked at.
 */
final class DocumentSplice {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /** Names of fields to look for, in the order in which documents have them. */
    static final class Names {
        private final byte[][] sorted;

        private Names(final byte[][] sorted) {
            this.sorted = sorted;
        }

        /** Names that are sorted already. */
        static Names of(final String... sorted) {
            return new Names(Arrays.stream(sorted)
                    .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new));
        }
    }

    /** Is shown each field that was asked for: the place of its name and where its value is. */
    @FunctionalInterface
    private interface FieldVisitor {
        void onField(int place, int valueStart, int valueEnd);
    }

    private final byte[] document;

    DocumentSplice(final byte[] document) {
        this.document = document;
    }

    /** The document with other values, given as JSON text in the order of the names, in the place of its own. */
    byte[] replace(final Names names, final byte[]... values) {
        int extra = 0;
        for (final byte[] value : values) {
            extra += value.length;
        }
        final byte[] result = new byte[document.length + extra];
        final int[] ends = new int[2];
        visit(names.sorted, (place, valueStart, valueEnd) -> {
            append(result, ends, valueStart);
            System.arraycopy(values[place], 0, result, ends[1], values[place].length);
            ends[1] += values[place].length;
            ends[0] = valueEnd;
        });
        append(result, ends, document.length);
        return Arrays.copyOf(result, ends[1]);
    }

    /** Values of fields as JSON text, in the order of the names; {@code null} for absent ones. */
    byte[][] values(final Names names) {
        final byte[][] absent = new byte[names.sorted.length][];
        Arrays.fill(absent, NULL);
        return values(names, absent);
    }

    /** Values of fields as JSON text, in the order of the names, and those given for absent ones. */
    byte[][] values(final Names names, final byte[]... absent) {
        final byte[][] values = absent.clone();
        visit(
                names.sorted,
                (place, valueStart, valueEnd) -> values[place] = Arrays.copyOfRange(document, valueStart, valueEnd));
        return values;
    }

    private void append(final byte[] result, final int[] ends, final int end) {
        System.arraycopy(document, ends[0], result, ends[1], end - ends[0]);
        ends[1] += end - ends[0];
        ends[0] = end;
    }

    /** Both lists of names are sorted, so each is passed through once, and nothing behind the last name is looked at. */
    private void visit(final byte[][] names, final FieldVisitor visitor) {
        int at = 1;
        int place = 0;
        while (place < names.length && at < document.length && document[at] == '"') {
            final int nameEnd = JsonText.endOfString(document, at);
            int order = compare(names[place], at + 1, nameEnd - 1);
            while (order < 0 && ++place < names.length) {
                order = compare(names[place], at + 1, nameEnd - 1);
            }
            final int valueStart = nameEnd + 1;
            final int valueEnd = JsonText.endOfValue(document, valueStart);
            if (order == 0) {
                visitor.onField(place++, valueStart, valueEnd);
            }
            at = valueEnd + 1;
        }
    }

    private int compare(final byte[] name, final int start, final int end) {
        return Arrays.compareUnsigned(name, 0, name.length, document, start, end);
    }
}
