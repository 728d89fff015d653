package io.drover.tools.agent.config;

import io.drover.gateway.jobspec.json.JsonObject;
import java.nio.file.Path;
import java.util.List;

/** Loads configuration paths, weakest first, and the settings of the command line over them. */
public final class ConfigLoader {
    private ConfigLoader() {}

    /** The merged tree. */
    public static ConfigTree load(final List<Path> paths, final JsonObject commandLine) throws ConfigException {
        JsonObject merged = new JsonObject();
        for (final Path path : paths) {
            for (final JsonObject tree : ConfigFile.read(path)) {
                merged = ConfigTree.merge(merged, tree);
            }
        }
        return new ConfigTree(ConfigTree.merge(merged, commandLine));
    }
}
