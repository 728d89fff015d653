package io.drover.cluster.member;

import io.drover.cluster.StateMachine;
import io.drover.cluster.snapshot.SnapshotSink;
import io.drover.cluster.snapshot.StateCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;

/**
 * Writes snapshots into files while the service goes on: the service thread copies its memory, this agent's thread does all the rest.
 *
 * <pre>
 *  service thread    │ copy │ entries ...                                  waits for the copying alone
 *  scribe                   '──► write, a fifth of the time ──► sync ──► rename
 *
 *  IDLE ── begin, service thread ──► COPIED ── doWork ──► IDLE
 * </pre>
 *
 * <p>While a file is being written the next snapshot of this member is recorded without one; it is then one of those that a restart does
 * without. Holds the copy's memory from the first snapshot on.
 */
final class SnapshotScribe implements Agent {
    /** After this much work the thread sleeps {@link #REST} times as long, so that two cores have room for the service. */
    private static final long WORK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int REST = 4;
    private static final long REST_MAX_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int RECORDS_PER_LOOK = 16;

    private final SnapshotFiles files;
    private final ErrorHandler errorHandler;
    private final StateCopy copy = new StateCopy();
    private final AtomicLong completedCount = new AtomicLong();
    private volatile boolean isCopied;
    private volatile boolean isHurried;
    private volatile long pauseNs;
    private long position;

    SnapshotScribe(final SnapshotFiles files, final ErrorHandler errorHandler) {
        this.files = files;
        this.errorHandler = errorHandler;
    }

    /** Copies the state, on the service thread; answers whether there will be a file of it. */
    boolean begin(final StateMachine machine, final long logPosition) {
        if (isCopied) {
            return false;
        }
        position = logPosition;
        final long startNs = System.nanoTime();
        final boolean taken = machine.copyTo(copy);
        pauseNs = System.nanoTime() - startNs;
        isCopied = taken;
        return taken;
    }

    /** Whether a file is being written. */
    boolean isBusy() {
        return isCopied;
    }

    /** Files completed since the start. */
    long completedCount() {
        return completedCount.get();
    }

    /** How long the latest copy stopped the service. */
    long pauseNs() {
        return pauseNs;
    }

    /** Lets the current file be completed without rests, for a member that is about to stop. */
    void hurry() {
        isHurried = true;
    }

    @Override
    public int doWork() {
        if (!isCopied) {
            return 0;
        }
        try {
            write();
            completedCount.incrementAndGet();
        } catch (final IOException | RuntimeException ex) {
            errorHandler.onError(new IOException(
                    "no snapshot could be written at log position " + position + "; the one before it stays in use: "
                            + ex.getMessage(),
                    ex));
        } finally {
            isCopied = false;
        }
        return 1;
    }

    @Override
    public String roleName() {
        return "snapshot-scribe";
    }

    private void write() throws IOException {
        try (SnapshotFileWriter writer = new SnapshotFileWriter(files.unfinished(position), copy.state(), position)) {
            copy.write(new Paced(writer));
            writer.finish();
        } catch (final IOException | RuntimeException ex) {
            Files.deleteIfExists(files.unfinished(position));
            throw ex;
        }
        files.complete(position);
    }

    /** Rests between records. */
    private final class Paced implements SnapshotSink {
        private final SnapshotSink target;
        private int records;
        private long startNs = System.nanoTime();

        Paced(final SnapshotSink target) {
            this.target = target;
        }

        @Override
        public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
            target.onRecord(buffer, offset, length);
            if (++records % RECORDS_PER_LOOK == 0 && !isHurried) {
                final long workedNs = System.nanoTime() - startNs;
                if (workedNs >= WORK_NS) {
                    LockSupport.parkNanos(Math.min(workedNs * REST, REST_MAX_NS));
                    startNs = System.nanoTime();
                }
            }
        }
    }
}
