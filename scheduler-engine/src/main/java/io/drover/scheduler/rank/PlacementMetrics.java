package io.drover.scheduler.rank;

import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.PlacementMetricEncoder;
import io.drover.scheduler.feasible.DistinctRules;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClass;
import io.drover.scheduler.fleet.NodeClasses;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.SpecGroup;
import io.drover.scheduler.spec.SpecTasks;
import io.drover.scheduler.spec.Texts;

/**
 * Encodes why a node was chosen, or none. Lists are in the order of their strings, or of the spec's checks, never in that of rows.
 */
final class PlacementMetrics {
    private static final int BINPACK = 1;
    private static final int ANTI_AFFINITY = 1 << 1;
    private static final int PENALTY = 1 << 2;
    private static final int AFFINITY = 1 << 3;
    private static final int SPREAD = 1 << 4;
    private static final int SPREADING = 1 << 5;
    private static final int SYSTEM = 1 << 6;

    private final Fleet fleet;
    private final StringTable strings;
    private final Candidates candidates;
    private final SpreadBoosts spreads;
    private final Affinities affinities;
    private final DistinctRules distinct;
    private final Words words;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PlacementMetricEncoder encoder = new PlacementMetricEncoder();
    private final NameCounts available = new NameCounts();
    private final NameCounts filteredClasses = new NameCounts();
    private final NameCounts exhaustedClasses = new NameCounts();
    private int[] order = new int[16];
    private int filteredEntries;
    private int exhaustedEntries;

    PlacementMetrics(
            final Fleet fleet,
            final Candidates candidates,
            final SpreadBoosts spreads,
            final Affinities affinities,
            final DistinctRules distinct) {
        this.fleet = fleet;
        strings = fleet.strings();
        this.candidates = candidates;
        this.spreads = spreads;
        this.affinities = affinities;
        this.distinct = distinct;
        words = new Words(strings);
    }

    /** Encodes a metric at the end of the plan's metrics and answers its length; the caller keeps it. */
    int encode(final PlanBuffer plan, final JobSpec spec, final int group, final TopNodes top, final int coalesced) {
        countNames();
        orderEntries();
        encoder.wrapAndApplyHeader(plan.metricsForWrite(), plan.metricsLength(), header)
                .nodesEvaluated(candidates.nodeCount())
                .nodesFiltered(candidates.tally().filtered())
                .nodesInPool(candidates.nodeCount())
                .nodesExhausted(candidates.tally().exhausted())
                .coalescedFailures(coalesced);
        encodeAvailable();
        encodeFilteredClasses();
        encodeConstraints(spec);
        encodeExhaustedClasses();
        encodeDimensions(spec);
        encodeScores(spec, group, top);
        encodeExhaustedTasks(spec, group, top.count == 0);
        // Of system jobs, which stand on every node, the reference names no pool.
        final long pool = spec.isSystem() ? Texts.EMPTY : spec.nodePool();
        encoder.putNodePool(spec.texts().buffer(), Texts.offset(pool), Texts.length(pool));
        return header.encodedLength() + encoder.encodedLength();
    }

    private void countNames() {
        available.clear();
        filteredClasses.clear();
        exhaustedClasses.clear();
        final NodeClasses classes = fleet.classes();
        for (int row = 0; row < classes.rowLimit(); row++) {
            if (candidates.readyOfClass(row) > 0) {
                final NodeClass nodeClass = classes.get(row);
                available.add(strings, nodeClass.datacenter(), candidates.readyOfClass(row));
                if (nodeClass.name() != StringTable.EMPTY) {
                    addPositive(filteredClasses, nodeClass.name(), candidates.filteredOfClass(row));
                    addPositive(exhaustedClasses, nodeClass.name(), candidates.exhaustedOfClass(row));
                }
            }
        }
    }

    private void addPositive(final NameCounts counts, final int name, final int by) {
        if (by > 0) {
            counts.add(strings, name, by);
        }
    }

    /** Sorts the tally's entries that count nodes by verdict, value and use; verdicts of exhaustion come last by themselves. */
    private void orderEntries() {
        final Tally tally = candidates.tally();
        if (tally.count() > order.length) {
            order = new int[Math.max(tally.count(), order.length << 1)];
        }
        filteredEntries = 0;
        exhaustedEntries = 0;
        for (int entry = 0; entry < tally.count(); entry++) {
            if (tally.nodes(entry) > 0) {
                int at = filteredEntries + exhaustedEntries;
                while (at > 0 && precedes(tally, entry, order[at - 1])) {
                    order[at] = order[at - 1];
                    at--;
                }
                order[at] = entry;
                if (Verdict.isExhausted(tally.verdict(entry))) {
                    exhaustedEntries++;
                } else {
                    filteredEntries++;
                }
            }
        }
    }

