package io.drover.scheduler.feasible;

import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.jobspec.Operand;
import io.drover.scheduler.AllocView;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClass;
import io.drover.scheduler.plan.Placements;
import io.drover.scheduler.plan.PlanBuffer;
import io.drover.scheduler.spec.Criteria;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.Target;
import io.drover.scheduler.spec.Texts;
import java.util.Arrays;

/**
 * {@code distinct_hosts} and {@code distinct_property} of one group: which nodes and values are in use by allocations that
 * exist and stay, and by those that the plan places.
 */
public final class DistinctRules {
    private static final int NODE_ID_KEY = 1 << 30;

    private final Fleet fleet;
    private final CriterionChecker criteria;
    private final Trial trial;
    private int[] jobUses = new int[64];
    private int[] groupUses = new int[64];
    private int usedCount;
    private int[] used = new int[64];
    private boolean isSystem;
    private boolean isDistinctInJob;
    private boolean isDistinctInGroup;

    private int propertyCount;
    private int[] properties = new int[4];
    private int[] allowed = new int[4];
    private ValueCounts[] counts = new ValueCounts[0];
    private int failedValue;
    private int failedUses;

    public DistinctRules(final Fleet fleet, final CriterionChecker criteria, final Trial trial) {
        this.fleet = fleet;
        this.criteria = criteria;
        this.trial = trial;
    }

    /**
     * Reads the rules of a group and counts what is in use.
     *
     * @param outcome position of the group among the job's allocations and the plan's outcomes.
     */
    public void prepare(
            final JobSpec spec,
            final int group,
            final int outcome,
            final JobAllocs jobAllocs,
            final AllocView allocs,
            final PlanBuffer plan) {
        isSystem = spec.isSystem();
        readRules(spec, group);
        clearUses();
        for (int g = 0; g < jobAllocs.groupCount(); g++) {
            for (int i = jobAllocs.first(g); i < jobAllocs.limit(g); i++) {
                countAlloc(spec, allocs, jobAllocs.row(i), g == outcome);
            }
        }
        final Placements placements = plan.placements();
        for (int i = 0; i < placements.count(); i++) {
            countUse(spec, placements.node(i), placements.outcome(i) == outcome);
        }
    }

    /** Allocations of the group that occupy the node and count against it; none do for system jobs. */
    public int collisions(final int node) {
        return isSystem ? 0 : groupUses[node];
    }

    /** Whether allocations of the job, or placements, occupy any node. */
    public boolean hasUses() {
        return usedCount > 0;
    }

    /** Whether a placement may change the verdict on other nodes. */
    public boolean hasProperties() {
        return propertyCount > 0;
    }

    /** The first rule that speaks against the node. */
    public int check(final JobSpec spec, final int node) {
        if (isDistinctInJob && jobUses[node] > 0 || isDistinctInGroup && groupUses[node] > 0) {
            return Verdict.of(Verdict.DISTINCT_HOSTS);
        }
        for (int i = 0; i < propertyCount; i++) {
            final int key = key(spec, properties[i], node);
            if (NodeClass.MISSING == key) {
                return Verdict.of(Verdict.MISSING_PROPERTY, properties[i]);
            }
            final int number = counts[i].find(key);
            final int uses = ValueCounts.NONE == number ? 0 : counts[i].uses(number);
            if (uses >= allowed[i]) {
                failedValue = key;
                failedUses = uses;
                return Verdict.of(Verdict.DISTINCT_PROPERTY, properties[i]);
            }
        }
        return Verdict.FITS;
    }

    /** String id of the value that the last {@code distinct_property} failed on. */
    public int failedValue() {
        return failedValue;
    }

    /** Allocations that use that value. */
    public int failedUses() {
        return failedUses;
    }

    /** The plan places an allocation of the group on a node. */
    public void placed(final JobSpec spec, final int node) {
        countUse(spec, node, true);
    }

    /** The plan stops, or no longer stops, an allocation of the group. */
    public void stopped(final JobSpec spec, final AllocView allocs, final int alloc, final boolean isStopped) {
        final int node = allocs.node(alloc);
        if (node < 0 || !fleet.isPresent(node)) {
            return;
        }
        final int by = isStopped ? -1 : 1;
        if (!Trial.isClientTerminal(allocs.clientStatus(alloc))) {
            use(node, by);
            groupUses[node] += by;
            if (DesiredStatus.RUN == allocs.desiredStatus(alloc)) {
                countProperties(spec, node, true, by);
            }
        }
    }

