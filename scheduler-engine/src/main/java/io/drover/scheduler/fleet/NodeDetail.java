package io.drover.scheduler.fleet;

import io.drover.scheduler.offheap.StringTable;
import java.util.Arrays;

/**
 * What is known of one node beyond its class and its columns. Replaced as a whole when the node registers again.
 */
public final class NodeDetail {
    private static final int NETWORK_FIELDS = 4;
    private static final int ADDRESS = 2;
    private static final int ALIAS = 3;

    final int name;
    private final int[] uniqueKeys;
    private final int[] uniqueValues;
    private final int[] networks;
    private final int[] volumes;
    private final long[] volumeIds;
    private final NodePlugins plugins;
    private final int[] reservedPorts;
    private final int dynamicPortMin;
    private final int dynamicPortMax;
    private final NodeCores cores;
    private final NodeDevices devices;

    NodeDetail(final NodeDraft draft, final StringTable strings) {
        name = draft.identity.intern(strings, draft.name());
        int uniqueCount = 0;
        final int[] keys = new int[draft.keys.count()];
        final int[] values = new int[draft.keys.count()];
        for (int i = 0; i < keys.length; i++) {
            if (NodeClasses.isUnique(draft.keys, i)) {
                keys[uniqueCount] = draft.keys.intern(strings, i);
                values[uniqueCount++] = draft.values.intern(strings, i);
            }
        }
        uniqueKeys = Arrays.copyOf(keys, uniqueCount);
        uniqueValues = Arrays.copyOf(values, uniqueCount);
        TextOrder.sortPairs(uniqueKeys, uniqueValues);
        networks = new int[draft.networkTexts.count()];
        for (int i = 0; i < networks.length; i++) {
            networks[i] = draft.networkTexts.intern(strings, i);
        }
        int volumeCount = 0;
        final int[] names = new int[draft.volumeNames.count()];
        final long[] ids = new long[2 * names.length];
        for (int i = 0; i < names.length; i++) {
            if (0 != (draft.volumeIds[2 * i] | draft.volumeIds[2 * i + 1])) {
                names[volumeCount] = draft.volumeNames.intern(strings, i);
                ids[2 * volumeCount] = draft.volumeIds[2 * i];
                ids[2 * volumeCount++ + 1] = draft.volumeIds[2 * i + 1];
            }
        }
        volumes = Arrays.copyOf(names, volumeCount);
        volumeIds = Arrays.copyOf(ids, 2 * volumeCount);
        plugins = new NodePlugins(draft.plugins, strings);
        reservedPorts = Arrays.copyOf(draft.reservedPorts, draft.reservedPortCount);
        Arrays.sort(reservedPorts);
        dynamicPortMin = draft.dynamicPortMin;
        dynamicPortMax = draft.dynamicPortMax;
        cores = new NodeCores(draft);
        devices = new NodeDevices(draft.devices, strings);
    }

    void releaseStrings(final StringTable strings) {
        strings.release(name);
        NodeClasses.release(strings, uniqueKeys);
        NodeClasses.release(strings, uniqueValues);
        NodeClasses.release(strings, networks);
        NodeClasses.release(strings, volumes);
        plugins.releaseStrings(strings);
        devices.releaseStrings(strings);
    }

    /** String id of the node's name. */
    public int name() {
        return name;
    }

    /** Value of a key such as {@code attr.unique.hostname}, or {@link NodeClass#MISSING}. */
    public int uniqueValue(final int key) {
        final int index = Arrays.binarySearch(uniqueKeys, key);
        return index < 0 ? NodeClass.MISSING : uniqueValues[index];
    }

    /** Networks, in the order in which the node reported them. */
    public int networkCount() {
        return networks.length / NETWORK_FIELDS;
    }

    public int networkMode(final int network) {
        return networks[network * NETWORK_FIELDS];
    }

    /** String id of the address. */
    public int address(final int network) {
        return networks[network * NETWORK_FIELDS + ADDRESS];
    }

    public int alias(final int network) {
        return networks[network * NETWORK_FIELDS + ALIAS];
    }

    /** Where the node has a dynamic host volume under a name, -1 when it has none. */
    public int findVolume(final int name) {
        for (int i = 0; i < volumes.length; i++) {
            if (volumes[i] == name) {
                return i;
            }
        }
        return -1;
    }

    /** Id of the dynamic host volume at a place of {@link #findVolume}. */
    public long volumeIdHigh(final int volume) {
        return volumeIds[2 * volume];
    }

    /** Id of the dynamic host volume at a place of {@link #findVolume}. */
    public long volumeIdLow(final int volume) {
        return volumeIds[2 * volume + 1];
    }

    /** Where the node has a storage plugin that can mount volumes, -1 when it has none of this name. */
    public int findPlugin(final int name) {
        return plugins.find(name);
    }

    /** Whether the storage plugin at a place of {@link #findPlugin} says that it is healthy. */
    public boolean isPluginHealthy(final int plugin) {
        return plugins.isHealthy(plugin);
    }

    /** Volumes that the node can have of a plugin at a time, 0 for no limit. */
    public int pluginVolumesMax(final int plugin) {
        return plugins.volumesMax(plugin);
    }

    /** Whether the node is at a place, in the terms of a plugin. */
    public boolean hasPluginSegment(final int plugin, final int key, final int value) {
        return plugins.hasSegment(plugin, key, value);
    }

    public boolean isReservedPort(final int port) {
        return Arrays.binarySearch(reservedPorts, port) >= 0;
    }

    /** Ports that nobody gets. */
    public int reservedPortCount() {
        return reservedPorts.length;
    }

    /** First dynamic port. */
    public int dynamicPortMin() {
        return dynamicPortMin;
    }

    /** Last dynamic port. */
    public int dynamicPortMax() {
        return dynamicPortMax;
    }

    /** Cores that may be reserved. */
    public NodeCores cores() {
        return cores;
    }

    /** Instances of devices. */
    public NodeDevices devices() {
        return devices;
    }
}
