package io.drover.agent.socket;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The first lines of a request, as far as they matter here.
 *
 * @param text request line and headers, without the empty line after them.
 * @param length how many bytes they took, with that line.
 */
record RequestHead(String text, int length) {
    private static final String END = "\r\n\r\n";

    /** The head at the start of these bytes; null when it is not whole yet. */
    static @Nullable RequestHead of(final byte[] bytes, final int count) {
        final String read = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        final int end = read.indexOf(END);
        return end < 0 ? null : new RequestHead(read.substring(0, end), end + END.length());
    }

    /** Whether the request brings something that shows who asks. */
    boolean hasToken() {
        return hasHeader("x-nomad-token:") || hasHeader("authorization: bearer ");
    }

    /** The head of the only request of a connection: whatever came after it would pass unseen. */
    byte[] ofOneRequest() {
        final StringBuilder head = new StringBuilder();
        final boolean isUpgrade = hasHeader("upgrade:");
        for (final String line : text.split("\r\n", -1)) {
            if (isUpgrade || !line.toLowerCase(Locale.ROOT).startsWith("connection:")) {
                head.append(line).append("\r\n");
            }
        }
        if (!isUpgrade) {
            head.append("Connection: close\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private boolean hasHeader(final String start) {
        for (final String line : text.split("\r\n", -1)) {
            final String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith(start) && !lower.substring(start.length()).isBlank()) {
                return true;
            }
        }
        return false;
    }
}
