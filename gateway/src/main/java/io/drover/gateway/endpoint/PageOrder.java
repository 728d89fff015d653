package io.drover.gateway.endpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Orders of lists: how the token of a page, which clients see, becomes the cursor of a query, which the state machine takes. A token
 * that could not have come from us stands behind all rows, as it does at the reference.
 */
enum PageOrder {
    /** Create index, then id: {@code 12.uuid}. */
    CREATION {
        @Override
        byte[] cursor(final String token) {
            final int dot = token.indexOf('.');
            final String number = dot < 0 ? token : token.substring(0, dot);
            final UUID id = id(dot < 0 ? "" : token.substring(dot + 1));
            long createIndex;
            try {
                createIndex = Long.parseLong(number);
            } catch (final NumberFormatException ex) {
                createIndex = Long.MAX_VALUE;
            }
            return ByteBuffer.allocate(3 * Long.BYTES)
                    .putLong(createIndex)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }

        @Override
        String token(final byte[] cursor) {
            final ByteBuffer buffer = ByteBuffer.wrap(cursor);
            return buffer.getLong() + "." + new UUID(buffer.getLong(), buffer.getLong());
        }
    },
    /** Id. */
    ID {
        @Override
        byte[] cursor(final String token) {
            final UUID id = id(token);
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }

        @Override
        String token(final byte[] cursor) {
            final ByteBuffer buffer = ByteBuffer.wrap(cursor);
            return new UUID(buffer.getLong(), buffer.getLong()).toString();
        }
    },
    /** Namespace, then id: {@code default.web}. */
    NAME {
        @Override
        byte[] cursor(final String token) {
            final int dot = token.indexOf('.');
            final byte[] namespace = bytes(dot < 0 ? token : token.substring(0, dot));
            final byte[] name = bytes(dot < 0 ? "" : token.substring(dot + 1));
            return ByteBuffer.allocate(2 * Short.BYTES + namespace.length + name.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) namespace.length)
                    .put(namespace)
                    .putShort((short) name.length)
                    .put(name)
                    .array();
        }

        @Override
        String token(final byte[] cursor) {
            final ByteBuffer buffer = ByteBuffer.wrap(cursor).order(ByteOrder.LITTLE_ENDIAN);
            return text(buffer) + "." + text(buffer);
        }
    };

    private static final int TEXT_LENGTH_MAX = 2_000;

    abstract byte[] cursor(String token);

    abstract String token(byte[] cursor);

    private static UUID id(final String text) {
        try {
            return text.isEmpty() ? new UUID(0, 0) : UUID.fromString(text);
        } catch (final IllegalArgumentException ex) {
            return new UUID(-1L, -1L);
        }
    }

    private static byte[] bytes(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= TEXT_LENGTH_MAX ? bytes : Arrays.copyOf(bytes, TEXT_LENGTH_MAX);
    }

    private static String text(final ByteBuffer buffer) {
        final byte[] bytes = new byte[buffer.getShort()];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
