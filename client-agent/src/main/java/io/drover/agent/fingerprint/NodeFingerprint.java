package io.drover.agent.fingerprint;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that fingerprinters found, drivers excepted; immutable. Drivers change while the agent runs and are watched by
 * {@link DriverMonitor}.
 *
 * @param attributes sorted by key; all values are text.
 * @param links ids of the node in other systems.
 * @param resources what it offers.
 */
public record NodeFingerprint(
        SortedMap<String, String> attributes, SortedMap<String, String> links, NodeResources resources) {
    /** Copies the maps. */
    public NodeFingerprint {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
    }
}
