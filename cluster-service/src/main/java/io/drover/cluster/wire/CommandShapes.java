package io.drover.cluster.wire;

import static io.drover.cluster.wire.Shape.block;

import io.drover.sbe.command.AclBootstrapDecoder;
import io.drover.sbe.command.AclDeleteDecoder;
import io.drover.sbe.command.AclUpsertDecoder;
import io.drover.sbe.command.AllocStopDecoder;
import io.drover.sbe.command.AllocUpdatesDecoder;
import io.drover.sbe.command.AutopilotSetDecoder;
import io.drover.sbe.command.BarrierDecoder;
import io.drover.sbe.command.ClusterBirthDecoder;
import io.drover.sbe.command.CsiClaimProgressDecoder;
import io.drover.sbe.command.CsiVolumeDeleteDecoder;
import io.drover.sbe.command.CsiVolumeDetachDecoder;
import io.drover.sbe.command.CsiVolumeUpsertDecoder;
import io.drover.sbe.command.DeploymentChangeDecoder;
import io.drover.sbe.command.DeploymentHealthDecoder;
import io.drover.sbe.command.EdgeAnnounceDecoder;
import io.drover.sbe.command.EvalDeleteDecoder;
import io.drover.sbe.command.FeatureLevelRaiseDecoder;
import io.drover.sbe.command.HostVolumeClaimDeleteDecoder;
import io.drover.sbe.command.HostVolumeDeleteDecoder;
import io.drover.sbe.command.HostVolumeUpsertDecoder;
import io.drover.sbe.command.JobDeregisterDecoder;
import io.drover.sbe.command.JobDispatchDecoder;
import io.drover.sbe.command.JobEvaluateDecoder;
import io.drover.sbe.command.JobRegisterDecoder;
import io.drover.sbe.command.JobScaleDecoder;
import io.drover.sbe.command.JobStabilityDecoder;
import io.drover.sbe.command.JobTagDecoder;
import io.drover.sbe.command.MemberAnnounceDecoder;
import io.drover.sbe.command.NamespaceDeleteDecoder;
import io.drover.sbe.command.NamespaceUpsertDecoder;
import io.drover.sbe.command.NodeDrainDecoder;
import io.drover.sbe.command.NodeEligibilityDecoder;
import io.drover.sbe.command.NodeEvaluateDecoder;
import io.drover.sbe.command.NodeHeartbeatsDecoder;
import io.drover.sbe.command.NodePoolDeleteDecoder;
import io.drover.sbe.command.NodePoolUpsertDecoder;
import io.drover.sbe.command.NodePurgeDecoder;
import io.drover.sbe.command.NodeRegisterDecoder;
import io.drover.sbe.command.NodeServicesDecoder;
import io.drover.sbe.command.NodeStatusUpdateDecoder;
import io.drover.sbe.command.PeriodicForceDecoder;
import io.drover.sbe.command.ReconcileSummariesDecoder;
import io.drover.sbe.command.RestoreBeginDecoder;
import io.drover.sbe.command.RestoreChunkDecoder;
import io.drover.sbe.command.RestoreCommitDecoder;
import io.drover.sbe.command.RootKeyAddDecoder;
import io.drover.sbe.command.RootKeyRemoveDecoder;
import io.drover.sbe.command.SchedulerConfigSetDecoder;
import io.drover.sbe.command.ServiceDeletesDecoder;
import io.drover.sbe.command.ServiceUpsertsDecoder;
import io.drover.sbe.command.SystemGcDecoder;
import io.drover.sbe.command.VariableApplyDecoder;
import io.drover.sbe.command.VariableRenewDecoder;
import org.jspecify.annotations.Nullable;

/** The shapes of all commands. A test compares them with the schema. */
public final class CommandShapes {
    /** Names of things: namespaces, pools, datacenters, groups, tasks, labels, services. */
    public static final int NAME_LENGTH_MAX = 255;

    /** Job ids, addresses, node names, service ids, descriptions. */
    public static final int TEXT_LENGTH_MAX = 1_024;

    /** Attribute and meta values. */
    public static final int VALUE_LENGTH_MAX = 32_768;

    private static final int TEMPLATE_ID_MAX = 255;
    private static final @Nullable Shape[] SHAPES = new @Nullable Shape[TEMPLATE_ID_MAX + 1];

    static {
        addCluster();
        addNodes();
        addJobs();
        addAllocations();
        addConfiguration();
        addAccess();
        addSecrets();
        addVolumes();
    }

    private CommandShapes() {}

    /** The shape of a command, or null when this version does not know it. */
    public static @Nullable Shape of(final int templateId) {
        return templateId >= 0 && templateId <= TEMPLATE_ID_MAX ? SHAPES[templateId] : null;
    }

