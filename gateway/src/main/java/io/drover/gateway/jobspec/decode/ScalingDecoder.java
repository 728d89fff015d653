package io.drover.gateway.jobspec.decode;

import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.schema.TypeSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rules of scaling blocks: what a group policy needs, and which policies a task may have. */
final class ScalingDecoder {

    private static final Map<String, String> TASK_POLICY_TYPES = Map.of("cpu", "vertical_cpu", "mem", "vertical_mem");

    private final BlockDecoder blocks;
    private final Problems problems;

    ScalingDecoder(final BlockDecoder blocks, final Problems problems) {
        this.blocks = blocks;
        this.problems = problems;
    }

    void finishGroupPolicy(final JsonObject policy, final ScopedBlock scoped) {
        if (policy.text("Type").isEmpty()) {
            policy.put("Type", "horizontal");
        }
        final Argument type = scoped.block().body().argument("type");
        if (scoped.block().body().argument("max") == null) {
            problems.error(
                    "Missing required argument",
                    "The argument \"max\" is required, but no definition was found.",
                    scoped.block().openRange());
        }
        if (type != null && !policy.text("Type").equals("horizontal")) {
            problems.error(
                    "Invalid group scaling type",
                    "task group scaling policy had invalid type: \"" + policy.text("Type") + "\"",
                    type.expression().range());
        }
    }

    JsonArray taskPolicies(final List<ScopedBlock> scopedBlocks, final TypeSpec type) {
        final JsonArray policies = new JsonArray();
        final Map<String, Block> seen = new HashMap<>();
        for (final ScopedBlock scoped : scopedBlocks) {
            final Block block = scoped.block();
            final Block.Label label = block.labels().get(0);
            final String name = label.text().toLowerCase(Locale.ROOT);
            final String policyType = TASK_POLICY_TYPES.get(name);
            if (policyType == null) {
                problems.error(
                        "Invalid scaling policy name", "scaling policy name must be \"cpu\" or \"mem\"", label.range());
                continue;
            }
            final Block earlier = seen.putIfAbsent(name, block);
            if (earlier != null) {
                problems.error(
                        "Duplicate scaling \"" + name + "\" block",
                        "Only one scaling " + name + " block is allowed. Another was defined at "
                                + earlier.headerRange() + ".",
                        block.headerRange());
                continue;
            }
            final JsonObject policy = blocks.decode(scoped, type);
            if (policy.text("Type").isEmpty()) {
                policy.put("Type", policyType);
            }
            if (policy.text("Type").equals(policyType)) {
                policies.add(policy);
            } else {
                problems.error(
                        "Invalid scaling policy type",
                        "Invalid policy type, expected \"" + policyType + "\" but found \"" + policy.text("Type")
                                + "\"",
                        block.headerRange());
            }
        }
        return policies;
    }
}
