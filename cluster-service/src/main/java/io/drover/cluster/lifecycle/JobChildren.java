package io.drover.cluster.lifecycle;

import io.drover.cluster.eval.Evaluations;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.VersionTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.EvalTrigger;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes jobs of jobs: dispatches of a parameterized one and launches of a periodic one. A child says what its parent's version of the
 * moment says, and shares its content; later versions of the parent do not concern it.
 */
public final class JobChildren {
    /** Bytes that a child may need beside what is given along. */
    public static final int BYTES = 8_192;

    private static final int ID_LENGTH_MAX = 4_096;
    private static final int RANDOM_DIGITS = 8;
    private static final UnsafeBuffer LAUNCH = Text.of("/periodic-");
    private static final UnsafeBuffer DISPATCH = Text.of("/dispatch-");

    private final ClusterState state;
    private final JobTable jobs;
    private final VersionTable versions;
    private final Step step;
    private final JobVersions jobVersions;
    private final JobStatuses statuses;
    private final Evaluations evaluations;
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[ID_LENGTH_MAX]);
    private final UnsafeBuffer id = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer parentId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer namespace = new UnsafeBuffer(0, 0);

    public JobChildren(
            final ClusterState state,
            final Step step,
            final JobVersions jobVersions,
            final JobStatuses statuses,
            final Evaluations evaluations) {
        this.state = state;
        this.step = step;
        this.jobVersions = jobVersions;
        this.statuses = statuses;
        this.evaluations = evaluations;
        jobs = state.jobs();
        versions = state.versions();
    }

    /** Whether a child of a job can be made. */
    public boolean hasRoomFor(final int parent, final int bytes) {
        return jobs.rows().hasRoomFor(1)
                && versions.rows().hasRoomFor(1)
                && state.summaries().rows().hasRoomFor(versions.groupCount(jobs.current(parent)))
                && evaluations.hasRoomFor(1)
                && state.heap().hasRoomFor((long) bytes + BYTES, 16);
    }

    /** The child that was dispatched with a token, or {@link Slab#NULL_ROW}. */
    public int findByToken(final int parent, final DirectBuffer token) {
        final int string = 0 == token.capacity()
                ? StringTable.NULL_STRING
                : state.heap().strings().find(token, 0, token.capacity());
        if (StringTable.NULL_STRING == string) {
            return Slab.NULL_ROW;
        }
        for (int child = jobs.children().last(parent);
                Slab.NULL_ROW != child;
                child = jobs.children().previous(child)) {
            if (jobs.token(child) == string) {
                return child;
            }
        }
        return Slab.NULL_ROW;
    }

    /** Dispatches a job and answers the evaluation of its child. */
    public int dispatch(final int parent, final DispatchRequest request) {
        begin(parent, DISPATCH);
        int length = id.capacity();
        if (request.idPrefix().capacity() > 0) {
            length = Text.put(scratch, length, request.idPrefix());
            scratch.putByte(length++, (byte) '-');
        }
        length += scratch.putNaturalLongAscii(length, step.nowMs() / 1_000);
        scratch.putByte(length++, (byte) '-');
        // Of some ten thousand children of one second two may draw the same digits; a job of that name may also be
        // there before.
        do {
            id.wrap(scratch, 0, putDigits(length, step.nextId().high() >>> 32));
        } while (Slab.NULL_ROW != jobs.find(namespace, id));
        final int child = insert(parent);
        jobs.token(child, state.heap().intern(request.token()));
        jobVersions.dispatch(child, jobs.current(parent), parentId, request);
        return evaluate(child, EvalTrigger.JOB_REGISTER);
    }

    /** Launches a job and answers the evaluation of its child; the child of the same second is evaluated again. */
    public int launch(final int parent, final long timeMs) {
        begin(parent, LAUNCH);
        final int length = id.capacity();
        id.wrap(scratch, 0, length + scratch.putNaturalLongAscii(length, timeMs / 1_000));
        final int same = jobs.find(namespace, id);
        if (Slab.NULL_ROW != same) {
            return evaluate(same, EvalTrigger.PERIODIC_JOB);
        }
        final int child = insert(parent);
        jobVersions.launch(child, jobs.current(parent), parentId);
        return evaluate(child, EvalTrigger.PERIODIC_JOB);
    }

    private void begin(final int parent, final DirectBuffer kind) {
        state.heap().strings().wrap(jobs.namespace(parent), namespace);
        state.heap().strings().wrap(jobs.jobId(parent), parentId);
        id.wrap(scratch, 0, Text.put(scratch, Text.put(scratch, 0, parentId), kind));
    }

    private int putDigits(final int at, final long random) {
        int length = at;
        for (int digit = RANDOM_DIGITS - 1; digit >= 0; digit--) {
            scratch.putByte(length++, (byte) Character.forDigit((int) (random >>> 4 * digit) & 0xf, 16));
        }
        return length;
    }

    private int insert(final int parent) {
        final int child = jobVersions.insertJob(namespace, id);
        jobs.adopt(parent, child);
        statuses.onAdopted(child);
        return child;
    }

    private int evaluate(final int child, final EvalTrigger trigger) {
        final int eval = evaluations.create(child, trigger, evaluations.priority(child));
        statuses.update(child);
        return eval;
    }
}