    private static void addCluster() {
        add(
                ClusterBirthDecoder.TEMPLATE_ID,
                block(ClusterBirthDecoder.featureLevelEncodingOffset())
                        .group(block(ClusterBirthDecoder.LimitsDecoder.sbeBlockLength()))
                        .texts(1, NAME_LENGTH_MAX)
                        .bytes(2));
        add(BarrierDecoder.TEMPLATE_ID, block(BarrierDecoder.BLOCK_LENGTH));
        add(
                EdgeAnnounceDecoder.TEMPLATE_ID,
                block(EdgeAnnounceDecoder.BLOCK_LENGTH).texts(3, TEXT_LENGTH_MAX));
        add(
                MemberAnnounceDecoder.TEMPLATE_ID,
                block(MemberAnnounceDecoder.BLOCK_LENGTH).texts(1, NAME_LENGTH_MAX));
        add(FeatureLevelRaiseDecoder.TEMPLATE_ID, block(FeatureLevelRaiseDecoder.BLOCK_LENGTH));
        add(SystemGcDecoder.TEMPLATE_ID, block(SystemGcDecoder.BLOCK_LENGTH));
        add(ReconcileSummariesDecoder.TEMPLATE_ID, block(ReconcileSummariesDecoder.BLOCK_LENGTH));
    }

    private static void addNodes() {
        add(
                NodeRegisterDecoder.TEMPLATE_ID,
                block(NodeRegisterDecoder.BLOCK_LENGTH)
                        .group(block(NodeRegisterDecoder.AttributesDecoder.sbeBlockLength())
                                .texts(2, VALUE_LENGTH_MAX))
                        .group(block(NodeRegisterDecoder.MetaDecoder.sbeBlockLength())
                                .texts(2, VALUE_LENGTH_MAX))
                        .group(block(NodeRegisterDecoder.DriversDecoder.sbeBlockLength())
                                .texts(1, NAME_LENGTH_MAX))
                        .group(block(NodeRegisterDecoder.NetworksDecoder.sbeBlockLength())
                                .texts(4, TEXT_LENGTH_MAX))
                        .group(block(NodeRegisterDecoder.ReservedPortsDecoder.sbeBlockLength()))
                        .group(block(NodeRegisterDecoder.HostVolumesDecoder.sbeBlockLength())
                                .texts(1, NAME_LENGTH_MAX))
                        .group(block(NodeRegisterDecoder.DevicesDecoder.sbeBlockLength())
                                .group(block(NodeRegisterDecoder.DevicesDecoder.InstancesDecoder.sbeBlockLength())
                                        .texts(1, NAME_LENGTH_MAX))
                                .group(block(NodeRegisterDecoder.DevicesDecoder.AttributesDecoder.sbeBlockLength())
                                        .texts(3, VALUE_LENGTH_MAX))
                                .texts(3, NAME_LENGTH_MAX))
                        .group(block(NodeRegisterDecoder.CoresDecoder.sbeBlockLength()))
                        .group(block(NodeRegisterDecoder.CsiPluginsDecoder.sbeBlockLength())
                                .group(block(NodeRegisterDecoder.CsiPluginsDecoder.SegmentsDecoder.sbeBlockLength())
                                        .texts(2, NAME_LENGTH_MAX))
                                .texts(3, NAME_LENGTH_MAX)
                                .bytes(1))
                        .texts(4, NAME_LENGTH_MAX)
                        .bytes(1));
        add(
                NodeHeartbeatsDecoder.TEMPLATE_ID,
                block(NodeHeartbeatsDecoder.BLOCK_LENGTH)
                        .group(block(NodeHeartbeatsDecoder.NodesDecoder.sbeBlockLength())));
        add(NodeStatusUpdateDecoder.TEMPLATE_ID, block(NodeStatusUpdateDecoder.BLOCK_LENGTH));
        add(NodeEligibilityDecoder.TEMPLATE_ID, block(NodeEligibilityDecoder.BLOCK_LENGTH));
        add(NodeDrainDecoder.TEMPLATE_ID, block(NodeDrainDecoder.BLOCK_LENGTH).bytes(1));
        add(NodePurgeDecoder.TEMPLATE_ID, block(NodePurgeDecoder.BLOCK_LENGTH));
        add(NodeEvaluateDecoder.TEMPLATE_ID, block(NodeEvaluateDecoder.BLOCK_LENGTH));
    }

