package io.drover.gateway.jobspec.schema;

import java.util.Locale;

/**
 * The kind of a field.
 *
 * @param notation as the tables and error messages spell it, for example {@code []*Task}
 * @param base the innermost kind
 * @param shape how many of it
 * @param isPointer whether a single value may be null
 * @param typeName name of the type when the base is {@link Base#STRUCT}, else empty
 */
public record FieldKind(String notation, Base base, Shape shape, boolean isPointer, String typeName) {

    /** The innermost kind of a value. */
    public enum Base {
        /** Text. */
        STRING(0, 0),
        /** A signed integer of 64 bits. */
        INT(Long.MIN_VALUE, Long.MAX_VALUE),
        /** A signed integer of 64 bits. */
        INT64(Long.MIN_VALUE, Long.MAX_VALUE),
        /** A signed integer of 8 bits. */
        INT8(Byte.MIN_VALUE, Byte.MAX_VALUE),
        /** An unsigned integer of 8 bits. */
        UINT8(0, 0xff),
        /** An unsigned integer of 16 bits. */
        UINT16(0, 0xffff),
        /** An unsigned integer of 32 bits. */
        UINT32(0, 0xffff_ffffL),
        /** An unsigned integer; values above 63 bits are not accepted. */
        UINT64(0, Long.MAX_VALUE),
        /** A truth value. */
        BOOL(0, 0),
        /** Nanoseconds. */
        DURATION(Long.MIN_VALUE, Long.MAX_VALUE),
        /** Bytes in base64. */
        BYTE(0, 0),
        /** A free-form object. */
        OBJECT(0, 0),
        /** Another type of the table. */
        STRUCT(0, 0);

        private final long min;
        private final long max;

        Base(final long min, final long max) {
            this.min = min;
            this.max = max;
        }

        /** Tells whether values are integers. */
        public boolean isInteger() {
            return max != 0;
        }

        /** Returns the smallest integer allowed. */
        public long min() {
            return min;
        }

        /** Returns the largest integer allowed. */
        public long max() {
            return max;
        }
    }

    /** How many values a field holds. */
    public enum Shape {
        /** One. */
        SINGLE,
        /** A list. */
        LIST,
        /** A map from text. */
        MAP,
        /** A map from text to lists. */
        MAP_OF_LISTS
    }

    static FieldKind parse(final String notation) {
        String rest = notation;
        Shape shape = Shape.SINGLE;
        if (rest.startsWith("map[string]")) {
            rest = rest.substring("map[string]".length());
            shape = Shape.MAP;
        }
        if (rest.startsWith("[]")) {
            rest = rest.substring(2);
            shape = shape == Shape.MAP ? Shape.MAP_OF_LISTS : Shape.LIST;
        }
        final boolean isPointer = rest.startsWith("*");
        if (isPointer) {
            rest = rest.substring(1);
        }
        final boolean isStruct = Character.isUpperCase(rest.charAt(0));
        final Base base = isStruct ? Base.STRUCT : Base.valueOf(rest.toUpperCase(Locale.ROOT));
        return new FieldKind(notation, base, shape, isPointer, isStruct ? rest : "");
    }

    /** Tells whether the unset value is null rather than an empty text, zero or false. */
    public boolean isNullable() {
        return shape != Shape.SINGLE || isPointer || base == Base.OBJECT;
    }

    /** Tells whether this is one of another type, or several. */
    public boolean isStruct() {
        return base == Base.STRUCT;
    }
}
