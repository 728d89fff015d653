package io.drover.cluster.member;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.ImageFragmentAssembler;
import io.drover.cluster.StateMachine;
import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.cluster.snapshot.SnapshotSink;
import io.drover.cluster.snapshot.SnapshotSource;
import io.drover.cluster.state.ClusterState;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.SnapshotFileDecoder;
import io.drover.sbe.snapshot.SnapshotFileEncoder;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What of a snapshot is in its recording: one record that names the file of all others. Snapshots of an earlier version had all records
 * in their recording, one message each; they are still read, and a cluster that was not born yet is still written so.
 */
final class SnapshotStream {
    private SnapshotStream() {}

    static void take(final ExclusivePublication target, final StateMachine machine, final IdleStrategy idle) {
        machine.takeSnapshot((buffer, offset, length) -> {
            idle.reset();
            while (target.offer(buffer, offset, length) < 0) {
                idle.idle();
            }
        });
    }

    /** Records that the snapshot of this position is in the file of this position. */
    static void name(
            final ExclusivePublication target,
            final StateMachine machine,
            final long position,
            final IdleStrategy idle) {
        final ClusterState state = Objects.requireNonNull(machine.engine()).state();
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final SnapshotFileEncoder named =
                new SnapshotFileEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        named.clusterId().high(state.clusterIdHigh()).low(state.clusterIdLow());
        named.logPosition(position).index(machine.index()).file(SnapshotFiles.name(position));
        idle.reset();
        while (target.offer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + named.encodedLength()) < 0) {
            idle.idle();
        }
    }

    static void load(
            final Image source,
            final StateMachine machine,
            final MemberSnapshots snapshots,
            final long position,
            final IdleStrategy idle) {
        final Records records = new Records(source, idle);
        final byte[] first = records.peek();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (first == null || first.length < MessageHeaderDecoder.ENCODED_LENGTH + SnapshotFileDecoder.BLOCK_LENGTH) {
            throw new SnapshotRefused("the recording has no record");
        }
        final UnsafeBuffer record = new UnsafeBuffer(first);
        if (header.wrap(record, 0).schemaId() == SnapshotFileDecoder.SCHEMA_ID
                && header.templateId() == SnapshotFileDecoder.TEMPLATE_ID) {
            snapshots.adopt(machine, new SnapshotFileDecoder().wrapAndApplyHeader(record, 0, header), position);
        } else {
            machine.loadSnapshot(position, records);
        }
    }

    /** Records of a recording that is being replayed; a poll may bring several. */
    private static final class Records implements SnapshotSource {
        private final Image image;
        private final IdleStrategy idle;
        private final Queue<byte[]> ready = new ArrayDeque<>();
        private final ImageFragmentAssembler assembler =
                new ImageFragmentAssembler((buffer, offset, length, header) -> add(buffer, offset, length));

        Records(final Image image, final IdleStrategy idle) {
            this.image = image;
            this.idle = idle;
        }

        /** The next record, which stays the next one; null at the end. */
        byte @Nullable [] peek() {
            idle.reset();
            while (ready.isEmpty()) {
                if (image.poll(assembler, 1) == 0) {
                    if (image.isEndOfStream() || image.isClosed()) {
                        return null;
                    }
                    idle.idle();
                }
            }
            return ready.peek();
        }

        @Override
        public boolean next(final SnapshotSink sink) {
            if (peek() == null) {
                return false;
            }
            final byte[] record = ready.remove();
            sink.onRecord(new UnsafeBuffer(record), 0, record.length);
            return true;
        }

        private void add(final DirectBuffer buffer, final int offset, final int length) {
            final byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            ready.add(record);
        }
    }
}
