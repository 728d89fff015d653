package io.drover.agent.device;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What operators say about devices.
 *
 * @param configured devices that are files.
 * @param hasNvidia whether to ask the tool of NVIDIA's driver, where it is installed.
 * @param ignoredGpuIds ids of GPUs that tasks do not get.
 */
public record DeviceSettings(List<FileDevices> configured, boolean hasNvidia, List<String> ignoredGpuIds) {
    /** Copies the lists. */
    public DeviceSettings {
        configured = List.copyOf(configured);
        ignoredGpuIds = List.copyOf(ignoredGpuIds);
    }

    /**
     * Like devices, each a file.
     *
     * @param vendor who makes them.
     * @param type what they are.
     * @param name the model.
     * @param paths their files; the last part of each is the id of the device.
     * @param attributes what jobs may ask for, as operators write it.
     * @param envName variable that tells a task the ids of those it got; empty for the usual one.
     */
    public record FileDevices(
            String vendor,
            String type,
            String name,
            List<String> paths,
            SortedMap<String, String> attributes,
            String envName) {
        /** Copies the collections. */
        public FileDevices {
            paths = List.copyOf(paths);
            attributes = new TreeMap<>(attributes);
        }
    }
}
