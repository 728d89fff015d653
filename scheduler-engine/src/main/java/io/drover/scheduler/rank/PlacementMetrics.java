package io.drover.scheduler.rank;

import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.PlacementMetricEncoder;
import io.drover.scheduler.feasible.DistinctRules;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecTasks;
import io.drover.scheduler.spec.Texts;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes why a node was chosen, or none: how many nodes were looked at and left, and the scores of the best.
 */
final class PlacementMetrics {
    private static final int NONE = NodeHeaps.NONE;
    private static final int BINPACK = 1;
    private static final int ANTI_AFFINITY = 1 << 1;
    private static final int PENALTY = 1 << 2;
    private static final int AFFINITY = 1 << 3;
    private static final int SPREAD = 1 << 4;
    private static final int SPREADING = 1 << 5;
    private static final int SYSTEM = 1 << 6;
    private static final int DEVICES = 1 << 7;
    private static final int PREEMPTION = 1 << 8;

    private static final int TASK_REST = PlacementMetricEncoder.ExhaustedTasksEncoder.sbeBlockLength()
            + PlacementMetricEncoder.ExhaustedTasksEncoder.nameHeaderLength();
    private static final int FIXED_REST = PlacementMetricEncoder.ScoresEncoder.sbeHeaderSize()
            + TopNodes.COUNT_MAX * PlacementMetricEncoder.ScoresEncoder.sbeBlockLength()
            + PlacementMetricEncoder.ExhaustedTasksEncoder.sbeHeaderSize()
            + PlacementMetricEncoder.nodePoolHeaderLength();

    private final Fleet fleet;
    private final Room room;
    private final Affinities affinities;
    private final DistinctRules distinct;
    private final NodeCounts counts;
    private final PlacementMetricEncoder encoder = new PlacementMetricEncoder();
    private final int[] offsets = new int[TopNodes.COUNT_MAX];
    private int formerCount;
    private final int[] formerNodes = new int[TopNodes.COUNT_MAX];
    private final long[] formerScores = new long[TopNodes.COUNT_MAX];
    private final long[] formerBoosts = new long[TopNodes.COUNT_MAX];
    private final boolean[] formerPenalized = new boolean[TopNodes.COUNT_MAX];
    private final int[] formerOffsets = new int[TopNodes.COUNT_MAX];

    PlacementMetrics(
            final Fleet fleet,
            final Candidates candidates,
            final Room room,
            final Affinities affinities,
            final DistinctRules distinct,
            final CsiWords csiWords) {
        this.fleet = fleet;
        this.room = room;
        this.affinities = affinities;
        this.distinct = distinct;
        counts = new NodeCounts(fleet, candidates, csiWords);
    }

    /** The nodes were looked at anew: nothing encoded before holds any more. */
    void reset() {
        formerCount = 0;
    }

    /** What is on a node has changed, and with it what was encoded of it. */
    void forget(final int node) {
        for (int i = 0; i < formerCount; i++) {
            if (formerNodes[i] == node) {
                formerNodes[i] = NONE;
            }
        }
    }

