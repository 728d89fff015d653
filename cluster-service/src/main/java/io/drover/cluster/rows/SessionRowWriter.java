package io.drover.cluster.rows;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.SessionTable;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.SessionRowEncoder;
import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.Slab;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes sessions in the order of their gateways' ids, each in as many records as its replies need. */
public final class SessionRowWriter {
    private static final int REPLIES_PER_RECORD = 512;

    private final SessionTable sessions;
    private final Heap heap;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SessionRowEncoder encoder = new SessionRowEncoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    public SessionRowWriter(final ClusterState state) {
        sessions = state.sessions();
        heap = state.heap();
    }

    /** Writes all sessions, each record at the beginning of the target, and tells its length. */
    public void writeAll(final MutableDirectBuffer target, final IntConsumer lengths) {
        final Slab rows = sessions.rows();
        final long[] gateways = new long[rows.count()];
        int count = 0;
        for (int row = rows.first(); Slab.NULL_ROW != row; row = rows.next(row)) {
            gateways[count++] = sessions.gatewayId(row);
        }
        Arrays.sort(gateways);
        final int[] rowOf = new int[count];
        for (int row = rows.first(); Slab.NULL_ROW != row; row = rows.next(row)) {
            rowOf[Arrays.binarySearch(gateways, sessions.gatewayId(row))] = row;
        }
        for (final int row : rowOf) {
            writeSession(row, target, lengths);
        }
    }

    private void writeSession(final int row, final MutableDirectBuffer target, final IntConsumer lengths) {
        final long last = sessions.highest(row);
        long number = sessions.acknowledged(row) + 1;
        do {
            final long limit = Math.min(last + 1, number + REPLIES_PER_RECORD);
            lengths.accept(writeRecord(row, number, limit, target));
            number = limit;
        } while (number <= last);
    }

    private int writeRecord(final int row, final long from, final long limit, final MutableDirectBuffer target) {
        int count = 0;
        for (long number = from; number < limit; number++) {
            count += BlobHeap.NULL_BLOB == sessions.reply(row, number) ? 0 : 1;
        }
        encoder.wrapAndApplyHeader(target, 0, header)
                .gatewayId(sessions.gatewayId(row))
                .acknowledged(sessions.acknowledged(row))
                .highest(sessions.highest(row))
                .lastSeenMs(sessions.lastSeenMs(row));
        final SessionRowEncoder.RepliesEncoder replies = encoder.repliesCount(count);
        for (long number = from; number < limit; number++) {
            if (BlobHeap.NULL_BLOB != sessions.reply(row, number)) {
                heap.wrap(sessions.reply(row, number), view);
                replies.next().number(number).putReply(view, 0, view.capacity());
            }
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
