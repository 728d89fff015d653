package io.drover.tools.agent;

import io.drover.agent.device.DeviceSettings;
import io.drover.tools.agent.config.ConfigException;
import io.drover.tools.agent.config.ConfigTree;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads what the configuration says about devices.
 *
 * <pre>
 *  client {
 *    device "acme/fpga/f1" {
 *      paths      = ["/dev/fpga0", "/dev/fpga1"]
 *      env        = "ACME_VISIBLE_DEVICES"
 *      attributes { memory = "16 GiB" }
 *    }
 *  }
 *  plugin "nomad-device-nvidia" { config { enabled = true  ignored_gpu_ids = [] } }
 * </pre>
 */
final class DeviceConfig {
    private static final String BLOCK = "client.device";
    private static final String NVIDIA = "plugin.nomad-device-nvidia.config.";
    private static final int NAME_PARTS = 3;

    private DeviceConfig() {}

    static DeviceSettings of(final ConfigTree tree) throws ConfigException {
        final List<DeviceSettings.FileDevices> configured = new ArrayList<>();
        for (final String name : tree.names(BLOCK)) {
            final String block = BLOCK + "." + name;
            final String[] parts = name.split("/", NAME_PARTS);
            if (parts.length != NAME_PARTS || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()) {
                throw new ConfigException(BLOCK + " \"" + name + "\": expected a name such as vendor/type/model");
            }
            final List<String> paths = tree.texts(block + ".paths");
            for (final String path : paths) {
                if (!path.matches("/dev/[^/].*") || path.contains("..")) {
                    throw new ConfigException(block + ".paths has \"" + path + "\"; expected files below /dev");
                }
            }
            configured.add(new DeviceSettings.FileDevices(
                    parts[0],
                    parts[1],
                    parts[2],
                    paths,
                    new TreeMap<>(tree.map(block + ".attributes")),
                    tree.text(block + ".env", "")));
        }
        return new DeviceSettings(
                configured, tree.bool(NVIDIA + "enabled", true), tree.texts(NVIDIA + "ignored_gpu_ids"));
    }
}
