package io.drover.gateway.diff;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks that jobs, groups, tasks and devices share. */
final class CommonDiffs {
    private static final String[] CONDITION = {"LTarget", "Operand", "RTarget"};
    private static final String[] WEIGHTED = {"LTarget", "Operand", "RTarget", "Weight"};

    private CommonDiffs() {}

    /** Constraints and affinities. */
    static void conditions(final Blocks blocks) {
        blocks.set("Constraints", "Constraint", CONDITION).set("Affinities", "Affinity", WEIGHTED);
    }

    /** Spreads with their targets. */
    static void spreads(final Blocks blocks) {
        blocks.set("Spreads", "Spread", CommonDiffs::spreadTargets, "Attribute", "Weight");
    }

    /** Networks with their ports. */
    static void networks(final Blocks blocks) {
        blocks.set("Networks", "Network", CommonDiffs::ports, "Hostname=", "Mode=");
    }

    /** Consul's cluster and namespace. */
    static void consul(final Blocks blocks) {
        blocks.block("Consul", "Consul", "Cluster", "Namespace", "Partition");
    }

    private static List<ObjectDiff> spreadTargets(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after)
                .set("SpreadTarget", "SpreadTarget", "Percent", "Value")
                .found();
    }

    private static List<ObjectDiff> ports(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after)
                .set("ReservedPorts", "Static Port", "HostNetwork", "IgnoreCollision=false", "Label", "To=0", "Value=0")
                .set("DynamicPorts", "Dynamic Port", "HostNetwork", "Label", "To=0")
                .block("DNS", "DNS", CommonDiffs::dns)
                .block("CNI", "CNIConfig", "Args")
                .found();
    }

    private static List<ObjectDiff> dns(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after)
                .texts("Servers", "Servers")
                .texts("Searches", "Searches")
                .texts("Options", "Options")
                .found();
    }
}
