package io.drover.cluster.member.journal;

import io.drover.cluster.StateMachine;
import io.drover.sbe.journal.EntryKind;
import org.agrona.DirectBuffer;

/** Is told of each log entry once it was applied, on the service thread, and must not hold it up. */
public interface AppliedSink {
    /** The log begins here for this process: at its start, or behind the snapshot that the state came from. */
    void onStart(StateMachine machine, long position);

    /**
     * An entry was applied.
     *
     * @param machine as it is after the entry.
     * @param kind of the entry.
     * @param position in the log behind it.
     * @param timestampMs of the entry.
     * @param sessionId that it came from, 0 without one.
     * @param effectDigest of its replies and changes.
     * @param buffer with the bytes of a command.
     * @param offset of them.
     * @param length of them, 0 for all but commands.
     */
    void onApplied(
            StateMachine machine,
            EntryKind kind,
            long position,
            long timestampMs,
            long sessionId,
            long effectDigest,
            DirectBuffer buffer,
            int offset,
            int length);
}
