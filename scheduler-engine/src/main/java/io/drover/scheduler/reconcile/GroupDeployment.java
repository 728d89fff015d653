package io.drover.scheduler.reconcile;

import io.drover.scheduler.DeploymentView;
import io.drover.scheduler.feasible.Session;

/**
 * What the current deployment says of one group, and what it will say after this evaluation.
 */
final class GroupDeployment {
    private boolean exists;
    private boolean isPromoted;
    private int desiredTotal;
    private int desiredCanaries;
    private int healthy;
    private boolean isChanged;

    void read(final Session session, final Deployment deployment, final int group) {
        final DeploymentView deployments = session.view().deployments();
        final int current = deployment.current();
        exists = deployment.exists() && deployments.hasGroup(current, group);
        isPromoted = exists && deployments.isPromoted(current, group);
        desiredTotal = exists ? deployments.desiredTotal(current, group) : 0;
        desiredCanaries = exists ? deployments.desiredCanaries(current, group) : 0;
        isChanged = false;
        healthy = exists ? deployments.healthyAllocs(current, group) : 0;
    }

    /** Whether the current deployment has a state for the group already. */
    boolean exists() {
        return exists;
    }

    boolean isPromoted() {
        return isPromoted;
    }

    /** Whether canaries are wanted and not promoted yet. */
    boolean isCanarying() {
        return desiredCanaries != 0 && !isPromoted;
    }

    /** Allocations that a new state counts on; one that exists keeps its number. */
    void addDesired(final int allocs) {
        if (!exists) {
            desiredTotal += allocs;
        }
    }

    /** Wants so many canaries from now on. */
    void desiredCanaries(final int canaries) {
        isChanged |= exists && desiredCanaries != canaries;
        desiredCanaries = canaries;
    }

    /** Whether a state that exists already has to be written again. */
    boolean isChanged() {
        return isChanged;
    }

    int desiredTotal() {
        return desiredTotal;
    }

    int desiredCanaries() {
        return desiredCanaries;
    }

    /** Whether the group has all healthy allocations that it waits for, and its canaries were promoted. */
    boolean isSatisfied() {
        return healthy >= Math.max(desiredTotal, desiredCanaries) && !isCanarying();
    }
}
