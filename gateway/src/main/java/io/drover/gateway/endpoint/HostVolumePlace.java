package io.drover.gateway.endpoint;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.render.NodeView;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses the node of a new host volume: the first in the order of ids that can have it. Nobody asks whether it is ready. */
final class HostVolumePlace {
    private static final String ATTRIBUTE = "${attr.";
    private static final String META = "${meta.";

    private HostVolumePlace() {}

    /** The node; says how many could not have the volume, and why, when none can. */
    static NodeView choose(final HostVolumeDraft draft, final List<NodeView> nodes) throws HttpProblem {
        int existing = 0;
        int infeasible = 0;
        for (final NodeView node : nodes) {
            final boolean isInPool =
                    draft.nodePool().isEmpty() || draft.nodePool().equals(node.nodePool());
            if (isInPool && node.hasHostVolume(draft.name())) {
                existing++;
            } else if (isInPool && isFeasible(draft, node)) {
                return node;
            } else if (isInPool) {
                infeasible++;
            }
        }
        throw new HttpProblem(
                500,
                "could not place volume \"" + draft.name() + "\": no node meets constraints: " + existing
                        + " nodes had existing volume, 0 nodes filtered by node pool governance, " + infeasible
                        + " nodes were infeasible");
    }

    private static boolean isFeasible(final HostVolumeDraft draft, final NodeView node) throws HttpProblem {
        if (!node.attributes().containsKey("plugins.host_volume." + draft.pluginOrDefault() + ".version")) {
            return false;
        }
        if (draft.constraints() instanceof JsonArray list) {
            for (final JsonObject each : list.objects()) {
                if (!isMet(each, node)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isMet(final JsonObject constraint, final NodeView node) throws HttpProblem {
        final String left = resolve(constraint.text("LTarget"), node);
        final String right = resolve(constraint.text("RTarget"), node);
        final String operand = constraint.text("Operand");
        return switch (operand) {
            case "=", "==", "is" -> left != null && left.equals(right);
            case "!=", "not" -> left == null || !left.equals(right);
            case "is_set" -> left != null;
            case "is_not_set" -> left == null;
            case "regexp" -> left != null && right != null && matches(right, left);
            case "set_contains", "set_contains_all" ->
                left != null && right != null && elements(left).containsAll(elements(right));
            case "set_contains_any" ->
                left != null && right != null && elements(right).stream().anyMatch(elements(left)::contains);
            default ->
                throw new HttpProblem(500, "a constraint of a host volume cannot have the operand \"" + operand + "\"");
        };
    }

    private static boolean matches(final String pattern, final String text) throws HttpProblem {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (final PatternSyntaxException ex) {
            throw new HttpProblem(500, "a constraint of a host volume has a bad regular expression: " + pattern);
        }
    }

    private static Set<String> elements(final String list) {
        return Set.copyOf(
                Arrays.stream(list.split(",", -1)).map(String::trim).distinct().toList());
    }

    /** A text with the node's value in the place of a reference; null when the node has no such. */
    private static @Nullable String resolve(final String target, final NodeView node) {
        if (target.startsWith(ATTRIBUTE)) {
            return node.attributes().get(key(target, ATTRIBUTE));
        }
        if (target.startsWith(META)) {
            return node.meta().get(key(target, META));
        }
        return switch (target) {
            case "${node.unique.id}" -> node.id();
            case "${node.unique.name}" -> node.name();
            case "${node.datacenter}" -> node.datacenter();
            case "${node.class}" -> node.nodeClass();
            case "${node.pool}" -> node.nodePool();
            default -> target.startsWith("${") ? null : target;
        };
    }

    private static String key(final String target, final String prefix) {
        return target.substring(prefix.length(), target.endsWith("}") ? target.length() - 1 : target.length());
    }
}
