package io.drover.tools.cli.operator;

import io.drover.sbe.snapshot.AclRowDecoder;
import io.drover.sbe.snapshot.AllocRowDecoder;
import io.drover.sbe.snapshot.ClusterRowDecoder;
import io.drover.sbe.snapshot.DeadlineRowDecoder;
import io.drover.sbe.snapshot.DeploymentRowDecoder;
import io.drover.sbe.snapshot.EdgeRowDecoder;
import io.drover.sbe.snapshot.EvalRowDecoder;
import io.drover.sbe.snapshot.IndexRowDecoder;
import io.drover.sbe.snapshot.JobRowDecoder;
import io.drover.sbe.snapshot.JobSummaryRowDecoder;
import io.drover.sbe.snapshot.JobVersionRowDecoder;
import io.drover.sbe.snapshot.NamespaceRowDecoder;
import io.drover.sbe.snapshot.NodePoolRowDecoder;
import io.drover.sbe.snapshot.NodeRowDecoder;
import io.drover.sbe.snapshot.RootKeyRowDecoder;
import io.drover.sbe.snapshot.ScalingEventsRowDecoder;
import io.drover.sbe.snapshot.SchedulerConfigRowDecoder;
import io.drover.sbe.snapshot.ServiceRowDecoder;
import io.drover.sbe.snapshot.SessionRowDecoder;
import io.drover.sbe.snapshot.VariableRowDecoder;

/** What operators call the records of a file of the state. */
final class RecordKinds {
    private RecordKinds() {}

    static String name(final int templateId) {
        return switch (templateId) {
            case ClusterRowDecoder.TEMPLATE_ID -> "ClusterMetadata";
            case IndexRowDecoder.TEMPLATE_ID -> "Index";
            case SessionRowDecoder.TEMPLATE_ID -> "Session";
            case NodeRowDecoder.TEMPLATE_ID -> "Node";
            case NamespaceRowDecoder.TEMPLATE_ID -> "Namespace";
            case NodePoolRowDecoder.TEMPLATE_ID -> "NodePool";
            case JobRowDecoder.TEMPLATE_ID -> "Job";
            case JobSummaryRowDecoder.TEMPLATE_ID -> "JobSummary";
            case JobVersionRowDecoder.TEMPLATE_ID -> "JobVersion";
            case ScalingEventsRowDecoder.TEMPLATE_ID -> "ScalingEvents";
            case EvalRowDecoder.TEMPLATE_ID -> "Eval";
            case AllocRowDecoder.TEMPLATE_ID -> "Alloc";
            case DeploymentRowDecoder.TEMPLATE_ID -> "Deployment";
            case ServiceRowDecoder.TEMPLATE_ID -> "ServiceRegistration";
            case RootKeyRowDecoder.TEMPLATE_ID -> "WrappedRootKeys";
            case SchedulerConfigRowDecoder.TEMPLATE_ID -> "SchedulerConfig";
            case EdgeRowDecoder.TEMPLATE_ID -> "Edge";
            case VariableRowDecoder.TEMPLATE_ID -> "Variables";
            case AclRowDecoder.TEMPLATE_ID -> "ACL";
            case DeadlineRowDecoder.TEMPLATE_ID -> "Deadline";
            default -> "Kind " + templateId;
        };
    }
}
