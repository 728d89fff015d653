package io.drover.agent.device;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Like devices of a node; immutable.
 *
 * @param vendor who makes them.
 * @param type what they are, such as {@code gpu}.
 * @param name the model.
 * @param instances the devices, in the order in which they are given out.
 * @param attributes what jobs may ask for, by key.
 * @param envName variable that tells a task the ids of those it got.
 */
public record DeviceGroup(
        String vendor,
        String type,
        String name,
        List<Instance> instances,
        SortedMap<String, DeviceAttribute> attributes,
        String envName) {
    /** Copies the collections. */
    public DeviceGroup {
        instances = List.copyOf(instances);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** Whether the three names are those of this group. */
    public boolean isNamed(final String ofVendor, final String ofType, final String ofName) {
        return vendor.equals(ofVendor) && type.equals(ofType) && name.equals(ofName);
    }

    /**
     * One device.
     *
     * @param id its name among those of the group.
     * @param healthDescription what is wrong with it; empty when it may be used.
     * @param pciBusId where it is plugged in; empty when that is not known.
     * @param numaNode memory node that it is attached to, -1 when that is not known.
     * @param hostPath its file under {@code /dev}; empty when it has none of its own.
     */
    public record Instance(String id, String healthDescription, String pciBusId, int numaNode, String hostPath) {
        /** Whether tasks may have it. */
        public boolean isHealthy() {
            return healthDescription.isEmpty();
        }
    }
}
