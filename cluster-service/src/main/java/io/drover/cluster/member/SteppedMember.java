package io.drover.cluster.member;

import io.aeron.cluster.service.ClusteredService;
import io.drover.cluster.StateMachine;
import io.drover.cluster.member.journal.AppliedSink;
import io.drover.sbe.FeatureLevels;
import java.nio.file.Path;
import java.util.List;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A member's service without a cluster around it: whoever made it calls what the cluster would call, in its place and on one thread. For
 * simulations. Snapshots are taken from and given to the state machine; nothing is written to files.
 */
public final class SteppedMember {
    private final MemberService service;

    /**
     * A service before its start.
     *
     * @param queries from the gateway of the same process.
     * @param answers pages and changes to it.
     * @param levels feature levels of the version that the member is.
     * @param eventBytes memory for readers of events.
     * @param errorHandler told of defects that commands were refused for.
     */
    public SteppedMember(
            final int memberId,
            final RingBuffer queries,
            final RingBuffer answers,
            final FeatureLevels levels,
            final int eventBytes,
            final ErrorHandler errorHandler) {
        this(memberId, queries, answers, levels, eventBytes, errorHandler, null);
    }

    /** As above, and somebody is told of each entry that was applied. */
    public SteppedMember(
            final int memberId,
            final RingBuffer queries,
            final RingBuffer answers,
            final FeatureLevels levels,
            final int eventBytes,
            final ErrorHandler errorHandler,
            final @Nullable AppliedSink applied) {
        final MemberContext context = new MemberContext()
                .memberId(memberId)
                .members(List.of(new MemberEndpoints(memberId, "localhost", 0, 0, 0, 0, 0)))
                .directory(Path.of("nowhere"))
                .levels(levels)
                .queries(queries)
                .answers(answers)
                .eventBytes(eventBytes)
                .errorHandler(errorHandler);
        if (applied != null) {
            context.applied(applied);
        }
        context.conclude();
        service = new MemberService(context);
    }

    /** What the cluster calls. */
    public ClusteredService service() {
        return service;
    }

    /** What the log is applied to. */
    public StateMachine machine() {
        return service.machine();
    }
}
