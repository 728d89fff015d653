package io.drover.cluster.rows;

import io.drover.cluster.eval.EvalQueue;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.EvalDetail;
import io.drover.cluster.state.EvalTable;
import io.drover.cluster.state.Heap;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.EvalRowEncoder;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.plan.GroupOutcomes.Count;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes evaluations. */
public final class EvalRowWriter {
    private final EvalTable evals;
    private final EvalDetail details;
    private final EvalQueue queue;
    private final Slab jobs;
    private final Heap heap;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final EvalRowEncoder encoder = new EvalRowEncoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    public EvalRowWriter(final ClusterState state, final EvalQueue queue) {
        this.queue = queue;
        evals = state.evals();
        details = evals.details();
        heap = state.heap();
        jobs = state.jobs().rows();
    }

    /** Writes an evaluation and returns the length of the message with its header. */
    public int write(final int row, final MutableDirectBuffer target, final int offset) {
        encoder.wrapAndApplyHeader(target, offset, header);
        encoder.evalId().high(evals.idHigh(row)).low(evals.idLow(row));
        encoder.handle(evals.rows().handle(row))
                .type(evals.type(row))
                .trigger(evals.trigger(row))
                .status(evals.status(row))
                .priority(evals.priority(row));
        encoder.nodeId().high(evals.nodeIdHigh(row)).low(evals.nodeIdLow(row));
        encoder.deploymentId().high(evals.deploymentIdHigh(row)).low(evals.deploymentIdLow(row));
        encoder.previousEval().high(evals.previousEvalHigh(row)).low(evals.previousEvalLow(row));
        encoder.nextEval().high(evals.nextEvalHigh(row)).low(evals.nextEvalLow(row));
        encoder.blockedEval().high(evals.blockedEvalHigh(row)).low(evals.blockedEvalLow(row));
        encoder.createIndex(evals.createIndex(row))
                .modifyIndex(evals.modifyIndex(row))
                .jobModifyIndex(evals.jobModifyIndex(row))
                .nodeModifyIndex(evals.nodeModifyIndex(row))
                .snapshotIndex(evals.snapshotIndex(row))
                .waitUntilMs(evals.waitUntilMs(row))
                .createTimeMs(evals.createTimeMs(row))
                .modifyTimeMs(evals.modifyTimeMs(row))
                .escaped(Bools.of(evals.isEscaped(row)))
                .isUnblocked(Bools.of(evals.isUnblocked(row)))
                .isReady(Bools.of(queue.contains(row)))
                .jobHandle(Slab.NULL_ROW == evals.job(row) ? Slab.NULL_HANDLE : jobs.handle(evals.job(row)));
        writeDetail(row);
        string(evals.namespace(row));
        encoder.putNamespace(view, 0, view.capacity());
        string(evals.jobId(row));
        encoder.putJobId(view, 0, view.capacity());
        string(evals.statusDescription(row));
        encoder.putStatusDescription(view, 0, view.capacity());
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    private void writeDetail(final int row) {
        final EvalRowEncoder.QueuedEncoder queued = encoder.queuedCount(details.queuedCount(row));
        for (int i = 0; i < details.queuedCount(row); i++) {
            string(details.queuedName(row, i));
            queued.next().queuedCount(details.queued(row, i)).isPlanned(Bools.of(details.isPlanned(row, i)));
            writeOutcomes(queued, row, i);
            queued.putGroup(view, 0, view.capacity());
        }
        final EvalRowEncoder.ClassesEncoder classes = encoder.classesCount(details.classCount(row));
        for (int i = 0; i < details.classCount(row); i++) {
            classes.next().computedClass(details.computedClass(row, i)).eligible(Bools.of(details.isEligible(row, i)));
        }
        final EvalRowEncoder.FailuresEncoder failures = encoder.failuresCount(details.failureCount(row));
        int failure = details.firstFailure(row);
        for (int i = details.failureCount(row); i > 0; i--) {
            string(details.failureName(row, failure));
            failures.next().putGroup(view, 0, view.capacity());
            failures.putMetric(
                    details.buffer(row), details.metricOffset(row, failure), details.metricLength(row, failure));
            failure = details.nextFailure(row, failure);
        }
    }

    private void writeOutcomes(final EvalRowEncoder.QueuedEncoder to, final int row, final int at) {
        to.ignore(details.outcome(row, at, Count.IGNORE))
                .place(details.outcome(row, at, Count.PLACE))
                .migrate(details.outcome(row, at, Count.MIGRATE))
                .stop(details.outcome(row, at, Count.STOP))
                .inPlaceUpdate(details.outcome(row, at, Count.IN_PLACE_UPDATE))
                .destructiveUpdate(details.outcome(row, at, Count.DESTRUCTIVE_UPDATE))
                .canary(details.outcome(row, at, Count.CANARY))
                .preemptions(details.outcome(row, at, Count.PREEMPTIONS))
                .disconnect(details.outcome(row, at, Count.DISCONNECT))
                .reconnect(details.outcome(row, at, Count.RECONNECT))
                .rescheduleNow(details.outcome(row, at, Count.RESCHEDULE_NOW))
                .rescheduleLater(details.outcome(row, at, Count.RESCHEDULE_LATER));
    }

    private void string(final int id) {
        heap.strings().wrap(id, view);
    }
}
