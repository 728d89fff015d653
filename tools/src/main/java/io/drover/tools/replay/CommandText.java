package io.drover.tools.replay;

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
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.UuidDecoder;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * What a command asks for, in a few words: never the contents of documents, sealed or not. One thread.
 */
final class CommandText {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /**
     * Describes a command that was measured before.
     *
     * @return its words, such as {@code job register default/web}.
     */
    String of(final DirectBuffer command) {
        header.wrap(command, 0);
        return switch (header.templateId()) {
            case ClusterBirthDecoder.TEMPLATE_ID -> "cluster birth";
            case BarrierDecoder.TEMPLATE_ID -> "barrier";
            case EdgeAnnounceDecoder.TEMPLATE_ID -> "edge announce";
            case NodeRegisterDecoder.TEMPLATE_ID ->
                "node register "
                        + id(new NodeRegisterDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .nodeId());
            case NodeHeartbeatsDecoder.TEMPLATE_ID ->
                "node heartbeats of "
                        + new NodeHeartbeatsDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .nodes()
                                .count();
            case NodeStatusUpdateDecoder.TEMPLATE_ID -> nodeStatus(command);
            case NodeEligibilityDecoder.TEMPLATE_ID -> nodeEligibility(command);
            case NodeDrainDecoder.TEMPLATE_ID -> nodeDrain(command);
            case NodePurgeDecoder.TEMPLATE_ID ->
                "node purge "
                        + id(new NodePurgeDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .nodeId());
            case NodeEvaluateDecoder.TEMPLATE_ID ->
                "node evaluate "
                        + id(new NodeEvaluateDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .nodeId());
            case JobRegisterDecoder.TEMPLATE_ID,
                    JobDeregisterDecoder.TEMPLATE_ID,
                    JobEvaluateDecoder.TEMPLATE_ID,
                    JobStabilityDecoder.TEMPLATE_ID,
                    JobTagDecoder.TEMPLATE_ID,
                    JobScaleDecoder.TEMPLATE_ID,
                    JobDispatchDecoder.TEMPLATE_ID,
                    PeriodicForceDecoder.TEMPLATE_ID -> job(command);
            case AllocUpdatesDecoder.TEMPLATE_ID -> allocUpdates(command);
            case AllocStopDecoder.TEMPLATE_ID ->
                "alloc stop "
                        + id(new AllocStopDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .allocId());
            case ServiceUpsertsDecoder.TEMPLATE_ID ->
                "services registered: "
                        + new ServiceUpsertsDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .services()
                                .count();
            case ServiceDeletesDecoder.TEMPLATE_ID ->
                "services removed: "
                        + new ServiceDeletesDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .services()
                                .count();
            case DeploymentHealthDecoder.TEMPLATE_ID ->
                "deployment health "
                        + id(new DeploymentHealthDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .deploymentId());
            case DeploymentChangeDecoder.TEMPLATE_ID -> deployment(command);
            case EvalDeleteDecoder.TEMPLATE_ID ->
                "eval delete of "
                        + new EvalDeleteDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .evals()
                                .count();
            case SystemGcDecoder.TEMPLATE_ID -> "system gc";
            case ReconcileSummariesDecoder.TEMPLATE_ID -> "system reconcile summaries";
            case SchedulerConfigSetDecoder.TEMPLATE_ID -> "scheduler configuration set";
            case AutopilotSetDecoder.TEMPLATE_ID -> "autopilot configuration set";
            default -> settings(command);
        };
    }

    /** Commands that every cluster sends all the time, whatever people do. */
    static boolean isRoutine(final int templateId) {
        return templateId == BarrierDecoder.TEMPLATE_ID
                || templateId == EdgeAnnounceDecoder.TEMPLATE_ID
                || templateId == NodeHeartbeatsDecoder.TEMPLATE_ID
                || templateId == NodeServicesDecoder.TEMPLATE_ID
                || templateId == MemberAnnounceDecoder.TEMPLATE_ID;
    }

    private String nodeStatus(final DirectBuffer command) {
        final NodeStatusUpdateDecoder update = new NodeStatusUpdateDecoder().wrapAndApplyHeader(command, 0, header);
        return "node status " + id(update.nodeId()) + " " + lower(update.status());
    }

