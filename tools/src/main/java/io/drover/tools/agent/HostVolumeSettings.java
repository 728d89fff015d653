package io.drover.tools.agent;

import io.drover.agent.volume.HostVolume;
import io.drover.tools.agent.config.ConfigException;
import io.drover.tools.agent.config.ConfigTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Host volumes as the configuration knows them.
 *
 * @param configured volumes by name.
 * @param directory where volumes are made while the node runs.
 * @param pluginDirectory programs that make volumes.
 */
record HostVolumeSettings(Map<String, HostVolume> configured, Path directory, Path pluginDirectory) {
    private static final String BLOCK = "client.host_volume";

    static HostVolumeSettings of(final ConfigTree tree, final boolean isClient, final Path dataDir)
            throws ConfigException {
        final Map<String, HostVolume> configured = new TreeMap<>();
        for (final String name : tree.names(BLOCK)) {
            final String path = tree.text(BLOCK + "." + name + ".path", "");
            if (path.isEmpty()) {
                throw new ConfigException("Missing path in host_volume config");
            }
            if (isClient && !Files.exists(Path.of(path))) {
                throw new ConfigException(
                        "failed to validate volume " + name + ", err: stat " + path + ": no such file or directory");
            }
            configured.put(name, new HostVolume("", path, tree.bool(BLOCK + "." + name + ".read_only", false)));
        }
        return new HostVolumeSettings(
                Map.copyOf(configured),
                directory(tree, "host_volumes_dir", dataDir.resolve("host_volumes")),
                directory(tree, "host_volume_plugin_dir", dataDir.resolve("host_volume_plugins")));
    }

    private static Path directory(final ConfigTree tree, final String key, final Path otherwise)
            throws ConfigException {
        final Path path = Path.of(tree.text("client." + key, otherwise.toString()));
        if (!path.isAbsolute()) {
            throw new ConfigException(key.replace('_', '-') + " must be given as an absolute path: got " + path);
        }
        return path;
    }
}
