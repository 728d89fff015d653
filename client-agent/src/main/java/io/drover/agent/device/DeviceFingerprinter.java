package io.drover.agent.device;

import io.drover.agent.fingerprint.HostFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks for devices: files that the configuration names, and what the tools of vendors tell. On the caller's thread. */
public final class DeviceFingerprinter {
    private static final int NOT_KNOWN = -1;

    private final DeviceSettings settings;
    private final HostFiles files;
    private final List<Integer> numaNodes;
    private final NvidiaTool nvidia;

    /**
     * Looks at {@code files}.
     *
     * @param numaNodes numbers of the host's memory nodes.
     */
    public DeviceFingerprinter(
            final DeviceSettings settings,
            final HostFiles files,
            final List<Integer> numaNodes,
            final NvidiaTool nvidia) {
        this.settings = settings;
        this.files = files;
        this.numaNodes = List.copyOf(numaNodes);
        this.nvidia = nvidia;
    }

    /** All groups of like devices; one that has no instances is left out. */
    public List<DeviceGroup> run() {
        final List<DeviceGroup> groups = new ArrayList<>();
        for (final DeviceSettings.FileDevices configured : settings.configured()) {
            if (!configured.paths().isEmpty()) {
                groups.add(ofFiles(configured));
            }
        }
        if (settings.hasNvidia()) {
            groups.addAll(NvidiaDevices.groups(nvidia.query(), settings.ignoredGpuIds(), this::numaNode));
        }
        return List.copyOf(groups);
    }

    /** The variable that tells a task the ids of its devices, where nothing else is said. */
    public static String envName(final String vendor) {
        return vendor.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_VISIBLE_DEVICES";
    }

    private DeviceGroup ofFiles(final DeviceSettings.FileDevices configured) {
        final List<DeviceGroup.Instance> instances = new ArrayList<>();
        for (final String path : configured.paths()) {
            final boolean isThere = Files.exists(files.root().resolve(path.substring(1)));
            instances.add(new DeviceGroup.Instance(
                    Path.of(path).getFileName().toString(),
                    isThere ? "" : path + " does not exist",
                    "",
                    onlyNumaNode(),
                    path));
        }
        final SortedMap<String, DeviceAttribute> attributes = new TreeMap<>();
        configured.attributes().forEach((key, value) -> attributes.put(key, DeviceAttribute.of(value)));
        return new DeviceGroup(
                configured.vendor(),
                configured.type(),
                configured.name(),
                instances,
                attributes,
                configured.envName().isEmpty() ? envName(configured.vendor()) : configured.envName());
    }

    /** The memory node of what is plugged in somewhere. */
    private int numaNode(final String pciBusId) {
        final int found = (int)
                files.number("sys/bus/pci/devices/" + pciBusId + "/numa_node").orElse(NOT_KNOWN);
        return found >= 0 ? found : onlyNumaNode();
    }

    private int onlyNumaNode() {
        return numaNodes.size() == 1 ? numaNodes.get(0) : NOT_KNOWN;
    }
}
