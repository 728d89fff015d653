package io.drover.cluster.member;

import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.ClusterRowDecoder;
import io.drover.sbe.snapshot.EdgeRowDecoder;
import io.drover.sbe.snapshot.SnapshotBeginDecoder;
import io.drover.sbe.snapshot.SnapshotEndDecoder;
import io.drover.scheduler.offheap.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Counts the records of a file of the state, and compares their digest with the one that it ends in. */
final class RecordTally {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Digest digest = new Digest();
    private final Map<Integer, StateInspection.Kind> kinds = new TreeMap<>();
    private final List<StateInspection.Server> servers = new ArrayList<>();
    private long rows;
    private long index;
    private long clockMs;
    private long expectedRows = -1;
    private long expectedDigest;

    void add(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            throw new SnapshotRefused("the snapshot is damaged: a record has only " + length + " bytes");
        }
        final int kind = header.wrap(buffer, offset).templateId();
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        if (kind == SnapshotBeginDecoder.TEMPLATE_ID) {
            index = new SnapshotBeginDecoder()
                    .wrap(buffer, body, header.blockLength(), header.version())
                    .index();
        } else if (kind == SnapshotEndDecoder.TEMPLATE_ID) {
            final SnapshotEndDecoder end =
                    new SnapshotEndDecoder().wrap(buffer, body, header.blockLength(), header.version());
            expectedRows = end.recordCount();
            expectedDigest = end.stateDigest();
        } else {
            if (kind == ClusterRowDecoder.TEMPLATE_ID) {
                clockMs = new ClusterRowDecoder()
                        .wrap(buffer, body, header.blockLength(), header.version())
                        .clockMs();
            }
            if (kind == EdgeRowDecoder.TEMPLATE_ID) {
                final EdgeRowDecoder edge =
                        new EdgeRowDecoder().wrap(buffer, body, header.blockLength(), header.version());
                servers.add(new StateInspection.Server(edge.memberId(), edge.name(), edge.httpAddress()));
            }
            digest.add(buffer, offset, length);
            rows++;
            kinds.merge(
                    kind,
                    new StateInspection.Kind(1, length),
                    (a, b) -> new StateInspection.Kind(a.count() + b.count(), a.bytes() + b.bytes()));
        }
    }

    StateInspection conclude(final SnapshotFileReader source) {
        if (rows != expectedRows) {
            throw new SnapshotRefused("the snapshot has " + rows + " rows where it was written with " + expectedRows);
        }
        if (digest.value() != expectedDigest) {
            throw new SnapshotRefused("the snapshot is damaged: its rows have digest "
                    + Long.toHexString(digest.value()) + " where " + Long.toHexString(expectedDigest)
                    + " was written");
        }
        return new StateInspection(
                source.clusterHigh(),
                source.clusterLow(),
                source.logPosition(),
                index,
                clockMs,
                expectedDigest,
                kinds,
                servers,
                List.of());
    }
}
