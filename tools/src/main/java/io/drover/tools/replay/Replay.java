package io.drover.tools.replay;

import io.drover.cluster.StateMachine;
import io.drover.cluster.member.MemberRings;
import io.drover.cluster.member.journal.JournalReader;
import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.sbe.journal.AppliedEntryDecoder;
import java.util.List;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a past state of a cluster back: loads the nearest snapshot, applies the recorded entries behind it with the very code that
 * applied them first, and compares what comes out.
 *
 * <pre>
 *  begin(moment) ─► snapshot, or the birth of the cluster
 *  run(moment)   ─► entry ─► entry ─► ...  until the moment, the end, a gap, a difference, or a listener that wants to stop
 * </pre>
 *
 * <p>One thread. Bounded by the state itself: there is one at a time.
 */
public final class Replay implements AutoCloseable {
    private static final long NOWHERE = Long.MIN_VALUE;
    private static final int QUERY_RING_LENGTH = 1024 * 1024;
    private static final int ANSWER_RING_LENGTH = 16 * 1024 * 1024;

    /** How a run ended. */
    public enum End {
        /** The moment is reached. */
        REACHED,
        /** The journal ends before. */
        END_OF_JOURNAL,
        /** Entries are missing. */
        GAP,
        /** Something came out otherwise than recorded. */
        DIFFERENCE,
        /** The listener wanted to stop. */
        STOPPED
    }

    /** Changes entries on their way into the state machine. */
    @FunctionalInterface
    public interface Edit {
        /** What to apply instead: the same bytes, others, or null for nothing. */
        @Nullable
        DirectBuffer edit(AppliedEntryDecoder entry, DirectBuffer command);
    }

    /** Is told of each entry once it was applied; answers whether to go on. */
    @FunctionalInterface
    public interface Listener {
        /** An entry was applied. */
        boolean onApplied(AppliedEntryDecoder entry, DirectBuffer command, StateMachine machine);
    }

    private final JournalHome home;
    private final ErrorHandler errors;
    private final EntryCheck check;
    private final JournalReader reader;
    private final RingBuffer queries = MemberRings.create(QUERY_RING_LENGTH);
    private final RingBuffer answers = MemberRings.create(ANSWER_RING_LENGTH);
    private Edit edit = (entry, command) -> command;
    private Listener listener = (entry, command, machine) -> true;
    private @Nullable ReplayMember member;
    private long position = NOWHERE;
    private long timestampMs;
    private boolean isHeld;
    private long applied;
    private long dropped;

    /**
     * Opens a journal.
     *
     * @param verifies whether the state itself is digested and compared where the journal has a digest, too.
     */
    public Replay(final JournalHome home, final boolean verifies, final ErrorHandler errors) {
        this.home = home;
        this.errors = errors;
        check = new EntryCheck(verifies);
        reader = new JournalReader(home.journal());
    }

    /** Sets what changes entries; from the first change on nothing is compared any more. */
    public Replay edit(final Edit value) {
        edit = value;
        return this;
    }

    /** Sets who is told of entries. */
    public Replay listener(final Listener value) {
        listener = value;
        return this;
    }

    /**
     * Loads the state from which the moment can be reached soonest; the present one when that is it.
     *
     * @throws PastUnknown when there is none.
     */
    public void begin(final Moment moment) {
        final List<JournalHome.Snapshot> snapshots = home.list();
        for (int i = snapshots.size() - 1; i >= 0; i--) {
            final JournalHome.Snapshot snapshot = snapshots.get(i);
            if (!isBehind(moment, snapshot.position(), snapshot.index(), snapshot.clockMs())
                    && snapshot.position() >= reader.oldestPosition()) {
                if (isUseful(moment, snapshot.position())) {
                    return;
                }
                if (load(snapshot)) {
                    return;
                }
            }
        }
        if (isUseful(moment, 0)) {
            return;
        }
        if (reader.oldestPosition() > 0) {
            throw new PastUnknown("there is no snapshot at or before " + moment
                    + ", and the journal begins at log position " + reader.oldestPosition());
        }
        replace(new ReplayMember(null, queries, answers, check, errors), 0, 0);
    }

    /** Loads the first snapshot at or behind a log position, to go on behind a gap; false when there is none. */
    public boolean beginBehind(final long logPosition) {
        for (final JournalHome.Snapshot snapshot : home.list()) {
            if (snapshot.position() >= logPosition && load(snapshot)) {
                return true;
            }
        }
        return false;
    }

    /** Loads the earliest state that there is. */
    public void beginFirst() {
        if (reader.oldestPosition() == 0) {
            replace(new ReplayMember(null, queries, answers, check, errors), 0, 0);
        } else if (!beginBehind(reader.oldestPosition())) {
            throw new PastUnknown("there is no snapshot behind log position " + reader.oldestPosition()
                    + ", where the journal begins");
        }
    }

