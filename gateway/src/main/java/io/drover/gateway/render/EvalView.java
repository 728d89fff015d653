package io.drover.gateway.render;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.EvalStatus;
import io.drover.sbe.common.EvalTrigger;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.EvalRowDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/** An evaluation row, read once in the row's order. */
public final class EvalView {
    final String id;
    final JobType type;
    final EvalTrigger trigger;
    final EvalStatus status;
    final int priority;
    final String nodeId;
    final String deploymentId;
    final String previousEval;
    final String nextEval;
    final String blockedEval;
    final long createIndex;
    final long modifyIndex;
    final long jobModifyIndex;
    final long nodeModifyIndex;
    final long snapshotIndex;
    final long waitUntilMs;
    final long createTimeMs;
    final long modifyTimeMs;
    final boolean isEscaped;
    final Map<String, Integer> queued = new TreeMap<>();
    final Map<String, DesiredUpdates> desired = new TreeMap<>();
    final Map<String, Boolean> classes = new TreeMap<>();
    final Map<String, byte[]> failures = new TreeMap<>();
    final String namespace;
    final String jobId;
    final String statusDescription;

    private EvalView(final EvalRowDecoder row) {
        id = Texts.uuid(row.evalId());
        type = row.type();
        trigger = row.trigger();
        status = row.status();
        priority = row.priority();
        nodeId = Texts.uuid(row.nodeId());
        deploymentId = Texts.uuid(row.deploymentId());
        previousEval = Texts.uuid(row.previousEval());
        nextEval = Texts.uuid(row.nextEval());
        blockedEval = Texts.uuid(row.blockedEval());
        createIndex = row.createIndex();
        modifyIndex = row.modifyIndex();
        jobModifyIndex = row.jobModifyIndex();
        nodeModifyIndex = row.nodeModifyIndex();
        snapshotIndex = row.snapshotIndex();
        waitUntilMs = row.waitUntilMs();
        createTimeMs = row.createTimeMs();
        modifyTimeMs = row.modifyTimeMs();
        isEscaped = row.escaped() == Bool.YES;
        for (final EvalRowDecoder.QueuedDecoder entry : row.queued()) {
            final int count = entry.queuedCount();
            final DesiredUpdates updates = entry.isPlanned() == Bool.YES ? DesiredUpdates.of(entry) : null;
            final String group = entry.group();
            queued.put(group, count);
            if (updates != null) {
                desired.put(group, updates);
            }
        }
        for (final EvalRowDecoder.ClassesDecoder entry : row.classes()) {
            classes.put(Texts.computedClass(entry.computedClass()), entry.eligible() == Bool.YES);
        }
        for (final EvalRowDecoder.FailuresDecoder entry : row.failures()) {
            final String group = entry.group();
            final byte[] metric = new byte[entry.metricLength()];
            entry.getMetric(metric, 0, metric.length);
            failures.put(group, metric);
        }
        namespace = row.namespace();
        jobId = row.jobId();
        statusDescription = row.statusDescription();
    }

    /** Reads the row at the offset, which is one of an evaluation. */
    public static EvalView of(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        return new EvalView(new EvalRowDecoder()
                .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version()));
    }

    /** Id of the evaluation. */
    public String id() {
        return id;
    }

    /** Namespace of its job. */
    public String namespace() {
        return namespace;
    }

    /** Its job. */
    public String jobId() {
        return jobId;
    }

    /** The deployment that it belongs to; empty for none. */
    public String deploymentId() {
        return deploymentId;
    }

    /** When it was made. */
    public long createIndex() {
        return createIndex;
    }

    /** Status as the API spells it. */
    public String status() {
        return Texts.lower(status);
    }

    /** The evaluations that it names: those before, after, and blocked because of it. */
    public List<String> neighbours() {
        return Stream.of(previousEval, nextEval, blockedEval)
                .filter(other -> !other.isEmpty())
                .toList();
    }
}
