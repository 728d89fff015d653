package io.drover.gateway.diff;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Services with their checks and their place in a mesh. */
final class ServiceDiffs {
    private static final String[] SERVICE = {
        "Address",
        "AddressMode",
        "CanaryMeta",
        "Cluster",
        "EnableTagOverride",
        "Kind",
        "Meta",
        "Name",
        "Namespace",
        "OnUpdate",
        "PortLabel",
        "Provider",
        "TaggedAddresses",
        "TaskName"
    };
    private static final String[] CHECK = {
        "AddressMode",
        "Body",
        "Command",
        "Expose",
        "FailuresBeforeCritical",
        "FailuresBeforeWarning",
        "GRPCService",
        "GRPCUseTLS",
        "InitialStatus",
        "Interval",
        "Method",
        "Name",
        "Notes",
        "OnUpdate",
        "Path",
        "PortLabel",
        "Protocol",
        "SuccessBeforePassing",
        "TLSServerName",
        "TLSSkipVerify",
        "TaskName",
        "Timeout",
        "Type"
    };

    private ServiceDiffs() {}

    /** Adds the services of a group or a task. */
    static void add(final Blocks blocks) {
        blocks.named("Services", "Service", service -> service.text("Name"), ServiceDiffs::parts, SERVICE);
    }

    private static List<ObjectDiff> parts(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        final Blocks blocks = new Blocks(before, after)
                .texts("CanaryTags", "CanaryTags")
                .texts("Tags", "Tags")
                .named("Checks", "Check", check -> check.text("Name"), ServiceDiffs::checkParts, CHECK)
                .block("Connect", "ConsulConnect", ServiceDiffs::connect, "Native")
                .block("Weights", "Weights", "Passing", "Warning");
        IdentityDiffs.addOne(blocks);
        return blocks.found();
    }

    private static List<ObjectDiff> checkParts(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after)
                .texts("Args", "Args")
                .free("Header", "Header")
                .block("CheckRestart", "CheckRestart", "Grace", "IgnoreWarnings", "Limit")
                .found();
    }

    private static List<ObjectDiff> connect(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after)
                .free("SidecarService", "SidecarService")
                .free("SidecarTask", "SidecarTask")
                .free("Gateway", "Gateway")
                .found();
    }
}
