package io.drover.cluster.member;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.ImageFragmentAssembler;
import io.drover.cluster.StateMachine;
import io.drover.cluster.snapshot.SnapshotSink;
import io.drover.cluster.snapshot.SnapshotSource;
import java.util.ArrayDeque;
import java.util.Queue;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** Carries the records of a snapshot into a recording and out of it. One record is one message. */
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

    static void load(final Image source, final StateMachine machine, final long position, final IdleStrategy idle) {
        machine.loadSnapshot(position, new Records(source, idle));
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

        @Override
        public boolean next(final SnapshotSink sink) {
            idle.reset();
            while (ready.isEmpty()) {
                if (image.poll(assembler, 1) == 0) {
                    if (image.isEndOfStream() || image.isClosed()) {
                        return false;
                    }
                    idle.idle();
                }
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
