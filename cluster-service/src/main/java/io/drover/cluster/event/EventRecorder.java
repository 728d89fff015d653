package io.drover.cluster.event;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.step.RowWatcher;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.TableId;
import io.drover.scheduler.LookupOnly;
import io.drover.scheduler.offheap.InvariantViolation;
import java.util.Arrays;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/**
 * Writes down each row that a step changed, once, as it is at the step's end; a row that is removed as it was before. What cannot be kept
 * is skipped in such a way that readers notice: what happens in a storm while nobody reads, rows longer than an eighth of the memory.
 *
 * <p>A defect here costs events, not the member: nothing is thrown.
 */
@LookupOnly("tells which rows a step has named already; never iterated")
public final class EventRecorder implements RowWatcher {
    /**
     * Rows in a second that are kept while nobody reads. Writing one down takes as long as placing an allocation, so a storm of jobs is
     * told to readers only; this many cost less than a hundredth of the thread.
     */
    private static final int UNREAD_ROWS_MAX = 2_000;

    private static final long SECOND_MS = 1_000;

    /** How long after its last question somebody counts as a reader. */
    private static final long READER_MS = 60_000;

    private static final int NAMED_KEPT = 4_096;
    private static final TableId[] TABLES = TableId.values();

    private final Step step;
    private final EventRowWriter writer;
    private final EventRing ring;
    private final Consumer<Throwable> internalErrors;
    private final LongHashSet named = new LongHashSet(64);
    private long[] changes = new long[64];
    private int changeCount;
    private long[] removals = new long[16];
    private int removalCount;
    private int removalBytes;
    private long lastReadMs;
    private long secondMs;
    private int rowsOfSecond;
    private boolean hasFailed;

    /**
     * Keeps the last changes.
     *
     * @param bytes memory for them.
     */
    public EventRecorder(final Engine engine, final int bytes, final Consumer<Throwable> internalErrors) {
        this(engine, new EventRing(bytes), internalErrors);
    }

    private EventRecorder(final Engine engine, final EventRing ring, final Consumer<Throwable> internalErrors) {
        step = engine.step();
        writer = new EventRowWriter(engine);
        this.ring = ring;
        this.internalErrors = internalErrors;
    }

    /** Goes on with another state, whose readers notice that there is something between. */
    public EventRecorder succeed(final Engine engine) {
        ring.skip();
        final EventRecorder successor = new EventRecorder(engine, ring, internalErrors);
        successor.lastReadMs = lastReadMs;
        return successor;
    }

    @Override
    public void onChange(final TableId table, final int row) {
        if (EventRowWriter.isTold(table)) {
            if (changeCount == changes.length) {
                changes = Arrays.copyOf(changes, 2 * changeCount);
            }
            changes[changeCount++] = (long) table.ordinal() << Integer.SIZE | row;
        }
    }

    @Override
    public void onRemoval(final TableId table, final int row) {
        if (!EventRowWriter.isTold(table) || isTooMuch(removalCount)) {
            return;
        }
        try {
            if (removalCount + 2 > removals.length) {
                removals = Arrays.copyOf(removals, 2 * removals.length);
            }
            final int length = writer.writeRemoved(table, row, removalBytes);
            removals[removalCount++] = (long) table.ordinal() << Integer.SIZE | length;
            removalBytes += length;
        } catch (final RuntimeException | InvariantViolation ex) {
            fail(ex);
        }
    }

    @Override
    public void onEnd(final long index, final int cause, final int causeDetail) {
        try {
            if (hasFailed || isTooMuch(changeCount)) {
                ring.skip();
            } else {
                rowsOfSecond += changeCount;
                write(index, cause, causeDetail);
            }
        } catch (final RuntimeException | InvariantViolation ex) {
            fail(ex);
            ring.skip();
        }
        hasFailed = false;
        changeCount = 0;
        removalCount = 0;
        removalBytes = 0;
    }

    /** Somebody reads: from now on nothing is skipped for want of readers. */
    public void onRead() {
        lastReadMs = step.nowMs();
    }

    /** Position of the oldest event. */
    public long head() {
        return ring.head();
    }

    /** Position behind the newest event. */
    public long tail() {
        return ring.tail();
    }

    /** Position of the event at or after a position; the tail when there is none. */
    public long eventAt(final long position) {
        return ring.recordAt(position);
    }

    /** Position behind an event. */
    public long next(final long event) {
        return ring.next(event);
    }

    /** The memory that events are in; each is a {@code query.EventRow} message. */
    public DirectBuffer buffer() {
        return ring.buffer();
    }

    /** Where in the memory an event starts. */
    public int offset(final long event) {
        return ring.offset(event);
    }

    /** Length of an event. */
    public int length(final long event) {
        return ring.length(event);
    }

    private void write(final long index, final int cause, final int causeDetail) {
        int removed = 0;
        for (int i = 0; i < removalCount; i++) {
            final int length = (int) removals[i];
            keep(writer.encodeRemoved(index, cause, causeDetail, table(removals[i]), removed, length));
            removed += length;
        }
        if (named.capacity() > NAMED_KEPT) {
            named.compact();
        }
        named.clear();
        for (int i = 0; i < changeCount; i++) {
            final TableId table = table(changes[i]);
            final int row = (int) changes[i];
            if (named.add(changes[i]) && writer.isLive(table, row)) {
                keep(writer.encode(index, cause, causeDetail, table, row));
            }
        }
    }

    private void keep(final int length) {
        if (length > ring.recordLengthMax()) {
            ring.skip();
        } else {
            ring.add(writer.buffer(), length);
        }
    }

    private boolean isTooMuch(final int rows) {
        if (step.nowMs() - secondMs >= SECOND_MS) {
            secondMs = step.nowMs();
            rowsOfSecond = 0;
        }
        return rowsOfSecond + rows > UNREAD_ROWS_MAX && step.nowMs() - lastReadMs > READER_MS;
    }

    private void fail(final Throwable error) {
        hasFailed = true;
        internalErrors.accept(error);
    }

    private static TableId table(final long change) {
        return TABLES[(int) (change >> Integer.SIZE)];
    }
}
