package io.drover.cluster.rows;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeploymentGroupTable;
import io.drover.cluster.state.DeploymentTable;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.VersionTable;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.DeploymentRowEncoder;
import io.drover.scheduler.offheap.RowList;
import io.drover.scheduler.offheap.Slab;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes deployments with the states of their groups. */
public final class DeploymentRowWriter {
    private final DeploymentTable deployments;
    private final DeploymentGroupTable groups;
    private final VersionTable versions;
    private final Heap heap;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final DeploymentRowEncoder encoder = new DeploymentRowEncoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    public DeploymentRowWriter(final ClusterState state) {
        deployments = state.deployments();
        groups = deployments.groups();
        versions = state.versions();
        heap = state.heap();
    }

    /** Writes a deployment and returns the length of the message with its header. */
    public int write(final int row, final MutableDirectBuffer target, final int offset) {
        encoder.wrapAndApplyHeader(target, offset, header);
        encoder.deploymentId().high(deployments.idHigh(row)).low(deployments.idLow(row));
        encoder.handle(deployments.rows().handle(row))
                .status(deployments.status(row))
                .jobVersion(deployments.jobVersion(row))
                .jobModifyIndex(deployments.jobModifyIndex(row))
                .jobSpecModifyIndex(deployments.jobSpecModifyIndex(row))
                .jobCreateIndex(deployments.jobCreateIndex(row))
                .evalPriority(deployments.evalPriority(row))
                .createIndex(deployments.createIndex(row))
                .modifyIndex(deployments.modifyIndex(row))
                .createTimeMs(deployments.createTimeMs(row))
                .modifyTimeMs(deployments.modifyTimeMs(row))
                .versionHandle(versions.rows().handle(deployments.version(row)));
        writeGroups(row);
        string(deployments.namespace(row));
        encoder.putNamespace(view, 0, view.capacity());
        string(deployments.jobId(row));
        encoder.putJobId(view, 0, view.capacity());
        string(deployments.statusDescription(row));
        encoder.putStatusDescription(view, 0, view.capacity());
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    private void writeGroups(final int row) {
        final RowList ofDeployment = groups.ofDeployment();
        final DeploymentRowEncoder.GroupsEncoder rows = encoder.groupsCount(ofDeployment.count(row));
        for (int group = ofDeployment.first(row); Slab.NULL_ROW != group; group = ofDeployment.next(group)) {
            rows.next()
                    .groupIndex(groups.group(group))
                    .autoRevert(Bools.of(groups.isAutoRevert(group)))
                    .autoPromote(Bools.of(groups.isAutoPromote(group)))
                    .promoted(Bools.of(groups.isPromoted(group)))
                    .progressDeadlineMs(groups.progressDeadlineMs(group))
                    .requireProgressByMs(groups.requireProgressByMs(group))
                    .desiredCanaries(groups.desiredCanaries(group))
                    .desiredTotal(groups.desiredTotal(group))
                    .placedAllocs(groups.placedAllocs(group))
                    .healthyAllocs(groups.healthyAllocs(group))
                    .unhealthyAllocs(groups.unhealthyAllocs(group));
            final int canaryCount = groups.canaryCount(group);
            final DeploymentRowEncoder.GroupsEncoder.CanariesEncoder canaries = rows.canariesCount(canaryCount);
            for (int i = 0; i < canaryCount; i++) {
                canaries.next().allocId().high(groups.canaryHigh(group, i)).low(groups.canaryLow(group, i));
            }
            string(groups.name(group));
            rows.putName(view, 0, view.capacity());
        }
    }

    private void string(final int id) {
        heap.strings().wrap(id, view);
    }
}
