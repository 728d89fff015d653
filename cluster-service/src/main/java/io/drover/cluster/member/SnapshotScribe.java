package io.drover.cluster.member;

import io.drover.cluster.StateMachine;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.snapshot.SnapshotSink;
import io.drover.cluster.snapshot.StateCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.jspecify.annotations.Nullable;

/**
 * Writes snapshots into files while the service goes on: the service thread copies its memory, this agent's thread does all the rest.
 *
 * <pre>
 *  service thread      ...  │ copy │ entries ...                           waits for the copying alone
 *  scribe       take memory        '──► write, a fifth of the time ──► sync ──► rename ──► free memory
 *
 *  FREE ◄──► SCRIBE                        for a moment, to take memory
 *  FREE ───► SERVICE ───► COPIED ───► FREE
 * </pre>
 *
 * <p>While a file is being written the next snapshot of this member is recorded without one; it is then one of those that a restart does
 * without.
 */
final class SnapshotScribe implements Agent {
    /** After this much work the thread sleeps {@link #REST} times as long, so that two cores have room for the service. */
    private static final long WORK_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int REST = 4;
    private static final long REST_MAX_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int RECORDS_PER_LOOK = 16;

    private static final int FREE = 0;
    private static final int SCRIBE = 1;
    private static final int SERVICE = 2;
    private static final int COPIED = 3;

    private final SnapshotFiles files;
    private final ErrorHandler errorHandler;
    private final StateCopy copy = new StateCopy();
    private final AtomicInteger owner = new AtomicInteger(FREE);
    private final AtomicLong completedCount = new AtomicLong();
    private volatile @Nullable Engine expected;
    private volatile boolean isHurried;
    private volatile long pauseNs;
    private long position;
    private WrittenListener listener = (logPosition, index, digest) -> {};

    /** Is told of each file that was completed, on the scribe's thread. */
    @FunctionalInterface
    interface WrittenListener {
        void onWritten(long logPosition, long index, long digest);
    }

    SnapshotScribe(final SnapshotFiles files, final ErrorHandler errorHandler) {
        this.files = files;
        this.errorHandler = errorHandler;
    }

    /** Sets who is told of files, before the thread starts. */
    void onWritten(final WrittenListener value) {
        listener = value;
    }

    /** Copies the state, on the service thread; answers whether there will be a file of it. */
    boolean begin(final StateMachine machine, final long logPosition) {
        while (!owner.compareAndSet(FREE, SERVICE)) {
            if (owner.get() == COPIED) {
                return false;
            }
            Thread.onSpinWait();
        }
        position = logPosition;
        final long startNs = System.nanoTime();
        final boolean taken = machine.copyTo(copy);
        pauseNs = System.nanoTime() - startNs;
        // What follows hands the copy over: the scribe reads it after it has seen this.
        owner.set(taken ? COPIED : FREE);
        return taken;
    }

    /** A snapshot will be ordered before long: memory for it can be taken while nobody waits. Any thread. */
    void expect(final Engine engine) {
        expected = engine;
    }

    /** Whether a file is being written. */
    boolean isBusy() {
        return owner.get() >= SERVICE;
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
        if (owner.get() != COPIED) {
            return prepare();
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
            copy.release();
            expected = null;
            owner.set(FREE);
        }
        return 1;
    }

    /** Takes a few megabytes at most, so that an order that comes meanwhile waits for no more than that. */
    private int prepare() {
        final Engine engine = expected;
        if (engine == null || !owner.compareAndSet(FREE, SCRIBE)) {
            return 0;
        }
        try {
            return copy.prepare(engine) ? 1 : 0;
        } finally {
            owner.set(FREE);
        }
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
        listener.onWritten(position, copy.state().indexes().last(), copy.writtenDigest());
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
