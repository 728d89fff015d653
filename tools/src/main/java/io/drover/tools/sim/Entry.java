package io.drover.tools.sim;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the modelled log.
 *
 * @param position in the log after it.
 * @param timestampMs as its leader's clock showed.
 * @param leader who appended it.
 * @param bytes of a command; empty for others.
 * @param session that the command came from, which may be gone.
 */
@SuppressWarnings("ArrayRecordComponent")
record Entry(
        Kind kind,
        long position,
        long timestampMs,
        int leader,
        byte[] bytes,
        @Nullable ClientPort session) {
    /** What an entry is. */
    enum Kind {
        COMMAND,
        TIMER,
        TERM,
        SNAPSHOT
    }
}