    private static void addJobs() {
        add(
                JobRegisterDecoder.TEMPLATE_ID,
                block(JobRegisterDecoder.BLOCK_LENGTH)
                        .texts(1, NAME_LENGTH_MAX)
                        .texts(1, TEXT_LENGTH_MAX)
                        .bytes(4));
        add(JobDeregisterDecoder.TEMPLATE_ID, jobName(JobDeregisterDecoder.BLOCK_LENGTH));
        add(JobEvaluateDecoder.TEMPLATE_ID, jobName(JobEvaluateDecoder.BLOCK_LENGTH));
        add(JobStabilityDecoder.TEMPLATE_ID, jobName(JobStabilityDecoder.BLOCK_LENGTH));
        add(
                JobTagDecoder.TEMPLATE_ID,
                jobName(JobTagDecoder.BLOCK_LENGTH).texts(1, NAME_LENGTH_MAX).texts(1, TEXT_LENGTH_MAX));
        add(
                JobScaleDecoder.TEMPLATE_ID,
                jobName(JobScaleDecoder.BLOCK_LENGTH).texts(1, NAME_LENGTH_MAX).bytes(2));
        add(
                JobDispatchDecoder.TEMPLATE_ID,
                block(JobDispatchDecoder.BLOCK_LENGTH)
                        .group(block(JobDispatchDecoder.MetaDecoder.sbeBlockLength())
                                .texts(2, VALUE_LENGTH_MAX))
                        .texts(1, NAME_LENGTH_MAX)
                        .texts(1, TEXT_LENGTH_MAX)
                        .texts(1, NAME_LENGTH_MAX)
                        .texts(1, TEXT_LENGTH_MAX)
                        .bytes(1));
        add(PeriodicForceDecoder.TEMPLATE_ID, jobName(PeriodicForceDecoder.BLOCK_LENGTH));
    }

    private static void addAllocations() {
        add(
                AllocUpdatesDecoder.TEMPLATE_ID,
                block(AllocUpdatesDecoder.BLOCK_LENGTH)
                        .group(block(AllocUpdatesDecoder.UpdatesDecoder.sbeBlockLength())
                                .texts(1, TEXT_LENGTH_MAX)
                                .bytes(2)));
        add(AllocStopDecoder.TEMPLATE_ID, block(AllocStopDecoder.BLOCK_LENGTH));
        add(
                EvalDeleteDecoder.TEMPLATE_ID,
                block(EvalDeleteDecoder.BLOCK_LENGTH).group(block(EvalDeleteDecoder.EvalsDecoder.sbeBlockLength())));
        add(
                ServiceUpsertsDecoder.TEMPLATE_ID,
                block(ServiceUpsertsDecoder.BLOCK_LENGTH)
                        .group(block(ServiceUpsertsDecoder.ServicesDecoder.sbeBlockLength())
                                .texts(3, TEXT_LENGTH_MAX)
                                .bytes(1)));
        add(
                NodeServicesDecoder.TEMPLATE_ID,
                block(NodeServicesDecoder.BLOCK_LENGTH)
                        .group(block(NodeServicesDecoder.ServicesDecoder.sbeBlockLength())
                                .texts(3, TEXT_LENGTH_MAX)
                                .bytes(1)));
        add(
                ServiceDeletesDecoder.TEMPLATE_ID,
                block(ServiceDeletesDecoder.BLOCK_LENGTH)
                        .group(block(ServiceDeletesDecoder.ServicesDecoder.sbeBlockLength())
                                .texts(2, TEXT_LENGTH_MAX)));
        add(
                DeploymentHealthDecoder.TEMPLATE_ID,
                block(DeploymentHealthDecoder.BLOCK_LENGTH)
                        .group(block(DeploymentHealthDecoder.AllocsDecoder.sbeBlockLength())));
        add(
                DeploymentChangeDecoder.TEMPLATE_ID,
                block(DeploymentChangeDecoder.BLOCK_LENGTH)
                        .group(block(DeploymentChangeDecoder.GroupsDecoder.sbeBlockLength())
                                .texts(1, NAME_LENGTH_MAX)));
    }

    private static void addConfiguration() {
        add(SchedulerConfigSetDecoder.TEMPLATE_ID, block(SchedulerConfigSetDecoder.BLOCK_LENGTH));
        add(
                NamespaceUpsertDecoder.TEMPLATE_ID,
                block(NamespaceUpsertDecoder.BLOCK_LENGTH)
                        .texts(1, NAME_LENGTH_MAX)
                        .bytes(1));
        add(
                NamespaceDeleteDecoder.TEMPLATE_ID,
                block(NamespaceDeleteDecoder.BLOCK_LENGTH).texts(1, NAME_LENGTH_MAX));
        add(
                NodePoolUpsertDecoder.TEMPLATE_ID,
                block(NodePoolUpsertDecoder.BLOCK_LENGTH)
                        .texts(1, NAME_LENGTH_MAX)
                        .bytes(1));
        add(
                NodePoolDeleteDecoder.TEMPLATE_ID,
                block(NodePoolDeleteDecoder.BLOCK_LENGTH).texts(1, NAME_LENGTH_MAX));
    }

