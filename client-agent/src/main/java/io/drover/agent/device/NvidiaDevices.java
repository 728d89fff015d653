package io.drover.agent.device;

import io.drover.sbe.common.DeviceValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** Reads what {@link NvidiaTool} tells: a group for each model, with the attributes that jobs for Nomad ask for. */
final class NvidiaDevices {
    private static final int COLUMN_COUNT = 10;
    private static final String ENV_NAME = "NVIDIA_VISIBLE_DEVICES";

    private NvidiaDevices() {}

    static List<DeviceGroup> groups(
            final List<String> lines, final List<String> ignoredIds, final ToIntFunction<String> numaNode) {
        final Map<String, List<String[]>> byModel = new TreeMap<>();
        for (final String line : lines) {
            final String[] columns = line.split(",", -1);
            for (int i = 0; i < columns.length; i++) {
                columns[i] = columns[i].trim();
            }
            if (columns.length == COLUMN_COUNT && !ignoredIds.contains(columns[0])) {
                byModel.computeIfAbsent(columns[1], name -> new ArrayList<>()).add(columns);
            }
        }
        final List<DeviceGroup> groups = new ArrayList<>();
        byModel.forEach((model, gpus) -> {
            final List<DeviceGroup.Instance> instances = new ArrayList<>();
            for (final String[] gpu : gpus) {
                final String busId = busId(gpu[3]);
                instances.add(new DeviceGroup.Instance(gpu[0], "", busId, numaNode.applyAsInt(busId), ""));
            }
            groups.add(new DeviceGroup("nvidia", "gpu", model, instances, attributes(gpus.get(0)), ENV_NAME));
        });
        return groups;
    }

    private static SortedMap<String, DeviceAttribute> attributes(final String[] columns) {
        final SortedMap<String, DeviceAttribute> attributes = new TreeMap<>();
        put(attributes, "memory", columns[2], " MiB");
        put(attributes, "driver_version", columns[4], "");
        put(attributes, "power", columns[5].replaceAll("\\..*", ""), " W");
        put(attributes, "cores_clock", columns[6], " MHz");
        put(attributes, "memory_clock", columns[7], " MHz");
        put(attributes, "display_state", columns[8], "");
        put(attributes, "persistence_mode", columns[9], "");
        return attributes;
    }

    /** What the tool does not know is left out. */
    private static void put(
            final SortedMap<String, DeviceAttribute> attributes,
            final String key,
            final String value,
            final String unit) {
        if (unit.isEmpty() && !value.isEmpty() && !value.startsWith("[")) {
            attributes.put(key, new DeviceAttribute(DeviceValueKind.TEXT, 0, value, ""));
        } else if (value.matches("\\d{1,12}")) {
            attributes.put(key, DeviceAttribute.of(value + unit));
        }
    }

    /** The tool writes domains with eight digits, the kernel with four. */
    private static String busId(final String told) {
        final String lower = told.toLowerCase(Locale.ROOT);
        return lower.matches("[0-9a-f]{8}:.*") ? lower.substring(4) : lower;
    }
}
