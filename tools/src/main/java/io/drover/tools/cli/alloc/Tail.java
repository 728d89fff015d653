package io.drover.tools.cli.alloc;

import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.Flags;

/**
 * How much of the end of a stream is wanted: so many lines or so many bytes.
 *
 * @param isWanted false for the whole stream.
 * @param lines the number of lines, or -1 when bytes are counted.
 * @param bytes the number of bytes, or -1 when lines are counted.
 */
record Tail(boolean isWanted, long lines, long bytes) {
    private static final long DEFAULT_LINES = 10;

    static void declare(final Flags flags) {
        flags.bool("tail", "Shows only the end, ten lines unless -n or -c say otherwise.")
                .integer("n", -1, "With -tail, the number of lines.")
                .integer("c", -1, "With -tail, the number of bytes.");
    }

    static Tail of(final Flags flags) throws FlagException {
        if (!flags.isOn("tail")) {
            return new Tail(false, -1, -1);
        }
        final boolean hasLines = flags.number("n") >= 0;
        final boolean hasBytes = flags.number("c") >= 0;
        if (hasLines && hasBytes) {
            throw new FlagException("Both -n and -c are not allowed");
        }
        return hasBytes
                ? new Tail(true, -1, flags.number("c"))
                : new Tail(true, hasLines ? flags.number("n") : DEFAULT_LINES, -1);
    }

    /** Where the wanted part of the bytes begins, or -1 when the bytes may not hold all of it. */
    int start(final byte[] end, final int length) {
        if (bytes >= 0) {
            return (int) Math.max(0, length - bytes);
        }
        if (lines == 0) {
            return length;
        }
        long count = 0;
        for (int i = length - 2; i >= 0; i--) {
            if (end[i] == '\n' && ++count == lines) {
                return i + 1;
            }
        }
        return -1;
    }

    /** How many bytes to ask for first: exact for bytes, a guess for lines. */
    long firstGuess() {
        return bytes >= 0 ? bytes : Math.max(1, lines) * 120;
    }
}
