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
    private int scoresFrom;
    private int formerStart = NONE;
    private int formerLength;
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
        formerStart = NONE;
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
        final int start = plan.metricsLength();
        final boolean isLikeFormer = formerStart != NONE
                && top.count > 0
                && top.count == formerCount
                && coalesced == 0
                && !counts.isChanged();
        final int length = isLikeFormer ? copy(plan, spec, group, top) : write(plan, spec, group, top, coalesced);
        keepFormer(top);
        formerStart = coalesced == 0 && top.count > 0 ? start : NONE;
        formerLength = length;
        return length;
    }

    /** A metric that differs from the one before in some of its scores only. */
    private int copy(final PlanBuffer plan, final JobSpec spec, final int group, final TopNodes top) {
        final UnsafeBuffer buffer = plan.metricsForWrite(formerLength);
        final int start = plan.metricsLength();
        buffer.putBytes(start, buffer, formerStart, scoresFrom);
        encodeScores(buffer, start + scoresFrom, spec, group, top);
        final int tail = scoresFrom + top.count * ScoreBlock.LENGTH;
        buffer.putBytes(start + tail, buffer, formerStart + tail, formerLength - tail);
        return formerLength;
    }

    private int write(
            final PlanBuffer plan, final JobSpec spec, final int group, final TopNodes top, final int coalesced) {
        counts.prepare(spec);
        final UnsafeBuffer buffer = plan.metricsForWrite(counts.length() + restMax(spec, group));
        counts.encode(encoder, buffer, plan.metricsLength());
        encoder.coalescedFailures(coalesced);
        final PlacementMetricEncoder.ScoresEncoder each = encoder.scoresCount(top.count);
        scoresFrom = encoder.limit() - plan.metricsLength();
        for (int i = 0; i < top.count; i++) {
            each.next();
        }
        encodeScores(buffer, plan.metricsLength() + scoresFrom, spec, group, top);
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
            final UnsafeBuffer buffer, final int from, final JobSpec spec, final int group, final TopNodes top) {
        int i = 0;
        while (i < top.count) {
            final int at = from + i * ScoreBlock.LENGTH;
            final int former = findFormer(top, i);
            int length = 1;
            if (former == NONE) {
                encodeScore(buffer, at, spec, group, top, i);
            } else {
                // Of the best nodes the first one usually goes and the others move up.
                while (i + length < top.count && isFormer(former + length, top, i + length)) {
                    length++;
                }
                buffer.putBytes(at, buffer, formerOffsets[former], length * ScoreBlock.LENGTH);
            }
            for (final int limit = i + length; i < limit; i++) {
                offsets[i] = from + i * ScoreBlock.LENGTH;
            }
        }
    }

    /** Position of the same entry in the metric before. */
    private int findFormer(final TopNodes top, final int at) {
        for (int i = 0; i < formerCount; i++) {
            if (isFormer(i, top, at)) {
                return i;
            }
        }
        return NONE;
    }

    private boolean isFormer(final int former, final TopNodes top, final int at) {
        return former < formerCount
                && !top.evicting[at]
                && formerNodes[former] == top.nodes[at]
                && formerScores[former] == top.scores[at]
                && formerBoosts[former] == top.boosts[at]
                && formerPenalized[former] == top.penalized[at];
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
            final UnsafeBuffer buffer,
            final int at,
            final JobSpec spec,
            final int group,
            final TopNodes top,
            final int index) {
        final int node = top.nodes[index];
        final int collisions = distinct.collisions(node);
        ScoreBlock.node(buffer, at, fleet.idHigh(node), fleet.idLow(node));
        ScoreBlock.scores(
                buffer,
                at,
                top.scores[index],
                affinities.isActive() ? affinities.score(spec, node, fleet.classRow(node)) : 0,
                top.boosts[index]);
        ScoreBlock.cpu(buffer, at, fleet.cpuMhz(node), fleet.cpuUsedMhz(node) + room.cpuAsk(node));
        ScoreBlock.memory(buffer, at, fleet.memoryMb(node), fleet.memoryUsedMb(node) + room.memoryAsk());
        ScoreBlock.parts(
                buffer,
                at,
                collisions,
                spec.group(group).desiredCount(),
                BINPACK
                        | (collisions > 0 ? ANTI_AFFINITY : 0)
                        | (top.penalized[index] ? PENALTY : 0)
                        | (affinities.isActive() ? AFFINITY : 0)
                        | (top.boosts[index] != 0 ? SPREAD : 0)
                        | (room.isSpreading() ? SPREADING : 0)
                        | (room.hasDeviceAffinities() ? DEVICES : 0)
                        | (top.evicting[index] ? PREEMPTION : 0)
                        | (spec.isSystem() ? SYSTEM : 0));
        ScoreBlock.others(
                buffer,
                at,
                top.evicting[index] ? top.devices[index] : room.deviceAffinity(node),
                top.evicting[index] ? top.preemptions[index] : 0);
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
