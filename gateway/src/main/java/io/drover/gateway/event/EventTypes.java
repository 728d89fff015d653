package io.drover.gateway.event;

import io.drover.sbe.command.AllocStopDecoder;
import io.drover.sbe.command.AllocUpdatesDecoder;
import io.drover.sbe.command.CsiVolumeUpsertDecoder;
import io.drover.sbe.command.DeploymentChangeDecoder;
import io.drover.sbe.command.DeploymentHealthDecoder;
import io.drover.sbe.command.JobDeregisterDecoder;
import io.drover.sbe.command.JobDispatchDecoder;
import io.drover.sbe.command.JobEvaluateDecoder;
import io.drover.sbe.command.JobRegisterDecoder;
import io.drover.sbe.command.JobScaleDecoder;
import io.drover.sbe.command.JobStabilityDecoder;
import io.drover.sbe.command.JobTagDecoder;
import io.drover.sbe.command.NodeDrainDecoder;
import io.drover.sbe.command.NodeEligibilityDecoder;
import io.drover.sbe.command.NodeEvaluateDecoder;
import io.drover.sbe.command.NodeHeartbeatsDecoder;
import io.drover.sbe.command.NodePurgeDecoder;
import io.drover.sbe.command.NodeRegisterDecoder;
import io.drover.sbe.command.NodeStatusUpdateDecoder;
import io.drover.sbe.command.PeriodicForceDecoder;
import io.drover.sbe.command.ReconcileSummariesDecoder;
import io.drover.sbe.common.TableId;

/**
 * The type of an event is that of the write that caused it, so that a registration shows a job and an evaluation of the same type. Small
 * objects have types of their own. What comes of time alone gets the type of the write that clients know for it.
 */
final class EventTypes {
    /** Changes that clients are not told of. */
    static final String NONE = "";

    private static final int EVALUATION = -2;
    private static final int PROMOTED = 1;

    private EventTypes() {}

    static String of(final TableId table, final int cause, final int causeDetail, final boolean isRemoved) {
        return switch (table) {
            case SERVICES -> isRemoved ? "ServiceDeregistration" : "ServiceRegistration";
            case VARIABLES -> "VariableUpdated";
            case HOST_VOLUMES -> isRemoved ? "HostVolumeDeleted" : "HostVolumeRegistered";
            case CSI_VOLUMES -> ofVolume(cause, isRemoved);
            case NODE_POOLS -> isRemoved ? "NodePoolDeleted" : "NodePoolUpserted";
            case NAMESPACES -> isRemoved ? "NamespaceDeleted" : "NamespaceUpserted";
            case ACL_POLICIES -> isRemoved ? "ACLPolicyDeleted" : "ACLPolicyUpserted";
            case ACL_TOKENS -> isRemoved ? "ACLTokenDeleted" : "ACLTokenUpserted";
            case ACL_ROLES -> isRemoved ? "ACLRoleDeleted" : "ACLRoleUpserted";
            case ACL_AUTH_METHODS -> isRemoved ? "ACLAuthMethodDeleted" : "ACLAuthMethodUpserted";
            case ACL_BINDING_RULES -> isRemoved ? "ACLBindingRuleDeleted" : "ACLBindingRuleUpserted";
            default -> ofWrite(table, cause, causeDetail, isRemoved);
        };
    }

    private static String ofVolume(final int cause, final boolean isRemoved) {
        if (isRemoved) {
            return "CSIVolumeDeregistered";
        }
        return cause == CsiVolumeUpsertDecoder.TEMPLATE_ID ? "CSIVolumeRegistered" : "CSIVolumeClaim";
    }

    private static String ofWrite(
            final TableId table, final int cause, final int causeDetail, final boolean isRemoved) {
        return switch (cause) {
            case EVALUATION -> table == TableId.EVALS ? "EvaluationUpdated" : "PlanResult";
            case JobRegisterDecoder.TEMPLATE_ID,
                    JobDispatchDecoder.TEMPLATE_ID,
                    PeriodicForceDecoder.TEMPLATE_ID,
                    JobScaleDecoder.TEMPLATE_ID -> "JobRegistered";
            case JobDeregisterDecoder.TEMPLATE_ID -> "JobDeregistered";
            case JobEvaluateDecoder.TEMPLATE_ID, NodeEvaluateDecoder.TEMPLATE_ID -> "EvaluationUpdated";
            case AllocUpdatesDecoder.TEMPLATE_ID -> "AllocationUpdated";
            case AllocStopDecoder.TEMPLATE_ID -> "AllocationUpdateDesiredStatus";
            case DeploymentChangeDecoder.TEMPLATE_ID ->
                causeDetail == PROMOTED ? "DeploymentPromotion" : "DeploymentStatusUpdate";
            case DeploymentHealthDecoder.TEMPLATE_ID -> "DeploymentAllocHealth";
            case NodeRegisterDecoder.TEMPLATE_ID -> "NodeRegistration";
            case NodeHeartbeatsDecoder.TEMPLATE_ID, NodeStatusUpdateDecoder.TEMPLATE_ID -> "NodeStreamEvent";
            case NodeEligibilityDecoder.TEMPLATE_ID -> "NodeEligibility";
            case NodeDrainDecoder.TEMPLATE_ID -> "NodeDrain";
            case NodePurgeDecoder.TEMPLATE_ID -> "NodeDeregistration";
            case JobStabilityDecoder.TEMPLATE_ID, JobTagDecoder.TEMPLATE_ID, ReconcileSummariesDecoder.TEMPLATE_ID ->
                NONE;
            default -> ofTime(table, isRemoved);
        };
    }

    private static String ofTime(final TableId table, final boolean isRemoved) {
        return switch (table) {
            case NODES -> isRemoved ? "NodeDeregistration" : "NodeStreamEvent";
            case JOBS -> isRemoved ? "JobBatchDeregistered" : "JobRegistered";
            case EVALS -> "EvaluationUpdated";
            case ALLOCS -> "AllocationUpdateDesiredStatus";
            case DEPLOYMENTS -> "DeploymentStatusUpdate";
            default -> NONE;
        };
    }
}
