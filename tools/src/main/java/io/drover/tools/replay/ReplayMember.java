package io.drover.tools.replay;

import io.aeron.cluster.service.Cluster;
import io.drover.cluster.StateMachine;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.member.SnapshotFileReader;
import io.drover.cluster.member.SteppedMember;
import io.drover.cluster.member.journal.AppliedSink;
import io.drover.sbe.FeatureLevels;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A member that lives on recorded entries: the real service with its state machine, and rings through which a gateway can ask it as it
 * asks a server's. One thread.
 */
final class ReplayMember implements AutoCloseable {
    private static final int EVENT_BYTES = 64 * 1024;

    private final ServiceSeam seam = new ServiceSeam(0);
    private final SteppedMember member;
    private final EntryFeed feed;

    /** A member without a state, or with that of a snapshot. */
    ReplayMember(
            final JournalHome.@Nullable Snapshot snapshot,
            final RingBuffer queries,
            final RingBuffer answers,
            final AppliedSink applied,
            final ErrorHandler errors) {
        member = new SteppedMember(0, queries, answers, FeatureLevels.OF_THIS_VERSION, EVENT_BYTES, errors, applied);
        feed = new EntryFeed(member.service(), seam);
        if (snapshot != null) {
            try (SnapshotFileReader file = new SnapshotFileReader(snapshot.file())) {
                member.machine().loadSnapshot(snapshot.position(), file);
            }
            seam.at(snapshot.position(), snapshot.clockMs());
        }
        seam.role(Cluster.Role.LEADER);
        announce();
    }

    /** Tells a gateway on the rings whom it speaks to, and that whatever it has read is out of date. */
    void announce() {
        member.service().onStart(seam, null);
        member.service().onRoleChange(Cluster.Role.LEADER);
    }

    EntryFeed feed() {
        return feed;
    }

    StateMachine machine() {
        return member.machine();
    }

    /** Answers what a gateway asked. */
    int serve() {
        return member.service().doBackgroundWork(0);
    }

    @Override
    public void close() {
        final Engine engine = machine().engine();
        if (engine != null) {
            engine.state().freeMemory();
        }
    }
}
