package io.drover.cluster.wire;

import static io.drover.cluster.wire.Shape.block;

import io.drover.sbe.snapshot.AclRowDecoder;
import io.drover.sbe.snapshot.AllocRowDecoder;
import io.drover.sbe.snapshot.AutopilotRowDecoder;
import io.drover.sbe.snapshot.ClusterRowDecoder;
import io.drover.sbe.snapshot.CsiClaimRowDecoder;
import io.drover.sbe.snapshot.CsiMemberRowDecoder;
import io.drover.sbe.snapshot.CsiPluginRowDecoder;
import io.drover.sbe.snapshot.CsiVolumeRowDecoder;
import io.drover.sbe.snapshot.DeadlineRowDecoder;
import io.drover.sbe.snapshot.DeploymentRowDecoder;
import io.drover.sbe.snapshot.EdgeRowDecoder;
import io.drover.sbe.snapshot.EvalRowDecoder;
import io.drover.sbe.snapshot.HostVolumeClaimRowDecoder;
import io.drover.sbe.snapshot.HostVolumeRowDecoder;
import io.drover.sbe.snapshot.IndexRowDecoder;
import io.drover.sbe.snapshot.JobRowDecoder;
import io.drover.sbe.snapshot.JobSummaryRowDecoder;
import io.drover.sbe.snapshot.JobVersionRowDecoder;
import io.drover.sbe.snapshot.MemberLevelsRowDecoder;
import io.drover.sbe.snapshot.NamespaceRowDecoder;
import io.drover.sbe.snapshot.NodePoolRowDecoder;
import io.drover.sbe.snapshot.NodeRowDecoder;
import io.drover.sbe.snapshot.RestoreChunkRowDecoder;
import io.drover.sbe.snapshot.RootKeyRowDecoder;
import io.drover.sbe.snapshot.ScalingEventsRowDecoder;
import io.drover.sbe.snapshot.SchedulerConfigRowDecoder;
import io.drover.sbe.snapshot.ServiceRowDecoder;
import io.drover.sbe.snapshot.SessionRowDecoder;
import io.drover.sbe.snapshot.SnapshotBeginDecoder;
import io.drover.sbe.snapshot.SnapshotEndDecoder;
import io.drover.sbe.snapshot.SnapshotFileDecoder;
import io.drover.sbe.snapshot.VariableRowDecoder;
import io.drover.sbe.snapshot.VolumeUseRowDecoder;
import org.jspecify.annotations.Nullable;

/** The shapes of the records of a snapshot, so that a damaged one is refused instead of being read out of bounds. */
public final class SnapshotShapes {
    private static final int TEMPLATE_ID_MAX = 255;
    private static final int TEXT = Character.MAX_VALUE;
    private static final @Nullable Shape[] SHAPES = new @Nullable Shape[TEMPLATE_ID_MAX + 1];

    static {
        addFrame();
        addNodes();
        addJobs();
        addWork();
        addSmall();
    }

    private SnapshotShapes() {}

    /** The shape of a record, or null when this version does not know it. */
    public static @Nullable Shape of(final int templateId) {
        return templateId >= 0 && templateId <= TEMPLATE_ID_MAX ? SHAPES[templateId] : null;
    }

    private static void addFrame() {
        add(SnapshotBeginDecoder.TEMPLATE_ID, block(SnapshotBeginDecoder.BLOCK_LENGTH));
        add(SnapshotEndDecoder.TEMPLATE_ID, block(SnapshotEndDecoder.BLOCK_LENGTH));
        add(
                SnapshotFileDecoder.TEMPLATE_ID,
                block(SnapshotFileDecoder.BLOCK_LENGTH).texts(1, TEXT));
        add(
                ClusterRowDecoder.TEMPLATE_ID,
                block(ClusterRowDecoder.BLOCK_LENGTH)
                        .group(block(ClusterRowDecoder.LimitsDecoder.sbeBlockLength()))
                        .texts(1, TEXT));
        add(IndexRowDecoder.TEMPLATE_ID, block(IndexRowDecoder.BLOCK_LENGTH));
        add(
                SessionRowDecoder.TEMPLATE_ID,
                block(SessionRowDecoder.BLOCK_LENGTH)
                        .group(block(SessionRowDecoder.RepliesDecoder.sbeBlockLength())
                                .bytes(1)));
        add(DeadlineRowDecoder.TEMPLATE_ID, block(DeadlineRowDecoder.BLOCK_LENGTH));
    }

