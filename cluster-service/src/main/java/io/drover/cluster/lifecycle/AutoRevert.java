package io.drover.cluster.lifecycle;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentGroupTable;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.JobTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.state.VersionTable;
import io.drover.scheduler.offheap.Slab;
import java.util.function.IntPredicate;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings a job back to its newest stable version when a deployment failed and a group asked for that. The stable version becomes a new
 * one, without its stability: only its own deployment can show that it is still good.
 */
public final class AutoRevert {
    /** What versions and texts a revert may need. */
    public static final int BYTES = 4_096;

    private static final int DESCRIPTION_LENGTH_MAX = 256;
    private static final DirectBuffer NONE = Text.of(" - no stable job version to auto revert to");
    private static final DirectBuffer SAME = Text.of(" - not rolling back to stable job version ");
    private static final DirectBuffer SAME_REASON = Text.of(" as current job has same specification");
    private static final DirectBuffer BACK = Text.of(" - rolling back to job version ");

    private final ClusterState state;
    private final JobTable jobs;
    private final VersionTable versions;
    private final JobVersions jobVersions;
    private final JobStatuses statuses;
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[DESCRIPTION_LENGTH_MAX]);
    private final UnsafeBuffer description = new UnsafeBuffer(0, 0);

    public AutoRevert(final ClusterState state, final JobVersions jobVersions, final JobStatuses statuses) {
        this.state = state;
        this.jobVersions = jobVersions;
        this.statuses = statuses;
        jobs = state.jobs();
        versions = state.versions();
    }

    /** Whether any group of a deployment that is meant wants its job back. */
    boolean isWanted(final int deployment, final IntPredicate isMeant) {
        final DeploymentTable deployments = state.deployments();
        final DeploymentGroupTable groups = deployments.groups();
        for (int group = groups.ofDeployment().first(deployment);
                Slab.NULL_ROW != group;
                group = groups.ofDeployment().next(group)) {
            if (groups.isAutoRevert(group) && isMeant.test(group)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Makes the newest stable version current again, unless it says what the current one says.
     *
     * @param reason why the deployment failed.
     * @param missesAloud whether the lack of a stable version is mentioned.
     * @return the reason and what became of the job; valid until the next call.
     */
    DirectBuffer apply(final int deployment, final DirectBuffer reason, final boolean missesAloud) {
        final int job = state.deployments().job(deployment);
        final int stable = newestStable(job);
        int length = Text.put(scratch, 0, reason);
        if (Slab.NULL_ROW == stable) {
            length = missesAloud ? Text.put(scratch, length, NONE) : length;
        } else if (jobVersions.isSame(stable, jobs.current(job))) {
            length = Text.put(scratch, length, SAME);
            length += scratch.putLongAscii(length, versions.version(stable));
            length = Text.put(scratch, length, SAME_REASON);
        } else if (versions.rows().hasRoomFor(1) && state.heap().hasRoomFor(BYTES, 8)) {
            length = Text.put(scratch, length, BACK);
            length += scratch.putLongAscii(length, versions.version(stable));
            jobVersions.repeat(job, stable);
            statuses.update(job);
        }
        description.wrap(scratch, 0, length);
        return description;
    }

    private int newestStable(final int job) {
        for (int row = versions.ofJob().last(job);
                Slab.NULL_ROW != row;
                row = versions.ofJob().previous(row)) {
            if (versions.isStable(row)) {
                return row;
            }
        }
        return Slab.NULL_ROW;
    }
}
