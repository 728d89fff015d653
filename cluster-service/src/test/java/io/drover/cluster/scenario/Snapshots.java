package io.drover.cluster.scenario;

import io.drover.cluster.StateMachine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Snapshots in memory. */
public final class Snapshots {
    private Snapshots() {}

    /** The records of a snapshot. */
    public static List<byte[]> take(final StateMachine machine) {
        final List<byte[]> records = new ArrayList<>();
        machine.takeSnapshot((buffer, offset, length) -> {
            final byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            records.add(record);
        });
        return records;
    }

    /** A new state machine made of records. */
    public static StateMachine load(final List<byte[]> records, final long position) {
        return load(Harness.newMachine(), records, position);
    }

    /** A state machine that becomes what records say. */
    static StateMachine load(final StateMachine machine, final List<byte[]> records, final long position) {
        final Iterator<byte[]> next = records.iterator();
        machine.loadSnapshot(position, sink -> {
            if (!next.hasNext()) {
                return false;
            }
            final byte[] record = next.next();
            sink.onRecord(new UnsafeBuffer(record), 0, record.length);
            return true;
        });
        return machine;
    }
}
