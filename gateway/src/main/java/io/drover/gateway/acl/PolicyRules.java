package io.drover.gateway.acl;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one policy as they were written, short-hands resolved.
 *
 * @param namespaces what is granted in namespaces.
 * @param nodePools what is granted on node pools.
 * @param hostVolumes what is granted on host volumes.
 * @param levels word by area: agent, node, operator, quota, plugin; an area that is not named is not there.
 * @param operator what is granted to operators.
 * @param text the rules as they were sent.
 */
public record PolicyRules(
        List<NamespaceRule> namespaces,
        List<NamedRule> nodePools,
        List<NamedRule> hostVolumes,
        Map<String, String> levels,
        List<String> operator,
        String text) {
    /** A policy that grants nothing. */
    static final PolicyRules NONE = new PolicyRules(List.of(), List.of(), List.of(), Map.of(), List.of(), "");

    /**
     * A block with a name, which may be a pattern.
     *
     * @param name of what it is about.
     * @param policy the word that was written, or nothing.
     * @param capabilities all that it grants.
     */
    record NamedRule(String name, String policy, List<String> capabilities) {}

    /**
     * A namespace block.
     *
     * @param rule what it grants.
     * @param variables what it grants on variables, by path; null when it says nothing of them.
     */
    record NamespaceRule(NamedRule rule, @Nullable List<NamedRule> variables) {}

    /** Whether the policy says nothing at all. */
    boolean isEmpty() {
        return namespaces.isEmpty() && nodePools.isEmpty() && hostVolumes.isEmpty() && levels.isEmpty();
    }

    /** The rules as clients read them. */
    public JsonObject asJson() {
        final JsonArray namespaceRules = new JsonArray();
        for (final NamespaceRule each : namespaces) {
            final List<NamedRule> paths = each.variables();
            namespaceRules.add(named(each.rule()).put("Variables", paths == null ? JsonNull.NULL : variables(paths)));
        }
        final JsonObject json = new JsonObject()
                .put("Agent", level("agent"))
                .putNull("ExtraKeysHCL")
                .put("HostVolumes", named(hostVolumes))
                .put("Namespaces", namespaces.isEmpty() ? JsonNull.NULL : namespaceRules)
                .put("Node", level("node"))
                .put("NodePools", named(nodePools));
        if (level("operator") instanceof JsonObject word) {
            json.put("Operator", word.put("Capabilities", texts(operator)));
        } else {
            json.putNull("Operator");
        }
        return json.put("Plugin", level("plugin"))
                .put("Quota", level("quota"))
                .put("Raw", text)
                .putNull("Sentinel");
    }

    private JsonValue level(final String area) {
        final String word = levels.get(area);
        return word == null ? JsonNull.NULL : new JsonObject().put("Policy", word);
    }

    private static JsonObject variables(final List<NamedRule> paths) {
        final JsonArray all = new JsonArray();
        for (final NamedRule path : paths) {
            all.add(new JsonObject()
                    .put("Capabilities", texts(path.capabilities()))
                    .put("PathSpec", path.name()));
        }
        return new JsonObject().put("Paths", all);
    }

    private static JsonValue named(final List<NamedRule> rules) {
        final JsonArray all = new JsonArray();
        rules.forEach(rule -> all.add(named(rule)));
        return rules.isEmpty() ? JsonNull.NULL : all;
    }

    private static JsonObject named(final NamedRule rule) {
        return new JsonObject()
                .put("Capabilities", texts(rule.capabilities()))
                .put("Name", rule.name())
                .put("Policy", rule.policy());
    }

    private static JsonValue texts(final List<String> texts) {
        return texts.isEmpty() ? JsonNull.NULL : JsonArray.ofStrings(texts);
    }
}
