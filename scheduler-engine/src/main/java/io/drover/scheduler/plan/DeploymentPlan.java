package io.drover.scheduler.plan;

import io.drover.sbe.common.DeploymentStatus;
import java.util.Arrays;

/**
 * What happens to the job's deployments: one may be created, or gain groups; others may change their status.
 */
public final class DeploymentPlan {
    /** No deployment. */
    public static final int NONE = -1;

    /** Why a deployment changes its status; the text is its status description. */
    public enum Cause {
        JOB_STOPPED("Cancelled because job is stopped"),
        NEWER_VERSION("Cancelled due to newer version of job"),
        SUCCESSFUL("Deployment completed successfully");

        private final String text;

        Cause(final String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    private static final Cause[] CAUSES = Cause.values();
    private static final DeploymentStatus[] STATUSES = DeploymentStatus.values();

    private boolean isCreated;
    private int current = NONE;

    private int groupCount;
    private int[] groups = new int[8];
    private int[] desiredTotals = new int[8];
    private int[] desiredCanaries = new int[8];
    private boolean[] promoted = new boolean[8];

    private int updateCount;
    private final int[] updated = new int[4];
    private final byte[] statuses = new byte[4];
    private final byte[] causes = new byte[4];

    void clear() {
        isCreated = false;
        current = NONE;
        groupCount = 0;
        updateCount = 0;
    }

    /** A deployment of the current job version is created, running. */
    public void create() {
        isCreated = true;
    }

    /** The deployment that exists already for the current job version. */
    public void current(final int deployment) {
        current = deployment;
    }

    /** A group of the current spec gets this state, in the created deployment or in the current one, replacing its former. */
    public void group(final int group, final int desiredTotal, final int desiredCanary, final boolean isPromoted) {
        if (groupCount == groups.length) {
            groups = Arrays.copyOf(groups, groupCount << 1);
            desiredTotals = Arrays.copyOf(desiredTotals, groupCount << 1);
            desiredCanaries = Arrays.copyOf(desiredCanaries, groupCount << 1);
            promoted = Arrays.copyOf(promoted, groupCount << 1);
        }
        groups[groupCount] = group;
        desiredTotals[groupCount] = desiredTotal;
        desiredCanaries[groupCount] = desiredCanary;
        promoted[groupCount++] = isPromoted;
    }

    /** A deployment changes its status. At most four a plan. */
    public void update(final int deployment, final DeploymentStatus status, final Cause cause) {
        updated[updateCount] = deployment;
        statuses[updateCount] = (byte) status.ordinal();
        causes[updateCount++] = (byte) cause.ordinal();
    }

    public boolean isCreated() {
        return isCreated;
    }

    /** Row of the deployment that placements belong to when none is created, or {@link #NONE}. */
    public int current() {
        return current;
    }

    /** Groups whose state is written. */
    public int groupCount() {
        return groupCount;
    }

    /** Index in the current spec; what update block the state is made of stands there. */
    public int group(final int index) {
        return groups[index];
    }

    public int desiredTotal(final int index) {
        return desiredTotals[index];
    }

    public int desiredCanaries(final int index) {
        return desiredCanaries[index];
    }

    public boolean isPromoted(final int index) {
        return promoted[index];
    }

    public int updateCount() {
        return updateCount;
    }

    public int updated(final int update) {
        return updated[update];
    }

    public DeploymentStatus status(final int update) {
        return STATUSES[statuses[update]];
    }

    public Cause cause(final int update) {
        return CAUSES[causes[update]];
    }
}
