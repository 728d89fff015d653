package io.drover.cluster.eval;

import io.drover.cluster.lifecycle.DeploymentCounters;
import io.drover.cluster.spec.SpecGroup;
import io.drover.cluster.spec.SpecReader;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentGroupTable;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.IdSource;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.plan.DeploymentPlan;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Creates the deployment of a plan, or extends the current one by groups. */
public final class DeploymentMaker {
    /** Status description of a deployment that goes on. */
    public static final DirectBuffer RUNNING = Text.of("Deployment is running");

    private static final DirectBuffer NEEDS_PROMOTION = Text.of("Deployment is running but requires manual promotion");
    private static final DirectBuffer AUTO_PROMOTION = Text.of("Deployment is running pending automatic promotion");
    private static final DirectBuffer[] CAUSES = Arrays.stream(DeploymentPlan.Cause.values())
            .map(cause -> Text.of(cause.text()))
            .toArray(DirectBuffer[]::new);

    private final ClusterState state;
    private final DeploymentTable deployments;
    private final DeploymentGroupTable groups;
    private final Step step;
    private final SpecReader specs;
    private final DeploymentCounters counters;

    public DeploymentMaker(
            final ClusterState state, final Step step, final SpecReader specs, final DeploymentCounters counters) {
        this.state = state;
        this.step = step;
        this.specs = specs;
        this.counters = counters;
        deployments = state.deployments();
        groups = deployments.groups();
    }

    static DirectBuffer text(final DeploymentPlan.Cause cause) {
        return CAUSES[cause.ordinal()];
    }

    /** The deployment that placements belong to, created or found, or {@link Slab#NULL_ROW}. */
    int make(final int eval, final int job, final DeploymentPlan plan) {
        final int deployment = plan.isCreated() ? create(eval, job) : plan.current();
        for (int i = 0; i < plan.groupCount(); i++) {
            writeGroup(deployment, plan, i);
        }
        if (plan.isCreated()) {
            deployments.statusDescription(deployment, state.heap().intern(describe(deployment)));
        }
        if (plan.groupCount() > 0) {
            counters.touch(deployment);
        }
        return DeploymentPlan.NONE == deployment ? Slab.NULL_ROW : deployment;
    }

    private int create(final int eval, final int job) {
        final JobTable jobs = state.jobs();
        final IdSource id = step.nextId();
        final int version = jobs.current(job);
        final int deployment = deployments.insert(id.high(), id.low(), step.index(), version);
        deployments.namespace(deployment, state.heap().share(jobs.namespace(job)));
        deployments.jobId(deployment, state.heap().share(jobs.jobId(job)));
        deployments.jobVersion(deployment, state.versions().version(version));
        deployments.jobModifyIndex(deployment, jobs.modifyIndex(job));
        deployments.jobSpecModifyIndex(deployment, jobs.jobModifyIndex(job));
        deployments.jobCreateIndex(deployment, jobs.createIndex(job));
        deployments.evalPriority(deployment, state.evals().priority(eval));
        deployments.createTimeMs(deployment, step.nowMs());
        counters.touch(deployment);
        return deployment;
    }

    private void writeGroup(final int deployment, final DeploymentPlan plan, final int index) {
        final int group = plan.group(index);
        final int version = deployments.version(deployment);
        int row = groups.find(deployment, group);
        if (Slab.NULL_ROW == row) {
            row = groups.insert(
                    deployment, group, state.heap().share(state.versions().groupName(version, group)));
        }
        final SpecGroup rules = specs.group(version, group);
        groups.progressDeadlineMs(row, rules.progressDeadlineMs());
        groups.isAutoRevert(row, rules.isAutoRevert());
        groups.isAutoPromote(row, rules.isAutoPromote());
        groups.desiredTotal(row, plan.desiredTotal(index));
        groups.desiredCanaries(row, plan.desiredCanaries(index));
        groups.isPromoted(row, groups.isPromoted(row) || plan.isPromoted(index));
    }

    private DirectBuffer describe(final int deployment) {
        boolean hasCanaries = false;
        boolean isAutomatic = true;
        for (int group = groups.ofDeployment().first(deployment);
                Slab.NULL_ROW != group;
                group = groups.ofDeployment().next(group)) {
            if (groups.desiredCanaries(group) > 0) {
                hasCanaries = true;
                isAutomatic &= groups.isAutoPromote(group);
            }
        }
        if (!hasCanaries) {
            return RUNNING;
        }
        return isAutomatic ? AUTO_PROMOTION : NEEDS_PROMOTION;
    }
}
