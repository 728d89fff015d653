package io.drover.tools.agent;

import io.drover.tools.agent.config.ConfigException;
import io.drover.tools.agent.config.ConfigTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an agent would say about a configuration that could be read. Immutable.
 *
 * @param warnings what the operator should know
 * @param complaints why an agent would not start, empty when it would
 */
public record ConfigCheck(List<String> warnings, List<String> complaints) {
    private static final List<String> CLIENT_FOLDERS = List.of("alloc_dir", "alloc_mounts_dir", "state_dir");

    public ConfigCheck {
        warnings = List.copyOf(warnings);
        complaints = List.copyOf(complaints);
    }

    /** Checks a merged configuration. */
    public static ConfigCheck of(final ConfigTree tree) {
        final List<String> warnings = new ArrayList<>();
        final List<String> complaints = new ArrayList<>();
        try {
            if (!tree.bool("tls.http", false) || !tree.bool("tls.rpc", false)) {
                warnings.add("mTLS is not configured - Nomad is not secure without mTLS!");
            }
            if (needsClientFolders(tree)) {
                complaints.add(
                        "Must specify the state, alloc-dir, alloc-mounts-dir and plugin-dir if data-dir is omitted.");
            } else {
                AgentConfig.of(tree, false, Path.of("/"));
                if (tree.bool("server.enabled", false) && tree.integer("server.bootstrap_expect", 0) == 1) {
                    warnings.add("Bootstrap mode enabled! Potentially unsafe operation.");
                }
            }
        } catch (final ConfigException refused) {
            complaints.add(refused.getMessage());
        }
        return new ConfigCheck(warnings, complaints);
    }

    private static boolean needsClientFolders(final ConfigTree tree) throws ConfigException {
        if (!tree.text("data_dir", "").isEmpty()
                || !tree.bool("client.enabled", false)
                || tree.bool("server.enabled", false)) {
            return false;
        }
        for (final String folder : CLIENT_FOLDERS) {
            if (tree.text("client." + folder, "").isEmpty()) {
                return true;
            }
        }
        return tree.text("plugin_dir", "").isEmpty();
    }
}