    private static void addNodes() {
        add(
                NodeRowDecoder.TEMPLATE_ID,
                block(NodeRowDecoder.BLOCK_LENGTH)
                        .group(block(NodeRowDecoder.AttributesDecoder.sbeBlockLength())
                                .texts(2, TEXT))
                        .group(block(NodeRowDecoder.MetaDecoder.sbeBlockLength())
                                .texts(2, TEXT))
                        .group(block(NodeRowDecoder.DriversDecoder.sbeBlockLength())
                                .texts(1, TEXT))
                        .group(block(NodeRowDecoder.NetworksDecoder.sbeBlockLength())
                                .texts(4, TEXT))
                        .group(block(NodeRowDecoder.ReservedPortsDecoder.sbeBlockLength()))
                        .group(block(NodeRowDecoder.HostVolumesDecoder.sbeBlockLength())
                                .texts(1, TEXT))
                        .group(block(NodeRowDecoder.DevicesDecoder.sbeBlockLength())
                                .group(block(NodeRowDecoder.DevicesDecoder.InstancesDecoder.sbeBlockLength())
                                        .texts(1, TEXT))
                                .group(block(NodeRowDecoder.DevicesDecoder.AttributesDecoder.sbeBlockLength())
                                        .texts(3, TEXT))
                                .texts(3, TEXT))
                        .group(block(NodeRowDecoder.CoresDecoder.sbeBlockLength()))
                        .group(block(NodeRowDecoder.CsiPluginsDecoder.sbeBlockLength())
                                .group(block(NodeRowDecoder.CsiPluginsDecoder.SegmentsDecoder.sbeBlockLength())
                                        .texts(2, TEXT))
                                .texts(3, TEXT)
                                .bytes(1))
                        .group(block(NodeRowDecoder.EventsDecoder.sbeBlockLength())
                                .texts(2, TEXT)
                                .bytes(1))
                        .texts(4, TEXT)
                        .bytes(2));
    }

    private static void addJobs() {
        add(
                JobRowDecoder.TEMPLATE_ID,
                block(JobRowDecoder.BLOCK_LENGTH)
                        .group(block(JobRowDecoder.GroupsDecoder.sbeBlockLength())
                                .texts(1, TEXT))
                        .texts(2, TEXT)
                        .bytes(2)
                        .texts(3, TEXT)
                        .bytes(1));
        add(
                ScalingEventsRowDecoder.TEMPLATE_ID,
                block(ScalingEventsRowDecoder.BLOCK_LENGTH)
                        .group(block(ScalingEventsRowDecoder.EventsDecoder.sbeBlockLength())
                                .texts(1, TEXT)
                                .bytes(2)));
        add(JobSummaryRowDecoder.TEMPLATE_ID, block(JobSummaryRowDecoder.BLOCK_LENGTH));
        add(
                JobVersionRowDecoder.TEMPLATE_ID,
                block(JobVersionRowDecoder.BLOCK_LENGTH)
                        .group(block(JobVersionRowDecoder.GroupsDecoder.sbeBlockLength())
                                .texts(1, TEXT))
                        .texts(1, TEXT)
                        .bytes(5)
                        .texts(2, TEXT));
    }

    private static void addWork() {
        add(
                EvalRowDecoder.TEMPLATE_ID,
                block(EvalRowDecoder.BLOCK_LENGTH)
                        .group(block(EvalRowDecoder.QueuedDecoder.sbeBlockLength())
                                .texts(1, TEXT))
                        .group(block(EvalRowDecoder.ClassesDecoder.sbeBlockLength()))
                        .group(block(EvalRowDecoder.FailuresDecoder.sbeBlockLength())
                                .texts(1, TEXT)
                                .bytes(1))
                        .texts(3, TEXT));
        add(
                AllocRowDecoder.TEMPLATE_ID,
                block(AllocRowDecoder.BLOCK_LENGTH)
                        .group(block(AllocRowDecoder.TasksDecoder.sbeBlockLength())
                                .texts(1, TEXT))
                        .group(block(AllocRowDecoder.CoresDecoder.sbeBlockLength()))
                        .group(block(AllocRowDecoder.DevicesDecoder.sbeBlockLength())
                                .texts(5, TEXT))
                        .group(block(AllocRowDecoder.PortsDecoder.sbeBlockLength())
                                .texts(3, TEXT))
                        .group(block(AllocRowDecoder.StatesDecoder.sbeBlockLength()))
                        .group(block(AllocRowDecoder.ReschedulesDecoder.sbeBlockLength()))
                        .group(block(AllocRowDecoder.PreemptedDecoder.sbeBlockLength()))
                        .texts(8, TEXT)
                        .bytes(3));
        add(
                DeploymentRowDecoder.TEMPLATE_ID,
                block(DeploymentRowDecoder.BLOCK_LENGTH)
                        .group(block(DeploymentRowDecoder.GroupsDecoder.sbeBlockLength())
                                .group(block(DeploymentRowDecoder.GroupsDecoder.CanariesDecoder.sbeBlockLength()))
                                .texts(1, TEXT))
                        .texts(3, TEXT));
        add(
                ServiceRowDecoder.TEMPLATE_ID,
                block(ServiceRowDecoder.BLOCK_LENGTH).texts(6, TEXT).bytes(1));
    }

