package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.EvalDetail;
import io.drover.cluster.state.EvalTable;
import io.drover.cluster.state.Heap;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.EvalStatus;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.EvalRowDecoder;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Loads evaluations, back into the queue or among those that wait. */
final class EvalRowLoader {
    private final Engine engine;
    private final ClusterState state;
    private final EvalTable evals;
    private final EvalDetail details;
    private final int[] outcomes = new int[Count.values().length];
    private boolean isPlanned;
    private final Heap heap;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EvalRowDecoder row = new EvalRowDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer metric = new UnsafeBuffer(0, 0);

    EvalRowLoader(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        evals = state.evals();
        details = evals.details();
        heap = state.heap();
    }

    void eval(final DirectBuffer record) {
        row.wrapAndApplyHeader(record, 0, header);
        final int eval =
                evals.restore(row.handle(), row.evalId().high(), row.evalId().low(), row.createIndex());
        readIds(eval);
        readFields(eval);
        final int job = state.jobs().rows().resolve(row.jobHandle());
        final boolean isReady = row.isReady() == Bool.YES;
        final boolean isUnblocked = row.isUnblocked() == Bool.YES;
        readDetail(eval);
        row.wrapNamespace(view);
        evals.namespace(eval, heap.intern(view));
        row.wrapJobId(view);
        evals.jobId(eval, heap.intern(view));
        row.wrapStatusDescription(view);
        evals.statusDescription(eval, heap.intern(view));
        evals.attach(eval, job);
        if (evals.status(eval) == EvalStatus.BLOCKED) {
            engine.blocked().add(eval);
            evals.isUnblocked(eval, isUnblocked);
        }
        if (isReady) {
            engine.queue().add(eval);
        }
    }

    private void readIds(final int eval) {
        evals.nodeId(eval, row.nodeId().high(), row.nodeId().low());
        evals.deploymentId(eval, row.deploymentId().high(), row.deploymentId().low());
        evals.previousEval(eval, row.previousEval().high(), row.previousEval().low());
        evals.nextEval(eval, row.nextEval().high(), row.nextEval().low());
        evals.blockedEval(eval, row.blockedEval().high(), row.blockedEval().low());
    }

    private void readFields(final int eval) {
        evals.type(eval, row.type());
        evals.trigger(eval, row.trigger());
        evals.status(eval, row.status());
        evals.priority(eval, row.priority());
        evals.modifyIndex(eval, row.modifyIndex());
        evals.jobModifyIndex(eval, row.jobModifyIndex());
        evals.nodeModifyIndex(eval, row.nodeModifyIndex());
        evals.snapshotIndex(eval, row.snapshotIndex());
        evals.waitUntilMs(eval, row.waitUntilMs());
        evals.createTimeMs(eval, row.createTimeMs());
        evals.modifyTimeMs(eval, row.modifyTimeMs());
        evals.isEscaped(eval, row.escaped() == Bool.YES);
    }

    private void readDetail(final int eval) {
        details.begin();
        for (final EvalRowDecoder.QueuedDecoder queued : row.queued()) {
            final int count = queued.queuedCount();
            readOutcomes(queued);
            queued.wrapGroup(view);
            details.addQueued(heap.intern(view), count);
            for (int i = 0; isPlanned && i < outcomes.length; i++) {
                details.addOutcome(i, outcomes[i]);
            }
        }
        for (final EvalRowDecoder.ClassesDecoder each : row.classes()) {
            details.addClass(each.computedClass(), each.eligible() == Bool.YES);
        }
        for (final EvalRowDecoder.FailuresDecoder failure : row.failures()) {
            failure.wrapGroup(view);
            failure.wrapMetric(metric);
            details.addFailure(heap.intern(view), metric, 0, metric.capacity());
        }
        details.store(eval);
    }

    private void readOutcomes(final EvalRowDecoder.QueuedDecoder from) {
        isPlanned = from.isPlanned() == Bool.YES;
        outcomes[Count.IGNORE.ordinal()] = from.ignore();
        outcomes[Count.PLACE.ordinal()] = from.place();
        outcomes[Count.MIGRATE.ordinal()] = from.migrate();
        outcomes[Count.STOP.ordinal()] = from.stop();
        outcomes[Count.IN_PLACE_UPDATE.ordinal()] = from.inPlaceUpdate();
        outcomes[Count.DESTRUCTIVE_UPDATE.ordinal()] = from.destructiveUpdate();
        outcomes[Count.CANARY.ordinal()] = from.canary();
        outcomes[Count.PREEMPTIONS.ordinal()] = from.preemptions();
        outcomes[Count.DISCONNECT.ordinal()] = from.disconnect();
        outcomes[Count.RECONNECT.ordinal()] = from.reconnect();
        outcomes[Count.RESCHEDULE_NOW.ordinal()] = from.rescheduleNow();
        outcomes[Count.RESCHEDULE_LATER.ordinal()] = from.rescheduleLater();
    }
}
