package io.drover.scheduler.fleet;

import io.drover.scheduler.offheap.StringTable;

/**
 * Instances of devices of one node, by group: groups are in the order of {@link NodeClass#deviceGroup}. Replaced as a whole when the
 * node registers again.
 */
public final class NodeDevices {
    /** The memory node of an instance is not known. */
    public static final int NO_NODE = -1;

    private final int[] limits;
    private final int[] instances;
    private final boolean[] healthy;
    private final int[] numaNodes;
    private final DeviceAttributes[] uniques;

    NodeDevices(final DeviceDraft draft, final StringTable strings) {
        final int groupCount = draft.groupCount();
        final int count = draft.instances.count();
        limits = new int[groupCount];
        instances = new int[count];
        healthy = new boolean[count];
        numaNodes = new int[count];
        uniques = new DeviceAttributes[groupCount];
        int at = 0;
        for (int place = 0; place < groupCount; place++) {
            final int group = draft.group(place);
            for (int i = draft.instanceFirst(group); i < draft.instanceLimit(group); i++) {
                instances[at] = draft.internInstance(strings, group, i);
                healthy[at] = draft.healthy[i];
                numaNodes[at++] = draft.numaNodes[i];
            }
            limits[place] = at;
            uniques[place] = new DeviceAttributes(draft, group, true, strings);
        }
    }

    public int groupCount() {
        return limits.length;
    }

    /** First instance of a group. */
    public int first(final int group) {
        return group == 0 ? 0 : limits[group - 1];
    }

    /** One behind the last instance of a group. */
    public int limit(final int group) {
        return limits[group];
    }

    /** String id of the key of an instance, which names its group too. */
    public int key(final int instance) {
        return instances[instance];
    }

    public boolean isHealthy(final int instance) {
        return healthy[instance];
    }

    /** The memory node that an instance is attached to, or {@link #NO_NODE}. */
    public int numaNode(final int instance) {
        return numaNodes[instance];
    }

    /** The group that an instance is of, or -1 when the node does not have it any more; for the few that are held. */
    public int groupOf(final int key) {
        for (int group = 0; group < limits.length; group++) {
            for (int i = first(group); i < limits[group]; i++) {
                if (instances[i] == key) {
                    return group;
                }
            }
        }
        return -1;
    }

    /** Sets a value to an attribute of a group that is unique to the node; false when there is none. */
    public boolean readUnique(final int group, final int key, final StringTable strings, final DeviceValue value) {
        return uniques[group].read(key, strings, value);
    }

    void releaseStrings(final StringTable strings) {
        NodeClasses.release(strings, instances);
        for (final DeviceAttributes unique : uniques) {
            unique.releaseStrings(strings);
        }
    }
}
