package io.drover.agent.model;

import io.drover.agent.device.DeviceGroup;
import io.drover.agent.volume.HostVolume;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tasks can learn about the node.
 *
 * @param id the node's UUID.
 * @param name its name.
 * @param datacenter where it stands.
 * @param region its region.
 * @param nodeClass its class, or empty.
 * @param pool its node pool.
 * @param attributes what fingerprints found.
 * @param meta what operators set.
 * @param usableCpuMhz MHz that can be granted, 0 = unknown.
 * @param hostVolumes volumes by the names that jobs ask for.
 * @param devices groups of like devices.
 */
public record NodeInfo(
        String id,
        String name,
        String datacenter,
        String region,
        String nodeClass,
        String pool,
        Map<String, String> attributes,
        Map<String, String> meta,
        long usableCpuMhz,
        Map<String, HostVolume> hostVolumes,
        List<DeviceGroup> devices) {
    /** Copies the collections. */
    public NodeInfo {
        attributes = new TreeMap<>(attributes);
        meta = new TreeMap<>(meta);
        hostVolumes = Map.copyOf(hostVolumes);
        devices = List.copyOf(devices);
    }

    /** A node without host volumes and devices. */
    public NodeInfo(
            final String id,
            final String name,
            final String datacenter,
            final String region,
            final String nodeClass,
            final String pool,
            final Map<String, String> attributes,
            final Map<String, String> meta,
            final long usableCpuMhz) {
        this(id, name, datacenter, region, nodeClass, pool, attributes, meta, usableCpuMhz, Map.of(), List.of());
    }
}
