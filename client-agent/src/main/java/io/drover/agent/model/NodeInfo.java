package io.drover.agent.model;

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
        long usableCpuMhz) {
    /** Copies the maps. */
    public NodeInfo {
        attributes = new TreeMap<>(attributes);
        meta = new TreeMap<>(meta);
    }
}
