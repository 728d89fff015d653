package io.drover.tools.replay;

import io.drover.sbe.command.OriginDecoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.journal.AppliedEntryDecoder;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Commands that are left out of a replay, or replaced by others, by their log positions. */
public final class CommandEdits implements Replay.Edit {
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final Map<Long, DirectBuffer> edits = new TreeMap<>();
    private final Map<Long, DirectBuffer> left = new TreeMap<>();

    /** Leaves the command at this log position out. */
    public CommandEdits drop(final long position) {
        return replace(position, NOTHING);
    }

    /** Applies this instead of the command at a log position, as of the same sender. */
    public CommandEdits replace(final long position, final DirectBuffer command) {
        edits.put(position, command);
        left.put(position, command);
        return this;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return edits.isEmpty();
    }

    /** Log position of the first one. */
    public long first() {
        return edits.keySet().iterator().next();
    }

    /** Log positions that no command was found at. */
    public Iterable<Long> unused() {
        return left.keySet();
    }

    @Override
    public @Nullable DirectBuffer edit(final AppliedEntryDecoder entry, final DirectBuffer command) {
        final DirectBuffer other = edits.get(entry.logPosition());
        if (other == null || command.capacity() < MessageHeaderDecoder.ENCODED_LENGTH + OriginDecoder.ENCODED_LENGTH) {
            return command;
        }
        left.remove(entry.logPosition());
        if (other.capacity() == 0) {
            return null;
        }
        final byte[] bytes = new byte[other.capacity()];
        other.getBytes(0, bytes);
        command.getBytes(
                MessageHeaderDecoder.ENCODED_LENGTH,
                bytes,
                MessageHeaderDecoder.ENCODED_LENGTH,
                OriginDecoder.ENCODED_LENGTH);
        return new UnsafeBuffer(bytes);
    }
}
