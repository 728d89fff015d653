package io.drover.scheduler.rank;

import io.drover.sbe.snapshot.PlacementMetricEncoder.ScoresEncoder;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/**
 * One entry of a metric's scores, written where it belongs: entries are copied from metric to metric, so that the one that is new stands
 * anywhere among them.
 */
final class ScoreBlock {
    /** Bytes of an entry. */
    static final int LENGTH = ScoresEncoder.sbeBlockLength();

    private static final int NODE_ID = ScoresEncoder.nodeIdEncodingOffset();
    private static final int NORM_SCORE = ScoresEncoder.normScoreEncodingOffset();
    private static final int NODE_AFFINITY = ScoresEncoder.nodeAffinityEncodingOffset();
    private static final int ALLOCATION_SPREAD = ScoresEncoder.allocationSpreadEncodingOffset();
    private static final int CPU_MHZ = ScoresEncoder.cpuMhzEncodingOffset();
    private static final int CPU_USED_MHZ = ScoresEncoder.cpuUsedMhzEncodingOffset();
    private static final int MEMORY_MB = ScoresEncoder.memoryMbEncodingOffset();
    private static final int MEMORY_USED_MB = ScoresEncoder.memoryUsedMbEncodingOffset();
    private static final int COLLISIONS = ScoresEncoder.collisionsEncodingOffset();
    private static final int DESIRED_COUNT = ScoresEncoder.desiredCountEncodingOffset();
    private static final int PARTS = ScoresEncoder.partsEncodingOffset();
    private static final int DEVICES = ScoresEncoder.devicesEncodingOffset();
    private static final int PREEMPTION = ScoresEncoder.preemptionEncodingOffset();
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private ScoreBlock() {}

    static void node(final MutableDirectBuffer buffer, final int at, final long idHigh, final long idLow) {
        buffer.putLong(at + NODE_ID, idHigh, ORDER);
        buffer.putLong(at + NODE_ID + Long.BYTES, idLow, ORDER);
    }

    static void scores(
            final MutableDirectBuffer buffer, final int at, final long norm, final long affinity, final long spread) {
        buffer.putLong(at + NORM_SCORE, norm, ORDER);
        buffer.putLong(at + NODE_AFFINITY, affinity, ORDER);
        buffer.putLong(at + ALLOCATION_SPREAD, spread, ORDER);
    }

    static void cpu(final MutableDirectBuffer buffer, final int at, final int mhz, final int usedMhz) {
        buffer.putInt(at + CPU_MHZ, mhz, ORDER);
        buffer.putInt(at + CPU_USED_MHZ, usedMhz, ORDER);
    }

    static void memory(final MutableDirectBuffer buffer, final int at, final int mb, final int usedMb) {
        buffer.putInt(at + MEMORY_MB, mb, ORDER);
        buffer.putInt(at + MEMORY_USED_MB, usedMb, ORDER);
    }

    static void parts(
            final MutableDirectBuffer buffer,
            final int at,
            final int collisions,
            final int desiredCount,
            final int parts) {
        buffer.putInt(at + COLLISIONS, collisions, ORDER);
        buffer.putInt(at + DESIRED_COUNT, desiredCount, ORDER);
        buffer.putShort(at + PARTS, (short) parts, ORDER);
    }

    static void others(final MutableDirectBuffer buffer, final int at, final long devices, final long preemption) {
        buffer.putLong(at + DEVICES, devices, ORDER);
        buffer.putLong(at + PREEMPTION, preemption, ORDER);
    }
}
