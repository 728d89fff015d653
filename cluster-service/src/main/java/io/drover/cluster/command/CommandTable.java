package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
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

/** All commands and who handles them. */
final class CommandTable {
    private final @Nullable CommandHandler[] handlers = new @Nullable CommandHandler[256];

    CommandTable(final Engine engine, final StepEnd stepEnd, final RestoreCommands restore) {
        final ClusterCommands cluster = new ClusterCommands(engine);
        add(ClusterBirthDecoder.TEMPLATE_ID, cluster::onNothing);
        add(BarrierDecoder.TEMPLATE_ID, cluster::onNothing);
        add(EdgeAnnounceDecoder.TEMPLATE_ID, cluster::onEdgeAnnounce);

        final LevelCommands levels = new LevelCommands(engine);
        add(MemberAnnounceDecoder.TEMPLATE_ID, levels::onAnnounce);
        add(FeatureLevelRaiseDecoder.TEMPLATE_ID, levels::onRaise);

        final NodeCommands nodes = new NodeCommands(engine, stepEnd);
        add(NodeRegisterDecoder.TEMPLATE_ID, new NodeRegistration(engine)::onCommand);
        add(NodeHeartbeatsDecoder.TEMPLATE_ID, nodes::onHeartbeats);
        add(NodeStatusUpdateDecoder.TEMPLATE_ID, nodes::onStatus);
        add(NodeEligibilityDecoder.TEMPLATE_ID, nodes::onEligibility);
        add(NodePurgeDecoder.TEMPLATE_ID, nodes::onPurge);
        add(NodeEvaluateDecoder.TEMPLATE_ID, nodes::onEvaluate);

        add(NodeDrainDecoder.TEMPLATE_ID, new DrainCommands(engine)::onDrain);

        final JobCommands jobs = new JobCommands(engine);
        add(JobRegisterDecoder.TEMPLATE_ID, new JobRegistration(engine)::onCommand);
        add(JobDeregisterDecoder.TEMPLATE_ID, jobs::onDeregister);
        add(JobEvaluateDecoder.TEMPLATE_ID, jobs::onEvaluate);
        add(JobStabilityDecoder.TEMPLATE_ID, jobs::onStability);
        add(JobTagDecoder.TEMPLATE_ID, new JobTagging(engine)::onCommand);
        add(JobScaleDecoder.TEMPLATE_ID, new JobScaling(engine)::onCommand);
        final ChildCommands children = new ChildCommands(engine);
        add(JobDispatchDecoder.TEMPLATE_ID, children::onDispatch);
        add(PeriodicForceDecoder.TEMPLATE_ID, children::onForce);

        final AllocCommands allocs = new AllocCommands(engine);
        add(AllocUpdatesDecoder.TEMPLATE_ID, allocs::onUpdates);
        add(AllocStopDecoder.TEMPLATE_ID, allocs::onStop);

        final ServiceCommands services = new ServiceCommands(engine);
        add(ServiceUpsertsDecoder.TEMPLATE_ID, services::onUpserts);
        add(ServiceDeletesDecoder.TEMPLATE_ID, services::onDeletes);
        add(NodeServicesDecoder.TEMPLATE_ID, new NodeServicesCommand(engine)::onCommand);

        final DeploymentCommands deployments = new DeploymentCommands(engine);
        add(DeploymentChangeDecoder.TEMPLATE_ID, deployments::onChange);
        add(DeploymentHealthDecoder.TEMPLATE_ID, deployments::onHealth);

        add(EvalDeleteDecoder.TEMPLATE_ID, new EvalCommands(engine)::onDelete);

        final SystemCommands system = new SystemCommands(engine);
        add(SystemGcDecoder.TEMPLATE_ID, system::onGc);
        add(ReconcileSummariesDecoder.TEMPLATE_ID, system::onReconcile);

        final ConfigCommands config = new ConfigCommands(engine);
        add(SchedulerConfigSetDecoder.TEMPLATE_ID, config::onSchedulerConfig);
        add(AutopilotSetDecoder.TEMPLATE_ID, config::onAutopilot);
        add(RestoreBeginDecoder.TEMPLATE_ID, restore::onBegin);
        add(RestoreChunkDecoder.TEMPLATE_ID, restore::onChunk);
        add(RestoreCommitDecoder.TEMPLATE_ID, restore::onCommit);
        add(NamespaceUpsertDecoder.TEMPLATE_ID, config::onNamespaceUpsert);
        add(NamespaceDeleteDecoder.TEMPLATE_ID, config::onNamespaceDelete);
        add(NodePoolUpsertDecoder.TEMPLATE_ID, config::onPoolUpsert);
        add(NodePoolDeleteDecoder.TEMPLATE_ID, config::onPoolDelete);

        final AclCommands acl = new AclCommands(engine);
        add(AclUpsertDecoder.TEMPLATE_ID, acl::onUpsert);
        add(AclDeleteDecoder.TEMPLATE_ID, acl::onDelete);
        add(AclBootstrapDecoder.TEMPLATE_ID, acl::onBootstrap);
        final VariableCommands variables = new VariableCommands(engine);
        add(VariableApplyDecoder.TEMPLATE_ID, variables::onApply);
        add(VariableRenewDecoder.TEMPLATE_ID, variables::onRenew);
        final RootKeyCommands keys = new RootKeyCommands(engine);
        add(RootKeyAddDecoder.TEMPLATE_ID, keys::onAdd);
        add(RootKeyRemoveDecoder.TEMPLATE_ID, keys::onRemove);
        final HostVolumeCommands hostVolumes = new HostVolumeCommands(engine);
        add(HostVolumeUpsertDecoder.TEMPLATE_ID, hostVolumes::onUpsert);
        add(HostVolumeDeleteDecoder.TEMPLATE_ID, hostVolumes::onDelete);
        add(HostVolumeClaimDeleteDecoder.TEMPLATE_ID, hostVolumes::onClaimDelete);
        final CsiCommands csi = new CsiCommands(engine);
        add(CsiVolumeUpsertDecoder.TEMPLATE_ID, csi::onUpsert);
        add(CsiVolumeDeleteDecoder.TEMPLATE_ID, csi::onDelete);
        add(CsiVolumeDetachDecoder.TEMPLATE_ID, csi::onDetach);
        add(CsiClaimProgressDecoder.TEMPLATE_ID, csi::onProgress);
    }

    /** The handler of a template, or null when this version does not know it. */
    @Nullable
    CommandHandler of(final int templateId) {
        return templateId >= 0 && templateId < handlers.length ? handlers[templateId] : null;
    }

    private void add(final int templateId, final CommandHandler handler) {
        handlers[templateId] = handler;
    }
}
