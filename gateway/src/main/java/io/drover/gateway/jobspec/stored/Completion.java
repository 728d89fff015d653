package io.drover.gateway.jobspec.stored;

import io.drover.gateway.jobspec.json.JsonText;
import io.drover.gateway.jobspec.schema.FieldKind;
import java.util.Arrays;

/**
 * One pass over the text of a stored document that writes the whole one. Fields of the document and of its type are both sorted, so they
 * are merged; what the schema does not know is copied.
 */
final class Completion {
    private final byte[] stored;
    private int at;
    private byte[] whole;
    private int length;

    Completion(final byte[] stored) {
        this.stored = stored;
        whole = new byte[stored.length + 2048];
    }

    byte[] toBytes() {
        object(StoredType.job());
        return Arrays.copyOf(whole, length);
    }

    private void object(final StoredType type) {
        final StoredType.Field[] fields = type.fields;
        int place = 0;
        put('{');
        at++;
        while (stored[at] == '"') {
            final int nameStart = at + 1;
            final int nameEnd = JsonText.endOfString(stored, at) - 1;
            int order = 1;
            while (place < fields.length && (order = compare(fields[place], nameStart, nameEnd)) < 0) {
                unset(fields[place++]);
            }
            separate();
            final int valueStart = nameEnd + 2;
            copy(at, valueStart);
            at = valueStart;
            if (order == 0 && fields[place].isStruct()) {
                structs(fields[place]);
            } else {
                value();
            }
            place += order == 0 ? 1 : 0;
            passComma();
        }
        while (place < fields.length) {
            unset(fields[place++]);
        }
        at++;
        put('}');
    }

    private void structs(final StoredType.Field field) {
        if (stored[at] == '[') {
            list(field.type());
        } else if (stored[at] == '{' && field.spec().kind().shape() == FieldKind.Shape.MAP) {
            map(field.type());
        } else {
            struct(field.type());
        }
    }

    private void list(final StoredType type) {
        put('[');
        at++;
        while (stored[at] != ']') {
            separate();
            struct(type);
            passComma();
        }
        at++;
        put(']');
    }

    private void map(final StoredType type) {
        put('{');
        at++;
        while (stored[at] != '}') {
            separate();
            final int valueStart = JsonText.endOfString(stored, at) + 1;
            copy(at, valueStart);
            at = valueStart;
            struct(type);
            passComma();
        }
        at++;
        put('}');
    }

    private void struct(final StoredType type) {
        if (stored[at] == '{') {
            object(type);
        } else {
            value();
        }
    }

    private void value() {
        final int end = JsonText.endOfValue(stored, at);
        copy(at, end);
        at = end;
    }

    private void passComma() {
        if (stored[at] == ',') {
            at++;
        }
    }

    private int compare(final StoredType.Field field, final int start, final int end) {
        return Arrays.compareUnsigned(field.name(), 0, field.name().length, stored, start, end);
    }

    private void unset(final StoredType.Field field) {
        separate();
        put('"');
        copy(field.name(), 0, field.name().length);
        put('"');
        put(':');
        copy(field.unset(), 0, field.unset().length);
    }

    /** A comma, except behind the bracket that opened. */
    private void separate() {
        final byte last = whole[length - 1];
        if (last != '{' && last != '[') {
            put(',');
        }
    }

    private void put(final char c) {
        ensure(1);
        whole[length++] = (byte) c;
    }

    private void copy(final int start, final int end) {
        copy(stored, start, end);
    }

    private void copy(final byte[] from, final int start, final int end) {
        ensure(end - start);
        System.arraycopy(from, start, whole, length, end - start);
        length += end - start;
    }

    private void ensure(final int more) {
        if (whole.length - length < more) {
            whole = Arrays.copyOf(whole, Math.max(whole.length * 2, length + more));
        }
    }
}