    private static void addSmall() {
        add(
                AclRowDecoder.TEMPLATE_ID,
                block(AclRowDecoder.BLOCK_LENGTH).texts(2, TEXT).bytes(1));
        add(
                NamespaceRowDecoder.TEMPLATE_ID,
                block(NamespaceRowDecoder.BLOCK_LENGTH).texts(1, TEXT).bytes(1));
        add(
                NodePoolRowDecoder.TEMPLATE_ID,
                block(NodePoolRowDecoder.BLOCK_LENGTH).texts(1, TEXT).bytes(1));
        add(
                RestoreChunkRowDecoder.TEMPLATE_ID,
                block(RestoreChunkRowDecoder.BLOCK_LENGTH).bytes(1));
        add(
                MemberLevelsRowDecoder.TEMPLATE_ID,
                block(MemberLevelsRowDecoder.BLOCK_LENGTH).texts(1, TEXT));
        add(AutopilotRowDecoder.TEMPLATE_ID, block(AutopilotRowDecoder.BLOCK_LENGTH));
        add(RootKeyRowDecoder.TEMPLATE_ID, block(RootKeyRowDecoder.BLOCK_LENGTH).bytes(2));
        add(SchedulerConfigRowDecoder.TEMPLATE_ID, block(SchedulerConfigRowDecoder.BLOCK_LENGTH));
        add(
                VariableRowDecoder.TEMPLATE_ID,
                block(VariableRowDecoder.BLOCK_LENGTH).texts(2, TEXT).bytes(1));
        add(
                HostVolumeRowDecoder.TEMPLATE_ID,
                block(HostVolumeRowDecoder.BLOCK_LENGTH).texts(4, TEXT).bytes(1));
        add(
                VolumeUseRowDecoder.TEMPLATE_ID,
                block(VolumeUseRowDecoder.BLOCK_LENGTH).texts(1, TEXT));
        add(
                HostVolumeClaimRowDecoder.TEMPLATE_ID,
                block(HostVolumeClaimRowDecoder.BLOCK_LENGTH).texts(4, TEXT));
        add(
                CsiPluginRowDecoder.TEMPLATE_ID,
                block(CsiPluginRowDecoder.BLOCK_LENGTH).texts(3, TEXT));
        add(
                CsiMemberRowDecoder.TEMPLATE_ID,
                block(CsiMemberRowDecoder.BLOCK_LENGTH).texts(1, TEXT).bytes(1));
        add(
                CsiVolumeRowDecoder.TEMPLATE_ID,
                block(CsiVolumeRowDecoder.BLOCK_LENGTH)
                        .group(block(CsiVolumeRowDecoder.TopologiesDecoder.sbeBlockLength())
                                .group(block(CsiVolumeRowDecoder.TopologiesDecoder.SegmentsDecoder.sbeBlockLength())
                                        .texts(2, TEXT)))
                        .texts(6, TEXT)
                        .bytes(2));
        add(
                CsiClaimRowDecoder.TEMPLATE_ID,
                block(CsiClaimRowDecoder.BLOCK_LENGTH).texts(3, TEXT));
        add(EdgeRowDecoder.TEMPLATE_ID, block(EdgeRowDecoder.BLOCK_LENGTH).texts(3, TEXT));
    }

    private static void add(final int templateId, final Shape.Builder shape) {
        SHAPES[templateId] = shape.build();
    }
}