    /** Encodes a metric at the end of the plan's metrics and answers its length; the caller keeps it. */
    int encode(final PlanBuffer plan, final JobSpec spec, final int group, final TopNodes top, final int coalesced) {
        counts.prepare(spec);
        final UnsafeBuffer buffer = plan.metricsForWrite(counts.length() + restMax(spec, group));
        counts.encode(encoder, buffer, plan.metricsLength());
        encoder.coalescedFailures(coalesced);
        encodeScores(buffer, spec, group, top);
        encodeExhaustedTasks(spec, group, top.count == 0);
        // Of system jobs, which stand on every node, the reference names no pool.
        final long pool = spec.isSystem() ? Texts.EMPTY : spec.nodePool();
        encoder.putNodePool(spec.texts().buffer(), Texts.offset(pool), Texts.length(pool));
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    /** The most bytes that may follow the counts. */
    private static int restMax(final JobSpec spec, final int group) {
        final SpecTasks tasks = spec.tasks();
        int length = FIXED_REST + Texts.length(spec.nodePool());
        for (int task = 0; task < tasks.count(); task++) {
            length += tasks.group(task) == group ? TASK_REST + Texts.length(tasks.name(task)) : 0;
        }
        return length;
    }

    private void encodeScores(
            final MutableDirectBuffer buffer, final JobSpec spec, final int group, final TopNodes top) {
        final int desiredCount = spec.group(group).desiredCount();
        final int parts = BINPACK
                | (affinities.isActive() ? AFFINITY : 0)
                | (room.isSpreading() ? SPREADING : 0)
                | (room.hasDeviceAffinities() ? DEVICES : 0)
                | (spec.isSystem() ? SYSTEM : 0);
        final PlacementMetricEncoder.ScoresEncoder each = encoder.scoresCount(top.count);
        for (int i = 0; i < top.count; i++) {
            each.next();
            final int offset = encoder.limit() - PlacementMetricEncoder.ScoresEncoder.sbeBlockLength();
            final int former = top.evicting[i] ? NONE : findFormer(top, i);
            if (former == NONE) {
                encodeScore(each, spec, top, i, parts, desiredCount);
            } else {
                buffer.putBytes(
                        offset, buffer, formerOffsets[former], PlacementMetricEncoder.ScoresEncoder.sbeBlockLength());
            }
            offsets[i] = offset;
        }
        keepFormer(top);
    }

    /** Position of the same entry in the metric before: of the best nodes all but one usually stay. */
    private int findFormer(final TopNodes top, final int at) {
        for (int i = 0; i < formerCount; i++) {
            if (formerNodes[i] == top.nodes[at]) {
                return formerScores[i] == top.scores[at]
                                && formerBoosts[i] == top.boosts[at]
                                && formerPenalized[i] == top.penalized[at]
                        ? i
                        : NONE;
            }
        }
        return NONE;
    }

    private void keepFormer(final TopNodes top) {
        formerCount = top.count;
        for (int i = 0; i < top.count; i++) {
            formerNodes[i] = top.evicting[i] ? NONE : top.nodes[i];
            formerScores[i] = top.scores[i];
            formerBoosts[i] = top.boosts[i];
            formerPenalized[i] = top.penalized[i];
            formerOffsets[i] = offsets[i];
        }
    }

    private void encodeScore(
            final PlacementMetricEncoder.ScoresEncoder each,
            final JobSpec spec,
            final TopNodes top,
            final int at,
            final int parts,
            final int desiredCount) {
        final int node = top.nodes[at];
        final int collisions = distinct.collisions(node);
        each.nodeId().high(fleet.idHigh(node)).low(fleet.idLow(node));
        each.normScore(top.scores[at])
                .nodeAffinity(affinities.isActive() ? affinities.score(spec, node, fleet.classRow(node)) : 0)
                .allocationSpread(top.boosts[at])
                .cpuMhz(fleet.cpuMhz(node))
                .cpuUsedMhz(fleet.cpuUsedMhz(node) + room.cpuAsk(node))
                .memoryMb(fleet.memoryMb(node))
                .memoryUsedMb(fleet.memoryUsedMb(node) + room.memoryAsk())
                .collisions(collisions)
                .desiredCount(desiredCount)
                .parts(parts
                        | (collisions > 0 ? ANTI_AFFINITY : 0)
                        | (top.penalized[at] ? PENALTY : 0)
                        | (top.boosts[at] != 0 ? SPREAD : 0)
                        | (top.evicting[at] ? PREEMPTION : 0))
                .devices(top.evicting[at] ? top.devices[at] : room.deviceAffinity(node))
                .preemption(top.evicting[at] ? top.preemptions[at] : 0);
    }

    private void encodeExhaustedTasks(final JobSpec spec, final int group, final boolean isFailed) {
        final SpecTasks tasks = spec.tasks();
        int count = 0;
        for (int task = 0; isFailed && counts.hasExhausted() && task < tasks.count(); task++) {
            count += tasks.group(task) == group ? 1 : 0;
        }
        final boolean lacksCpu = count > 0 && counts.isExhausted(Verdict.CPU);
        final boolean lacksMemory = count > 0 && counts.isExhausted(Verdict.MEMORY);
        final PlacementMetricEncoder.ExhaustedTasksEncoder each = encoder.exhaustedTasksCount(count);
        for (int task = 0; count > 0 && task < tasks.count(); task++) {
            if (tasks.group(task) == group) {
                final long name = tasks.name(task);
                each.next()
                        .cpuMhz(lacksCpu ? tasks.cpuMhz(task) : 0)
                        .memoryMb(lacksMemory ? tasks.memoryMb(task) : 0)
                        .putName(spec.texts().buffer(), Texts.offset(name), Texts.length(name));
            }
        }
    }
}
