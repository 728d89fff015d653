package io.drover.cluster.lifecycle;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.VersionTable;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.JobOverlayDecoder;
import io.drover.sbe.snapshot.JobOverlayEncoder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes down how versions differ from the documents that they share: counts of groups, and what makes a child of a parent. */
final class JobOverlays {
    private static final DirectBuffer NOTHING = new UnsafeBuffer(new byte[0]);

    private final ClusterState state;
    private final VersionTable versions;
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final JobOverlayEncoder overlay = new JobOverlayEncoder();
    private final JobOverlayDecoder former = new JobOverlayDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer value = new UnsafeBuffer(0, 0);

    JobOverlays(final ClusterState state) {
        this.state = state;
        versions = state.versions();
    }

    /** Sets the counts of all groups, or none, and keeps what else there is. */
    void counts(final int version, final int[] counts, final int count) {
        final boolean hasFormer = 0 != state.heap().length(versions.overlay(version));
        if (!hasFormer && 0 == count) {
            return;
        }
        if (!hasFormer) {
            begin(false, false, 0, counts, count).metaCount(0);
            store(version, NOTHING, NOTHING, NOTHING);
            return;
        }
        state.heap().wrap(versions.overlay(version), view);
        former.wrapAndApplyHeader(view, 0, headerDecoder);
        begin(former.isDispatched() == Bool.YES, former.isLaunched() == Bool.YES, former.priority(), counts, count);
        for (final JobOverlayDecoder.CountsDecoder each : former.counts()) {
            each.desiredCount();
        }
        final JobOverlayDecoder.MetaDecoder pairs = former.meta();
        final JobOverlayEncoder.MetaEncoder meta = overlay.metaCount(pairs.count());
        while (pairs.hasNext()) {
            pairs.next().wrapKey(value);
            meta.next().putKey(value, 0, value.capacity());
            pairs.wrapValue(value);
            meta.putValue(value, 0, value.capacity());
        }
        former.wrapParentId(value);
        overlay.putParentId(value, 0, value.capacity());
        former.wrapToken(value);
        overlay.putToken(value, 0, value.capacity());
        former.wrapPayload(value);
        overlay.putPayload(value, 0, value.capacity());
        store(version);
    }

    /** A version is a launch of a periodic job. */
    void launched(final int version, final DirectBuffer parentId) {
        begin(false, true, 0, new int[0], 0).metaCount(0);
        store(version, parentId, NOTHING, NOTHING);
    }

    /** A version is a dispatch of a parameterized job. */
    void dispatched(final int version, final DirectBuffer parentId, final DispatchRequest request) {
        begin(true, false, request.priority(), new int[0], 0);
        request.putMeta(overlay);
        store(version, parentId, request.token(), request.payload());
    }

    private JobOverlayEncoder begin(
            final boolean isDispatched,
            final boolean isLaunched,
            final int priority,
            final int[] counts,
            final int count) {
        overlay.wrapAndApplyHeader(scratch, 0, header)
                .isDispatched(isDispatched ? Bool.YES : Bool.NO)
                .isLaunched(isLaunched ? Bool.YES : Bool.NO)
                .priority(priority);
        final JobOverlayEncoder.CountsEncoder group = overlay.countsCount(count);
        for (int i = 0; i < count; i++) {
            group.next().desiredCount(counts[i]);
        }
        return overlay;
    }

    private void store(
            final int version, final DirectBuffer parentId, final DirectBuffer token, final DirectBuffer payload) {
        overlay.putParentId(parentId, 0, parentId.capacity())
                .putToken(token, 0, token.capacity())
                .putPayload(payload, 0, payload.capacity());
        store(version);
    }

    private void store(final int version) {
        versions.overlay(
                version, state.heap().put(scratch, 0, MessageHeaderEncoder.ENCODED_LENGTH + overlay.encodedLength()));
    }
}