    private void clearUses() {
        for (int i = 0; i < usedCount; i++) {
            jobUses[used[i]] = 0;
            groupUses[used[i]] = 0;
        }
        usedCount = 0;
        if (fleet.rowLimit() > jobUses.length) {
            final int capacity = Math.max(fleet.rowLimit(), jobUses.length << 1);
            jobUses = new int[capacity];
            groupUses = new int[capacity];
        }
    }

    private void use(final int node, final int by) {
        if (jobUses[node] == 0) {
            if (usedCount == used.length) {
                used = Arrays.copyOf(used, usedCount << 1);
            }
            used[usedCount++] = node;
        }
        jobUses[node] += by;
    }

    private void readRules(final JobSpec spec, final int group) {
        isDistinctInJob = false;
        isDistinctInGroup = false;
        propertyCount = 0;
        if (!spec.group(group).hasDistinct()) {
            return;
        }
        final Criteria constraints = spec.constraints();
        for (int i = 0; i < constraints.count(); i++) {
            if (constraints.appliesTo(i, group)) {
                if (Operand.DISTINCT_HOSTS == constraints.operand(i)
                        && !spec.isSystem()
                        && isOn(spec.texts(), constraints.right(i))) {
                    isDistinctInJob |= Criteria.WHOLE == constraints.group(i);
                    isDistinctInGroup |= Criteria.WHOLE != constraints.group(i);
                } else if (Operand.DISTINCT_PROPERTY == constraints.operand(i)) {
                    addProperty(spec, i);
                }
            }
        }
    }

    private void addProperty(final JobSpec spec, final int constraint) {
        if (propertyCount == properties.length) {
            properties = Arrays.copyOf(properties, propertyCount << 1);
            allowed = Arrays.copyOf(allowed, propertyCount << 1);
        }
        if (propertyCount == counts.length) {
            counts = Arrays.copyOf(counts, propertyCount + 1);
            counts[propertyCount] = new ValueCounts();
        }
        counts[propertyCount].clear();
        properties[propertyCount] = constraint;
        allowed[propertyCount++] = allowedCount(spec.texts(), spec.constraints().right(constraint));
    }

    private void countAlloc(final JobSpec spec, final AllocView allocs, final int alloc, final boolean isSameGroup) {
        if (!trial.isProposed(alloc)) {
            return;
        }
        final int node = allocs.node(alloc);
        use(node, 1);
        if (isSameGroup) {
            groupUses[node]++;
        }
        if (DesiredStatus.RUN == allocs.desiredStatus(alloc)) {
            countProperties(spec, node, isSameGroup, 1);
        }
    }

    private void countUse(final JobSpec spec, final int node, final boolean isSameGroup) {
        use(node, 1);
        if (isSameGroup) {
            groupUses[node]++;
        }
        countProperties(spec, node, isSameGroup, 1);
    }

    private void countProperties(final JobSpec spec, final int node, final boolean isSameGroup, final int by) {
        for (int i = 0; i < propertyCount; i++) {
            final boolean isOfJob = Criteria.WHOLE == spec.constraints().group(properties[i]);
            final int key = isOfJob || isSameGroup ? key(spec, properties[i], node) : NodeClass.MISSING;
            if (NodeClass.MISSING != key) {
                counts[i].change(counts[i].add(key), by);
            }
        }
    }

    private int key(final JobSpec spec, final int constraint, final int node) {
        final Criteria constraints = spec.constraints();
        final Target target = constraints.leftTarget(constraint);
        return Target.NODE_ID == target
                ? NODE_ID_KEY | node
                : criteria.stringId(spec.texts(), constraints.left(constraint), target, fleet.nodeClass(node), node);
    }

    /** Whether a string of the table, or a node, is what a failed property is about. */
    public static boolean isNode(final int failedValue) {
        return (failedValue & NODE_ID_KEY) != 0;
    }

    private static boolean isOn(final Texts texts, final long right) {
        return !(texts.equalsAscii(right, "false")
                || texts.equalsAscii(right, "False")
                || texts.equalsAscii(right, "FALSE")
                || texts.equalsAscii(right, "f")
                || texts.equalsAscii(right, "F")
                || texts.equalsAscii(right, "0"));
    }

    /** A count of at least 1; 1 when none or no number is given. */
    private static int allowedCount(final Texts texts, final long right) {
        int value = 0;
        for (int i = 0; i < Texts.length(right); i++) {
            final int digit = texts.at(right, i) - '0';
            if (digit < 0 || digit > 9 || value > (Integer.MAX_VALUE - 9) / 10) {
                return 1;
            }
            value = value * 10 + digit;
        }
        return Math.max(1, value);
    }
}
