package io.drover.tools.cli.exec;

import java.io.ByteArrayOutputStream;

/**
 * Finds the escape sequence in what is typed: the escape character at the start of a line, then a dot. The character twice is
 * passed on once. Without a terminal nothing is filtered.
 */
final class EscapeFilter {
    private final int escape;
    private final boolean isActive;
    private boolean isLineStart = true;
    private boolean isPending;
    private boolean isEscaped;

    EscapeFilter(final int escape, final boolean isActive) {
        this.escape = escape;
        this.isActive = isActive && escape >= 0;
    }

    /** What of the bytes is meant for the program. */
    byte[] pass(final byte[] bytes, final int length) {
        final ByteArrayOutputStream passed = new ByteArrayOutputStream(length);
        for (int i = 0; i < length && !isEscaped; i++) {
            pass(bytes[i], passed);
        }
        return passed.toByteArray();
    }

    boolean isEscaped() {
        return isEscaped;
    }

    void reset() {
        isPending = false;
        isLineStart = true;
    }

    private void pass(final byte b, final ByteArrayOutputStream passed) {
        if (!isActive) {
            passed.write(b);
            return;
        }
        if (isPending) {
            isPending = false;
            if (b == '.') {
                isEscaped = true;
                return;
            }
            if (b != escape) {
                passed.write(escape);
            }
            passed.write(b);
        } else if (isLineStart && b == escape) {
            isPending = true;
        } else {
            passed.write(b);
        }
        isLineStart = b == '\n' || b == '\r';
    }
}