    private static void addAccess() {
        add(
                AclUpsertDecoder.TEMPLATE_ID,
                block(AclUpsertDecoder.BLOCK_LENGTH)
                        .group(block(AclUpsertDecoder.ReferencesDecoder.sbeBlockLength())
                                .texts(1, TEXT_LENGTH_MAX))
                        .texts(2, TEXT_LENGTH_MAX)
                        .bytes(1));
        add(AclDeleteDecoder.TEMPLATE_ID, block(AclDeleteDecoder.BLOCK_LENGTH).texts(1, TEXT_LENGTH_MAX));
        add(
                AclBootstrapDecoder.TEMPLATE_ID,
                block(AclBootstrapDecoder.BLOCK_LENGTH)
                        .texts(2, TEXT_LENGTH_MAX)
                        .bytes(1));
    }

    private static void addSecrets() {
        add(
                VariableApplyDecoder.TEMPLATE_ID,
                block(VariableApplyDecoder.BLOCK_LENGTH)
                        .texts(2, NAME_LENGTH_MAX)
                        .bytes(1));
        add(
                VariableRenewDecoder.TEMPLATE_ID,
                block(VariableRenewDecoder.BLOCK_LENGTH).texts(2, NAME_LENGTH_MAX));
        add(RootKeyAddDecoder.TEMPLATE_ID, block(RootKeyAddDecoder.BLOCK_LENGTH).bytes(2));
        add(RootKeyRemoveDecoder.TEMPLATE_ID, block(RootKeyRemoveDecoder.BLOCK_LENGTH));
        add(RestoreBeginDecoder.TEMPLATE_ID, block(RestoreBeginDecoder.BLOCK_LENGTH));
        add(
                RestoreChunkDecoder.TEMPLATE_ID,
                block(RestoreChunkDecoder.BLOCK_LENGTH).bytes(1));
        add(RestoreCommitDecoder.TEMPLATE_ID, block(RestoreCommitDecoder.BLOCK_LENGTH));
        add(AutopilotSetDecoder.TEMPLATE_ID, block(AutopilotSetDecoder.BLOCK_LENGTH));
    }

    private static void addVolumes() {
        add(
                HostVolumeUpsertDecoder.TEMPLATE_ID,
                block(HostVolumeUpsertDecoder.BLOCK_LENGTH)
                        .texts(3, NAME_LENGTH_MAX)
                        .bytes(1));
        add(
                HostVolumeDeleteDecoder.TEMPLATE_ID,
                block(HostVolumeDeleteDecoder.BLOCK_LENGTH).texts(1, NAME_LENGTH_MAX));
        add(
                HostVolumeClaimDeleteDecoder.TEMPLATE_ID,
                block(HostVolumeClaimDeleteDecoder.BLOCK_LENGTH).texts(1, NAME_LENGTH_MAX));
        add(
                CsiVolumeUpsertDecoder.TEMPLATE_ID,
                block(CsiVolumeUpsertDecoder.BLOCK_LENGTH)
                        .group(block(CsiVolumeUpsertDecoder.TopologiesDecoder.sbeBlockLength())
                                .group(block(CsiVolumeUpsertDecoder.TopologiesDecoder.SegmentsDecoder.sbeBlockLength())
                                        .texts(2, NAME_LENGTH_MAX)))
                        .texts(4, NAME_LENGTH_MAX)
                        .bytes(2));
        add(
                CsiVolumeDeleteDecoder.TEMPLATE_ID,
                block(CsiVolumeDeleteDecoder.BLOCK_LENGTH).texts(2, NAME_LENGTH_MAX));
        add(
                CsiVolumeDetachDecoder.TEMPLATE_ID,
                block(CsiVolumeDetachDecoder.BLOCK_LENGTH).texts(2, NAME_LENGTH_MAX));
        add(
                CsiClaimProgressDecoder.TEMPLATE_ID,
                block(CsiClaimProgressDecoder.BLOCK_LENGTH).texts(3, NAME_LENGTH_MAX));
    }

    private static Shape.Builder jobName(final int blockLength) {
        return block(blockLength).texts(1, NAME_LENGTH_MAX).texts(1, TEXT_LENGTH_MAX);
    }

    private static void add(final int templateId, final Shape.Builder shape) {
        SHAPES[templateId] = shape.build();
    }
}
