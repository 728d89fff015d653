package io.drover.gateway.acl;

import io.drover.gateway.acl.PolicyRules.NamedRule;
import io.drover.gateway.acl.PolicyRules.NamespaceRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and checks the rules of a policy. */
public final class PolicyParser {
    /** Longest text of rules. */
    public static final int LENGTH_MAX = 256 * 1024;

    private static final Pattern NAMESPACE = Pattern.compile("[a-zA-Z0-9-*]{1,128}");
    private static final Pattern NODE_POOL = Pattern.compile("[a-zA-Z0-9-_*]{1,128}");
    private static final Pattern HOST_VOLUME = Pattern.compile("[a-zA-Z0-9-*]{1,128}");
    private static final Set<String> COARSE = Set.of(Capabilities.DENY, "read", "write");
    private static final Set<String> OF_NAMESPACE = Set.of(Capabilities.DENY, "read", "write", "scale");
    private static final Set<String> OF_PLUGIN = Set.of(Capabilities.DENY, "list", "read", "write");
    private static final Map<String, String> AREAS =
            Map.of("agent", "Agent", "node", "Node", "operator", "Operator", "quota", "Quota", "plugin", "Plugin");

    private PolicyParser() {}

    /** Reads rules; the message of a refusal is the one that clients know. */
    public static PolicyRules parse(final String text) throws AccessException {
        if (text.isBlank()) {
            return PolicyRules.NONE;
        }
        if (text.length() > LENGTH_MAX) {
            throw new AccessException("rules longer than " + LENGTH_MAX);
        }
        final RuleBlock root;
        try {
            root = RuleBlock.read(text);
        } catch (final AccessException ex) {
            throw new AccessException("Failed to parse ACL Policy: " + ex.text());
        }
        final List<NamespaceRule> namespaces = new ArrayList<>();
        for (final RuleBlock block : root.blocks("namespace")) {
            namespaces.add(namespace(block));
        }
        final List<NamedRule> pools = new ArrayList<>();
        for (final RuleBlock block : root.blocks("node_pool")) {
            pools.add(nodePool(block));
        }
        final List<NamedRule> volumes = new ArrayList<>();
        for (final RuleBlock block : root.blocks("host_volume")) {
            volumes.add(hostVolume(block));
        }
        final Map<String, String> levels = new LinkedHashMap<>();
        final PolicyRules rules = new PolicyRules(namespaces, pools, volumes, levels, operator(root, levels), text);
        levels(root, levels);
        if (rules.isEmpty()) {
            throw new AccessException("Invalid policy: " + text);
        }
        return rules;
    }

    private static NamespaceRule namespace(final RuleBlock block) throws AccessException {
        if (!NAMESPACE.matcher(block.label()).matches()) {
            throw new AccessException("Invalid namespace name: " + described("NamespacePolicy", block));
        }
        final NamedRule rule = rule(
                block,
                OF_NAMESPACE,
                "namespace",
                "NamespacePolicy",
                Capabilities::isOfNamespace,
                Capabilities::namespace);
        return new NamespaceRule(rule, variables(block));
    }

    private static @Nullable List<NamedRule> variables(final RuleBlock namespace) throws AccessException {
        final List<RuleBlock> blocks = namespace.blocks("variables");
        if (blocks.isEmpty()) {
            return null;
        }
        final List<NamedRule> paths = new ArrayList<>();
        for (final RuleBlock block : blocks) {
            if (block.blocks("path").isEmpty()) {
                throw new AccessException(
                        "Invalid variable policy: no variable paths in namespace " + namespace.label());
            }
            for (final RuleBlock path : block.blocks("path")) {
                if (path.label().isEmpty()) {
                    throw new AccessException("Invalid missing variable path in namespace " + namespace.label());
                }
                for (final String capability : path.list("capabilities")) {
                    if (!Capabilities.isOfVariables(capability)) {
                        throw new AccessException(
                                "Invalid variable capability '" + capability + "' in namespace " + namespace.label());
                    }
                }
                paths.add(new NamedRule(path.label(), "", Capabilities.variables(path.list("capabilities"))));
            }
        }
        return paths;
    }

