package io.drover.agent.driver.docker;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Takes the engine's time stamps out of one log stream.
 *
 * <p>A message is a stamp, a blank and a line with its end; a line longer than {@link #CHUNK} bytes comes in messages of that
 * size, each with a stamp. Bytes arrive in pieces that have nothing to do with messages. What does not begin with a stamp
 * is passed on as it is. Not thread-safe.
 */
final class MessageSplitter {
    /** How the engine cuts long lines. */
    static final int CHUNK = 16 * 1024;

    private static final int MAX_STAMP = 40;
    private static final long NS_PER_S = 1_000_000_000L;

    private final Sink sink;
    private final byte[] stamp = new byte[MAX_STAMP];
    private int stampLength;
    private boolean inText;
    private long stampNs;
    private int textLength;

    MessageSplitter(final Sink sink) {
        this.sink = sink;
    }

    /** Receives the text of messages. */
    interface Sink {
        /**
         * A piece of a message.
         *
         * @param stampNs the message's stamp, nanoseconds since the epoch, 0 when it had none.
         * @param isEnd whether the message is complete with it.
         */
        void onText(long stampNs, byte[] bytes, int offset, int length, boolean isEnd);
    }

    void accept(final byte[] bytes) {
        int position = 0;
        while (position < bytes.length) {
            position = inText ? acceptText(bytes, position) : acceptStamp(bytes, position);
        }
    }

    private int acceptStamp(final byte[] bytes, final int start) {
        int position = start;
        while (position < bytes.length) {
            final byte next = bytes[position++];
            stamp[stampLength++] = next;
            if (next == ' ' || next == '\n' || stampLength == MAX_STAMP) {
                endStamp(next == ' ');
                return position;
            }
        }
        return position;
    }

    private void endStamp(final boolean complete) {
        final int length = stampLength;
        stampLength = 0;
        inText = true;
        textLength = 0;
        stampNs = complete ? parse(length - 1) : 0;
        if (stampNs == 0) {
            final byte[] text = new byte[length];
            System.arraycopy(stamp, 0, text, 0, length);
            acceptText(text, 0);
        }
    }

    private int acceptText(final byte[] bytes, final int start) {
        final int limit = Math.min(bytes.length, start + CHUNK - textLength);
        int end = start;
        boolean ended = false;
        while (end < limit && !ended) {
            ended = bytes[end++] == '\n';
        }
        textLength += end - start;
        inText = !ended && textLength < CHUNK;
        sink.onText(stampNs, bytes, start, end - start, !inText);
        return end;
    }

    private long parse(final int length) {
        try {
            final Instant instant = Instant.parse(new String(stamp, 0, length, StandardCharsets.US_ASCII));
            return instant.getEpochSecond() * NS_PER_S + instant.getNano();
        } catch (final DateTimeParseException e) {
            return 0;
        }
    }
}
