package io.drover.tools.sim;

import io.drover.cluster.StateMachine;
import io.drover.cluster.snapshot.SnapshotSource;
import io.drover.cluster.snapshot.StateCopy;
import io.drover.tools.replay.ServiceSeam;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** What a server keeps while its processes come and go: snapshots, and the log, which is the model's. */
final class Disk {
    private static final int SNAPSHOTS_MAX = 3;

    /**
     * A snapshot.
     *
     * @param entries of the log that it stands for.
     * @param digest of the state that it was taken of.
     * @param level feature level of the state.
     * @param timerAtMs when the service's timer was due; the cluster keeps that with the snapshot.
     */
    record Snapshot(
            long position,
            int entries,
            long digest,
            List<byte[]> records,
            long timerId,
            long timerAtMs,
            int level,
            boolean isHurt) {
        SnapshotSource source() {
            final Iterator<byte[]> next = records.iterator();
            return sink -> {
                if (!next.hasNext()) {
                    return false;
                }
                final byte[] record = next.next();
                sink.onRecord(new UnsafeBuffer(record), 0, record.length);
                return true;
            };
        }
    }

    private final Deque<Snapshot> snapshots = new ArrayDeque<>();
    private boolean isFull;

    /** While it is full no snapshot is completed. */
    void isFull(final boolean value) {
        isFull = value;
    }

    @Nullable
    Snapshot newest() {
        return snapshots.peekLast();
    }

    void dropNewest() {
        snapshots.pollLast();
    }

    void wipe() {
        snapshots.clear();
    }

    /** Takes a snapshot of a running server, through a copy of its memory as servers do. */
    void take(final Server server, final long position, final int entries) {
        final StateMachine machine = server.machine();
        if (isFull || !machine.isBorn()) {
            return;
        }
        final List<byte[]> records = new ArrayList<>();
        final StateCopy copy = new StateCopy();
        machine.copyTo(copy);
        copy.write((buffer, offset, length) -> {
            final byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            records.add(record);
        });
        copy.release();
        final ServiceSeam seam = server.seam();
        snapshots.add(new Snapshot(
                position,
                entries,
                machine.digest(),
                records,
                seam.timerId(),
                seam.timerAtMs(),
                Objects.requireNonNull(machine.engine()).state().members().level(),
                false));
        while (snapshots.size() > SNAPSHOTS_MAX) {
            snapshots.remove();
        }
    }

    /** Damages the newest snapshot: a bit flips, or the end is missing. Answers whether there was one. */
    boolean hurt(final Chance chance) {
        final Snapshot victim = snapshots.pollLast();
        if (victim == null) {
            return false;
        }
        final List<byte[]> records = new ArrayList<>(victim.records);
        if (chance.percent(30)) {
            records.remove(records.size() - 1);
        } else {
            final int which = chance.below(records.size());
            final byte[] record = records.get(which).clone();
            record[chance.below(record.length)] ^= (byte) (1 << chance.below(8));
            records.set(which, record);
        }
        snapshots.add(new Snapshot(
                victim.position,
                victim.entries,
                victim.digest,
                records,
                victim.timerId,
                victim.timerAtMs,
                victim.level,
                true));
        return true;
    }
}