    private static NamedRule nodePool(final RuleBlock block) throws AccessException {
        final String name = block.label();
        final String policy = block.text("policy");
        if (!NODE_POOL.matcher(name).matches()) {
            throw new AccessException("Invalid node pool name '" + name + "'");
        }
        if (!policy.isEmpty() && !COARSE.contains(policy)) {
            throw new AccessException("Invalid node pool policy '" + policy + "' for '" + name + "'");
        }
        for (final String capability : block.list("capabilities")) {
            if (!Capabilities.isOfNodePool(capability)) {
                throw new AccessException("Invalid node pool capability '" + capability + "' for '" + name + "'");
            }
        }
        return new NamedRule(
                name, policy, Capabilities.joined(block.list("capabilities"), Capabilities.nodePool(policy)));
    }

    private static NamedRule hostVolume(final RuleBlock block) throws AccessException {
        if (!HOST_VOLUME.matcher(block.label()).matches()) {
            throw new AccessException("Invalid host volume name: " + described("HostVolumePolicy", block));
        }
        return rule(
                block,
                COARSE,
                "host volume",
                "HostVolumePolicy",
                Capabilities::isOfHostVolume,
                Capabilities::hostVolume);
    }

    private static NamedRule rule(
            final RuleBlock block,
            final Set<String> words,
            final String what,
            final String type,
            final Predicate<String> isCapability,
            final Function<String, List<String>> expansion)
            throws AccessException {
        final String policy = block.text("policy");
        if (!policy.isEmpty() && !words.contains(policy)) {
            throw new AccessException("Invalid " + what + " policy: " + described(type, block));
        }
        for (final String capability : block.list("capabilities")) {
            if (!isCapability.test(capability)) {
                throw new AccessException(
                        "Invalid " + what + " capability '" + capability + "': " + described(type, block));
            }
        }
        return new NamedRule(
                block.label(), policy, Capabilities.joined(block.list("capabilities"), expansion.apply(policy)));
    }

    private static List<String> operator(final RuleBlock root, final Map<String, String> levels)
            throws AccessException {
        List<String> granted = List.of();
        for (final RuleBlock block : root.blocks("operator")) {
            final String policy = block.text("policy");
            if (!policy.isEmpty() && !COARSE.contains(policy)) {
                throw new AccessException("Invalid operator policy: &acl.OperatorPolicy{Policy:\"" + policy
                        + "\", Capabilities:" + strings(block.list("capabilities")) + "}");
            }
            for (final String capability : block.list("capabilities")) {
                if (!Capabilities.isOfOperator(capability)) {
                    throw new AccessException("Invalid operator capability '" + capability + "'");
                }
            }
            levels.put("operator", policy);
            granted = Capabilities.joined(block.list("capabilities"), Capabilities.operator(policy));
        }
        return granted;
    }

    private static void levels(final RuleBlock root, final Map<String, String> levels) throws AccessException {
        for (final String area : List.of("agent", "node", "quota", "plugin")) {
            for (final RuleBlock block : root.blocks(area)) {
                final String policy = block.text("policy");
                if (!(area.equals("plugin") ? OF_PLUGIN : COARSE).contains(policy)) {
                    throw new AccessException("Invalid " + area + " policy: &acl." + AREAS.get(area)
                            + "Policy{Policy:\"" + policy + "\"}");
                }
                levels.put(area, policy);
            }
        }
    }

    /** A block as clients see it in messages. */
    private static String described(final String type, final RuleBlock block) {
        return "&acl." + type + "{Name:\"" + block.label() + "\", Policy:\"" + block.text("policy")
                + "\", Capabilities:" + strings(block.list("capabilities"))
                + (type.equals("NamespacePolicy") ? ", Variables:(*acl.VariablesPolicy)(nil)" : "") + "}";
    }

    private static String strings(final List<String> texts) {
        return texts.isEmpty()
                ? "[]string(nil)"
                : texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(", ", "[]string{", "}"));
    }
}
