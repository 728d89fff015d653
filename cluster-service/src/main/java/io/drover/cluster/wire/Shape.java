package io.drover.cluster.wire;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * How a message is put together: a block, then groups, then texts and byte strings, each group being a shape again. Walking a
 * message along its shape finds where it ends, or that it does not fit the bytes it came in.
 *
 * <pre>
 *  block (blockLength) | group header (4) | element | element ... | ... | text: length (2) bytes | bytes: length (4) bytes
 *                                           element = block | groups | texts
 * </pre>
 *
 * <p>Codecs trust the lengths they read, all the more where bounds checks are off; nothing decodes what was not walked.
 * Immutable; walking allocates nothing.
 */
public final class Shape {
    /** The bytes are not a message of this shape. */
    public static final int MISFIT = -1;

    private static final int GROUP_HEADER_LENGTH = 4;
    private static final int TEXT_HEADER_LENGTH = 2;
    private static final int BYTES_HEADER_LENGTH = 4;

    private final int blockLength;
    private final Shape[] groups;
    private final int[] textLengthMaxs;

    private Shape(final int blockLength, final List<Shape> groups, final List<Integer> textLengthMaxs) {
        this.blockLength = blockLength;
        this.groups = groups.toArray(Shape[]::new);
        this.textLengthMaxs =
                textLengthMaxs.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Begins a shape whose block has at least this many bytes. */
    static Builder block(final int blockLength) {
        return new Builder(blockLength);
    }

    /** Bytes of the block, as this version knows it. */
    public int blockLength() {
        return blockLength;
    }

    /** Number of texts and byte strings at the end. */
    int textCount() {
        return textLengthMaxs.length;
    }

    /** Number of groups. */
    int groupCount() {
        return groups.length;
    }

    /** The shape of a group's elements. */
    Shape group(final int index) {
        return groups[index];
    }

    /**
     * Follows a message.
     *
     * @param offset of the block.
     * @param actingBlockLength of the sender, at least that of this version.
     * @param limit where the bytes end.
     * @return where the message ends, or {@link #MISFIT}.
     */
    public int walk(final DirectBuffer buffer, final int offset, final int actingBlockLength, final int limit) {
        if (actingBlockLength < blockLength || actingBlockLength > limit - offset) {
            return MISFIT;
        }
        int position = offset + actingBlockLength;
        for (final Shape group : groups) {
            position = walkGroup(group, buffer, position, limit);
            if (MISFIT == position) {
                return MISFIT;
            }
        }
        return walkTexts(buffer, position, limit);
    }

    private static int walkGroup(final Shape element, final DirectBuffer buffer, final int offset, final int limit) {
        if (limit - offset < GROUP_HEADER_LENGTH) {
            return MISFIT;
        }
        final int elementBlockLength = buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xffff;
        final int count = buffer.getShort(offset + 2, ByteOrder.LITTLE_ENDIAN) & 0xffff;
        int position = offset + GROUP_HEADER_LENGTH;
        for (int i = 0; i < count; i++) {
            position = element.walk(buffer, position, elementBlockLength, limit);
            if (MISFIT == position) {
                return MISFIT;
            }
        }
        return position;
    }

    private int walkTexts(final DirectBuffer buffer, final int offset, final int limit) {
        int position = offset;
        for (final int lengthMax : textLengthMaxs) {
            final boolean isText = lengthMax <= Character.MAX_VALUE;
            final int headerLength = isText ? TEXT_HEADER_LENGTH : BYTES_HEADER_LENGTH;
            if (limit - position < headerLength) {
                return MISFIT;
            }
            final int length = isText
                    ? buffer.getShort(position, ByteOrder.LITTLE_ENDIAN) & 0xffff
                    : buffer.getInt(position, ByteOrder.LITTLE_ENDIAN);
            position += headerLength;
            if (length < 0 || length > lengthMax || length > limit - position) {
                return MISFIT;
            }
            position += length;
        }
        return position;
    }

    /** Collects the parts of a shape in their order. */
    static final class Builder {
        private final int blockLength;
        private final List<Shape> groups = new ArrayList<>();
        private final List<Integer> textLengthMaxs = new ArrayList<>();

        private Builder(final int blockLength) {
            this.blockLength = blockLength;
        }

        Builder group(final Builder element) {
            groups.add(element.build());
            return this;
        }

        /** Texts with 16-bit lengths, at most this long. */
        Builder texts(final int count, final int lengthMax) {
            for (int i = 0; i < count; i++) {
                textLengthMaxs.add(lengthMax);
            }
            return this;
        }

        /** Byte strings with 32-bit lengths, bounded by the message they are in. */
        Builder bytes(final int count) {
            for (int i = 0; i < count; i++) {
                textLengthMaxs.add(Integer.MAX_VALUE);
            }
            return this;
        }

        Shape build() {
            return new Shape(blockLength, groups, textLengthMaxs);
        }
    }
}