    private String nodeEligibility(final DirectBuffer command) {
        final NodeEligibilityDecoder change = new NodeEligibilityDecoder().wrapAndApplyHeader(command, 0, header);
        return "node eligibility " + id(change.nodeId()) + (change.eligible() == Bool.YES ? " on" : " off");
    }

    private String nodeDrain(final DirectBuffer command) {
        final NodeDrainDecoder drain = new NodeDrainDecoder().wrapAndApplyHeader(command, 0, header);
        return "node drain " + id(drain.nodeId()) + (drain.enable() == Bool.YES ? " on" : " off");
    }

    private String job(final DirectBuffer command) {
        switch (header.templateId()) {
            case JobRegisterDecoder.TEMPLATE_ID -> {
                final JobRegisterDecoder job = new JobRegisterDecoder().wrapAndApplyHeader(command, 0, header);
                return "job register " + job.namespace() + "/" + job.jobId();
            }
            case JobDeregisterDecoder.TEMPLATE_ID -> {
                final JobDeregisterDecoder job = new JobDeregisterDecoder().wrapAndApplyHeader(command, 0, header);
                final String words = job.purge() == Bool.YES ? "job purge " : "job stop ";
                return words + job.namespace() + "/" + job.jobId();
            }
            case JobEvaluateDecoder.TEMPLATE_ID -> {
                final JobEvaluateDecoder job = new JobEvaluateDecoder().wrapAndApplyHeader(command, 0, header);
                return "job evaluate " + job.namespace() + "/" + job.jobId();
            }
            case JobStabilityDecoder.TEMPLATE_ID -> {
                final JobStabilityDecoder job = new JobStabilityDecoder().wrapAndApplyHeader(command, 0, header);
                final String words =
                        (job.stable() == Bool.YES ? "stable" : "not stable") + ", version " + job.jobVersion();
                return "job stability " + job.namespace() + "/" + job.jobId() + " " + words;
            }
            case JobTagDecoder.TEMPLATE_ID -> {
                final JobTagDecoder job = new JobTagDecoder().wrapAndApplyHeader(command, 0, header);
                return "job tag " + job.namespace() + "/" + job.jobId() + " " + job.name();
            }
            case JobScaleDecoder.TEMPLATE_ID -> {
                final JobScaleDecoder job = new JobScaleDecoder().wrapAndApplyHeader(command, 0, header);
                final String count = job.hasCount() == Bool.YES ? " to " + job.count() : "";
                return "job scale " + job.namespace() + "/" + job.jobId() + " " + job.group() + count;
            }
            case JobDispatchDecoder.TEMPLATE_ID -> {
                final JobDispatchDecoder job = new JobDispatchDecoder().wrapAndApplyHeader(command, 0, header);
                job.meta().forEach(meta -> {
                    meta.skipKey();
                    meta.skipValue();
                });
                return "job dispatch " + job.namespace() + "/" + job.jobId();
            }
            default -> {
                final PeriodicForceDecoder job = new PeriodicForceDecoder().wrapAndApplyHeader(command, 0, header);
                return "job periodic force " + job.namespace() + "/" + job.jobId();
            }
        }
    }

    private String allocUpdates(final DirectBuffer command) {
        final AllocUpdatesDecoder updates = new AllocUpdatesDecoder().wrapAndApplyHeader(command, 0, header);
        final Map<String, Integer> counts = new TreeMap<>();
        String single = "";
        final AllocUpdatesDecoder.UpdatesDecoder group = updates.updates();
        final int count = group.count();
        for (final AllocUpdatesDecoder.UpdatesDecoder update : group) {
            counts.merge(lower(update.clientStatus()), 1, Integer::sum);
            single = " " + id(update.allocId());
            update.skipDescription();
            update.skipTaskStates();
            update.skipNetworkStatus();
        }
        final StringBuilder words = new StringBuilder("alloc update").append(count == 1 ? single : "");
        counts.forEach((status, times) -> words.append(' ').append(status).append(count == 1 ? "" : " " + times));
        return words.toString();
    }

    private String deployment(final DirectBuffer command) {
        final DeploymentChangeDecoder change = new DeploymentChangeDecoder().wrapAndApplyHeader(command, 0, header);
        return "deployment " + lower(change.action()) + " " + id(change.deploymentId());
    }

