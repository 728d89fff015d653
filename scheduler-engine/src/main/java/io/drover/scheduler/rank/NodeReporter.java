package io.drover.scheduler.rank;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.feasible.ClassVerdicts;
import io.drover.scheduler.feasible.CriterionChecker;
import io.drover.scheduler.feasible.CsiVolumeRules;
import io.drover.scheduler.feasible.DistinctRules;
import io.drover.scheduler.feasible.HostVolumeRules;
import io.drover.scheduler.feasible.NodeBase;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClass;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.Criteria;
import io.drover.scheduler.spec.JobSpec;

/**
 * Tells everything about a node that {@link Candidates} stops to look at once something speaks against it. For explanations, which may
 * take their time; the scan and this class ask the same rules.
 */
final class NodeReporter {
    private static final int NO_NAME_INDEX = -1;

    private final Fleet fleet;
    private final NodeBase base;
    private final CriterionChecker criteria;
    private final ClassVerdicts classVerdicts;
    private final HostVolumeRules volumes;
    private final CsiVolumeRules csi;
    private final DistinctRules distinct;
    private final Room room;
    private final Affinities affinities;
    private final Candidates candidates;
    private final NodeReport report = new NodeReport();

    NodeReporter(
            final Fleet fleet,
            final NodeBase base,
            final CriterionChecker criteria,
            final ClassVerdicts classVerdicts,
            final HostVolumeRules volumes,
            final CsiVolumeRules csi,
            final DistinctRules distinct,
            final Room room,
            final Affinities affinities,
            final Candidates candidates) {
        this.fleet = fleet;
        this.base = base;
        this.criteria = criteria;
        this.classVerdicts = classVerdicts;
        this.volumes = volumes;
        this.csi = csi;
        this.distinct = distinct;
        this.room = room;
        this.affinities = affinities;
        this.candidates = candidates;
    }

    /** Looks at a present node for the group that the candidates were scanned for; the report is valid until the next call. */
    NodeReport report(
            final JobSpec spec, final int group, final AllocView allocs, final PlanBuffer plan, final int node) {
        report.begin(node);
        report.cpuAskMhz = room.cpuAsk(node);
        report.cpuFreeMhz = fleet.cpuMhz(node) - fleet.cpuUsedMhz(node);
        report.memoryFreeMb = fleet.memoryMb(node) - fleet.memoryUsedMb(node);
        report.diskFreeMb = fleet.diskMb(node) - fleet.diskUsedMb(node);
        final int classRow = fleet.classRow(node);
        if (!fleet.isReady(node)) {
            report.note(Verdict.of(NodeReport.NOT_READY));
        } else if (!base.admitsClass(classRow)) {
            report.note(Verdict.of(NodeReport.ELSEWHERE));
        } else {
            judge(spec, group, allocs, plan, node, fleet.classes().get(classRow));
            if (Verdict.FITS == report.verdict) {
                score(spec, group, node, classRow);
            }
        }
        return report;
    }

    private void judge(
            final JobSpec spec,
            final int group,
            final AllocView allocs,
            final PlanBuffer plan,
            final int node,
            final NodeClass nodeClass) {
        // The verdict is the first failure, in the order of the checks; what follows completes the list.
        report.note(classVerdicts.check(spec, group, nodeClass, node, NO_NAME_INDEX));
        constraints(spec, group, node, nodeClass);
        report.lacks |= classVerdicts.lacks(spec, group, nodeClass, node, NO_NAME_INDEX);
        if (volumes.isActive()) {
            report.note(volumes.check(spec, node));
        }
        if (csi.isActive()) {
            report.note(csi.check(spec, group, allocs, node));
        }
        report.note(distinct.check(spec, node));
        report.note(room.verdict(spec, allocs, plan, node));
        report.lacks |= room.lacks(spec, allocs, plan, node);
    }

    private void constraints(final JobSpec spec, final int group, final int node, final NodeClass nodeClass) {
        final Criteria constraints = spec.constraints();
        for (int i = 0; i < constraints.count(); i++) {
            if (constraints.appliesTo(i, group) && !criteria.isMet(constraints, i, spec.texts(), nodeClass, node)) {
                report.unmet |= i < Long.SIZE ? 1L << i : 0;
                report.lacks |= 1L << Verdict.CONSTRAINT;
            }
        }
        if (Verdict.CONSTRAINT == Verdict.kind(report.verdict)) {
            final int first = Verdict.detail(report.verdict);
            report.foundValue = criteria.stringId(
                    spec.texts(), constraints.left(first), constraints.leftTarget(first), nodeClass, node);
        }
    }

    private void score(final JobSpec spec, final int group, final int node, final int classRow) {
        report.fitness = room.fitness(node);
        report.spread = candidates.boost(node);
        int terms = report.spread == 0 ? 1 : 2;
        final int collisions = distinct.collisions(node);
        if (collisions > 0) {
            report.antiAffinity =
                    Scores.antiAffinity(collisions, spec.group(group).desiredCount());
            terms++;
        }
        if (affinities.isActive()) {
            report.affinity = affinities.score(spec, node, classRow);
            terms++;
        }
        if (room.hasDeviceAffinities()) {
            report.devices = room.deviceAffinity(node);
            terms++;
        }
        report.score = Scores.mean(
                report.fitness + report.antiAffinity + report.affinity + report.devices + report.spread, terms);
    }
}