    /** Applies entries until the moment is reached. */
    public End run(final Moment moment) {
        final ReplayMember current = require();
        while (!isReached(moment)) {
            if (!isHeld) {
                if (!reader.next()) {
                    return moment.kind() == Moment.Kind.END ? End.REACHED : End.END_OF_JOURNAL;
                }
                final End end = take();
                if (end != null) {
                    return end;
                }
            }
            if (isHeld) {
                if (isBehind(
                        moment, reader.entry().logPosition(), 0, reader.entry().timestampMs())) {
                    return End.REACHED;
                }
                isHeld = false;
                apply(current);
                if (check.difference() != null) {
                    return End.DIFFERENCE;
                }
                if (!listener.onApplied(reader.entry(), reader.command(), current.machine())) {
                    return End.STOPPED;
                }
            }
        }
        return End.REACHED;
    }

    /** The state as it is now. */
    public StateMachine machine() {
        return require().machine();
    }

    /** Log position behind the last entry that was applied. */
    public long position() {
        return position;
    }

    /** Time of the last entry that was applied. */
    public long timestampMs() {
        return timestampMs;
    }

    /** The first difference, null while there is none. */
    public @Nullable Difference difference() {
        return check.difference();
    }

    /** The gap that ended the last run. */
    public long gapTo() {
        return reader.gapTo();
    }

    /** Entries that were applied. */
    public long applied() {
        return applied;
    }

    /** Entries that an edit took away. */
    public long dropped() {
        return dropped;
    }

    /** Entries whose index and effects were compared. */
    public long comparedEntries() {
        return check.entries();
    }

    /** Digests of the state that were compared. */
    public long comparedDigests() {
        return check.digests();
    }

    /** The state is another than a gateway on the rings knows, if it knows any. */
    void announce() {
        // Changes that nobody has taken since would leave no room.
        while (answers.read((type, buffer, offset, length) -> {}) > 0) {
            Thread.onSpinWait();
        }
        require().announce();
    }

    /** Answers what a gateway has asked the present state. */
    int serve() {
        return require().serve();
    }

    RingBuffer queries() {
        return queries;
    }

    RingBuffer answers() {
        return answers;
    }

    @Override
    public void close() {
        reader.close();
        if (member != null) {
            member.close();
            member = null;
        }
    }

    /** Looks at a record; answers how the run ends, if it does. */
    private @Nullable End take() {
        switch (reader.kind()) {
            case ENTRY -> isHeld = reader.entry().logPosition() > position;
            case GAP -> {
                if (reader.gapTo() > position) {
                    return End.GAP;
                }
            }
            case SNAPSHOT_WRITTEN -> {
                check.onSnapshotWritten(
                        reader.snapshot().logPosition(), reader.snapshot().stateDigest());
                if (check.difference() != null) {
                    return End.DIFFERENCE;
                }
            }
            case OTHER -> {
                // Of no interest here.
            }
        }
        return null;
    }

    private void apply(final ReplayMember current) {
        final AppliedEntryDecoder entry = reader.entry();
        final DirectBuffer command = edit.edit(entry, reader.command());
        position = entry.logPosition();
        timestampMs = entry.timestampMs();
        if (!Objects.equals(command, reader.command())) {
            check.turnOff();
        }
        if (command == null) {
            dropped++;
            return;
        }
        check.expect(entry);
        applied++;
        try {
            switch (entry.kind()) {
                case COMMAND -> current.feed().command(position, timestampMs, null, command);
                case TICK -> current.feed().tick(position, timestampMs);
                case TERM -> current.feed().term(position, timestampMs, 0);
                case SNAPSHOT -> check.onSnapshotOrdered(current.machine(), position);
                default -> throw new PastUnknown("an entry of a kind that this version does not know");
            }
        } catch (final AgentTerminationException ex) {
            throw new PastUnknown("the replay failed at log position " + position + ": " + ex.getMessage(), ex);
        }
    }

    private boolean isReached(final Moment moment) {
        return moment.kind() == Moment.Kind.INDEX && require().machine().index() >= moment.value()
                || moment.kind() == Moment.Kind.POSITION && position >= moment.value();
    }

    /** Whether something is later than the moment; an index of 0 says nothing. */
    private static boolean isBehind(final Moment moment, final long logPosition, final long index, final long clockMs) {
        return switch (moment.kind()) {
            case INDEX -> index > moment.value();
            case POSITION -> logPosition > moment.value();
            case TIME -> clockMs > moment.value();
            case END -> false;
        };
    }

    /** Whether the present state lies between a log position and the moment. */
    private boolean isUseful(final Moment moment, final long logPosition) {
        return member != null
                && position >= logPosition
                && !isBehind(moment, position, require().machine().index(), timestampMs);
    }

    private boolean load(final JournalHome.Snapshot snapshot) {
        try {
            replace(
                    new ReplayMember(snapshot, queries, answers, check, errors),
                    snapshot.position(),
                    snapshot.clockMs());
            return true;
        } catch (final SnapshotRefused ex) {
            errors.onError(ex);
            return false;
        }
    }

    private void replace(final ReplayMember next, final long logPosition, final long clockMs) {
        if (member != null) {
            member.close();
        }
        member = next;
        position = logPosition;
        timestampMs = clockMs;
        isHeld = false;
        reader.seek(logPosition);
    }

    private ReplayMember require() {
        if (member == null) {
            throw new IllegalStateException("a replay begins with begin");
        }
        return member;
    }
}