    private String settings(final DirectBuffer command) {
        switch (header.templateId()) {
            case NamespaceUpsertDecoder.TEMPLATE_ID -> {
                return "namespace set "
                        + new NamespaceUpsertDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .name();
            }
            case NamespaceDeleteDecoder.TEMPLATE_ID -> {
                return "namespace delete "
                        + new NamespaceDeleteDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .name();
            }
            case NodePoolUpsertDecoder.TEMPLATE_ID -> {
                return "node pool set "
                        + new NodePoolUpsertDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .name();
            }
            case NodePoolDeleteDecoder.TEMPLATE_ID -> {
                return "node pool delete "
                        + new NodePoolDeleteDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .name();
            }
            case VariableApplyDecoder.TEMPLATE_ID -> {
                final VariableApplyDecoder variable = new VariableApplyDecoder().wrapAndApplyHeader(command, 0, header);
                return "variable " + lower(variable.operation()) + " " + variable.namespace() + "/" + variable.path();
            }
            case VariableRenewDecoder.TEMPLATE_ID -> {
                final VariableRenewDecoder variable = new VariableRenewDecoder().wrapAndApplyHeader(command, 0, header);
                return "variable lock renew " + variable.namespace() + "/" + variable.path();
            }
            case RootKeyAddDecoder.TEMPLATE_ID -> {
                return "root key add "
                        + id(new RootKeyAddDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .keyId());
            }
            case RootKeyRemoveDecoder.TEMPLATE_ID -> {
                return "root key remove "
                        + id(new RootKeyRemoveDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .keyId());
            }
            case HostVolumeUpsertDecoder.TEMPLATE_ID -> {
                return "volume set "
                        + id(new HostVolumeUpsertDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .volumeId());
            }
            case HostVolumeDeleteDecoder.TEMPLATE_ID -> {
                return "volume delete "
                        + id(new HostVolumeDeleteDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .volumeId());
            }
            case HostVolumeClaimDeleteDecoder.TEMPLATE_ID -> {
                return "volume claim delete "
                        + id(new HostVolumeClaimDeleteDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .claimId());
            }
            default -> {
                return access(command);
            }
        }
    }

    private String access(final DirectBuffer command) {
        switch (header.templateId()) {
            case AclUpsertDecoder.TEMPLATE_ID -> {
                final AclUpsertDecoder entry = new AclUpsertDecoder().wrapAndApplyHeader(command, 0, header);
                final String kind = lower(entry.kind());
                entry.references().forEach(AclUpsertDecoder.ReferencesDecoder::skipKey);
                return "acl " + kind + " set " + entry.key();
            }
            case AclDeleteDecoder.TEMPLATE_ID -> {
                final AclDeleteDecoder entry = new AclDeleteDecoder().wrapAndApplyHeader(command, 0, header);
                // An alias is the digest of a secret: nobody's business.
                return "acl " + lower(entry.kind()) + " delete"
                        + (entry.byAlias() == Bool.YES ? "" : " " + entry.key());
            }
            case AclBootstrapDecoder.TEMPLATE_ID -> {
                return "acl bootstrap "
                        + new AclBootstrapDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .key();
            }
            case NodeServicesDecoder.TEMPLATE_ID -> {
                return "services of a node: "
                        + new NodeServicesDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .services()
                                .count();
            }
            case MemberAnnounceDecoder.TEMPLATE_ID -> {
                return "member announce "
                        + new MemberAnnounceDecoder()
                                .wrapAndApplyHeader(command, 0, header)
                                .memberId();
            }
            case FeatureLevelRaiseDecoder.TEMPLATE_ID -> {
                return "feature level raise";
            }
            case CsiVolumeUpsertDecoder.TEMPLATE_ID -> {
                return "csi volume set";
            }
            case CsiVolumeDeleteDecoder.TEMPLATE_ID -> {
                return "csi volume delete";
            }
            case CsiVolumeDetachDecoder.TEMPLATE_ID -> {
                return "csi volume detach";
            }
            case CsiClaimProgressDecoder.TEMPLATE_ID -> {
                return "csi claim progress";
            }
            case RestoreBeginDecoder.TEMPLATE_ID -> {
                return "restore begin";
            }
            case RestoreChunkDecoder.TEMPLATE_ID -> {
                return "restore chunk";
            }
            case RestoreCommitDecoder.TEMPLATE_ID -> {
                return "restore commit";
            }
            default -> {
                return "command " + header.templateId();
            }
        }
    }

    private static String id(final UuidDecoder id) {
        return new UUID(id.high(), id.low()).toString();
    }

    private static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