    private boolean precedes(final Tally tally, final int a, final int b) {
        if (tally.verdict(a) != tally.verdict(b)) {
            return tally.verdict(a) < tally.verdict(b);
        }
        if (tally.use(a) != tally.use(b)) {
            return tally.use(a) > tally.use(b);
        }
        return !DistinctRules.isNode(tally.value(a)) && strings.compare(tally.value(a), tally.value(b)) < 0;
    }

    private void encodeAvailable() {
        final PlacementMetricEncoder.NodesAvailableEncoder each = encoder.nodesAvailableCount(available.count());
        for (int i = 0; i < available.count(); i++) {
            final int name = available.name(i);
            each.next()
                    .nodeCount(available.count(i))
                    .putDatacenter(strings.buffer(name), strings.offset(name), strings.length(name));
        }
    }

    private void encodeFilteredClasses() {
        final PlacementMetricEncoder.ClassFilteredEncoder each = encoder.classFilteredCount(filteredClasses.count());
        for (int i = 0; i < filteredClasses.count(); i++) {
            final int name = filteredClasses.name(i);
            each.next()
                    .nodeCount(filteredClasses.count(i))
                    .putName(strings.buffer(name), strings.offset(name), strings.length(name));
        }
    }

    private void encodeExhaustedClasses() {
        final PlacementMetricEncoder.ClassExhaustedEncoder each = encoder.classExhaustedCount(exhaustedClasses.count());
        for (int i = 0; i < exhaustedClasses.count(); i++) {
            final int name = exhaustedClasses.name(i);
            each.next()
                    .nodeCount(exhaustedClasses.count(i))
                    .putName(strings.buffer(name), strings.offset(name), strings.length(name));
        }
    }

    private void encodeConstraints(final JobSpec spec) {
        final PlacementMetricEncoder.ConstraintFilteredEncoder each = encoder.constraintFilteredCount(filteredEntries);
        for (int i = 0; i < filteredEntries; i++) {
            final int entry = order[i];
            word(spec, entry);
            each.next().nodeCount(candidates.tally().nodes(entry)).putReason(words.buffer(), 0, words.length());
        }
    }

    private void encodeDimensions(final JobSpec spec) {
        final PlacementMetricEncoder.DimensionExhaustedEncoder each = encoder.dimensionExhaustedCount(exhaustedEntries);
        for (int i = filteredEntries; i < filteredEntries + exhaustedEntries; i++) {
            final int entry = order[i];
            word(spec, entry);
            each.next().nodeCount(candidates.tally().nodes(entry)).putDimension(words.buffer(), 0, words.length());
        }
    }

    private void word(final JobSpec spec, final int entry) {
        final Tally tally = candidates.tally();
        words.of(spec, tally.verdict(entry), tally.value(entry), tally.use(entry));
    }

    private void encodeScores(final JobSpec spec, final int group, final TopNodes top) {
        final SpecGroup ask = spec.group(group);
        final PlacementMetricEncoder.ScoresEncoder each = encoder.scoresCount(top.count);
        for (int i = 0; i < top.count; i++) {
            final int node = top.nodes[i];
            final int collisions = distinct.collisions(node);
            final long boost = spreads.boost(spreads.classOf(spec, node));
            each.next().nodeId().high(fleet.idHigh(node)).low(fleet.idLow(node));
            each.normScore(top.scores[i])
                    .nodeAffinity(affinities.isActive() ? affinities.score(spec, node, fleet.classRow(node)) : 0)
                    .allocationSpread(boost)
                    .cpuMhz(fleet.cpuMhz(node))
                    .cpuUsedMhz(fleet.cpuUsedMhz(node) + candidates.cpuAsk(ask, node))
                    .memoryMb(fleet.memoryMb(node))
                    .memoryUsedMb(fleet.memoryUsedMb(node) + ask.footprint().memoryMb())
                    .collisions(collisions)
                    .desiredCount(ask.desiredCount())
                    .parts(BINPACK
                            | (collisions > 0 ? ANTI_AFFINITY : 0)
                            | (top.penalized[i] ? PENALTY : 0)
                            | (affinities.isActive() ? AFFINITY : 0)
                            | (boost != 0 ? SPREAD : 0)
                            | (candidates.isSpreading() ? SPREADING : 0)
                            | (spec.isSystem() ? SYSTEM : 0));
        }
    }

    private void encodeExhaustedTasks(final JobSpec spec, final int group, final boolean isFailed) {
        final SpecTasks tasks = spec.tasks();
        int count = 0;
        for (int task = 0; isFailed && exhaustedEntries > 0 && task < tasks.count(); task++) {
            count += tasks.group(task) == group ? 1 : 0;
        }
        final boolean lacksCpu = isExhausted(Verdict.CPU);
        final boolean lacksMemory = isExhausted(Verdict.MEMORY);
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

    private boolean isExhausted(final int kind) {
        for (int i = filteredEntries; i < filteredEntries + exhaustedEntries; i++) {
            if (Verdict.kind(candidates.tally().verdict(order[i])) == kind) {
                return true;
            }
        }
        return false;
    }
}
