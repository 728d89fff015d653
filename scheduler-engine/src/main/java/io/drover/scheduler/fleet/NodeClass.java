package io.drover.scheduler.fleet;

import java.util.Arrays;

/**
 * What nodes of one computed class have in common: everything that feasibility asks of a node except its identity, its
 * unique attributes and what is free on it. Strings are ids of the string table. Not changed once it is built; made when the first
 * node of the class registers, dropped with the last.
 */
public final class NodeClass {
    /** No string. */
    public static final int MISSING = -1;

    private static final int[] NOTHING = new int[0];

    final long digest;
    final int datacenter;
    final int name;
    final int pool;
    int[] keys = NOTHING;
    int[] values = NOTHING;
    int[] usableDrivers = NOTHING;
    int[] unusableDrivers = NOTHING;
    int[] networkModes = NOTHING;
    int[] aliases = NOTHING;
    int[] volumes = NOTHING;
    boolean[] volumesReadOnly = new boolean[0];
    DeviceGroup[] devices = new DeviceGroup[0];
    int nodeCount;
    int readyCount;

    NodeClass(final long digest, final int datacenter, final int name, final int pool) {
        this.digest = digest;
        this.datacenter = datacenter;
        this.name = name;
        this.pool = pool;
    }

    /** The computed class as clients see it: equal on all replicas. */
    public long digest() {
        return digest;
    }

    public int datacenter() {
        return datacenter;
    }

    /** The node class given by the operator, empty for none. */
    public int name() {
        return name;
    }

    public int pool() {
        return pool;
    }

    /** Value of a key such as {@code attr.kernel.name}, or {@link #MISSING}. */
    public int value(final int key) {
        final int index = Arrays.binarySearch(keys, key);
        return index < 0 ? MISSING : values[index];
    }

    public boolean hasUsableDriver(final int driver) {
        return contains(usableDrivers, driver);
    }

    /** Whether the driver is there but not detected or not healthy. */
    public boolean hasUnusableDriver(final int driver) {
        return contains(unusableDrivers, driver);
    }

    public boolean hasNetworkMode(final int mode) {
        return contains(networkModes, mode);
    }

    public boolean hasAlias(final int alias) {
        return contains(aliases, alias);
    }

    /** Whether a host volume of this name can be mounted for reading, or for writing. */
    public boolean hasVolume(final int volume, final boolean forWriting) {
        for (int i = 0; i < volumes.length; i++) {
            if (volumes[i] == volume) {
                return !(forWriting && volumesReadOnly[i]);
            }
        }
        return false;
    }

    /** Groups of like devices, in the order of their names. */
    public int deviceGroupCount() {
        return devices.length;
    }

    public DeviceGroup deviceGroup(final int group) {
        return devices[group];
    }

    private static boolean contains(final int[] ids, final int id) {
        for (final int candidate : ids) {
            if (candidate == id) {
                return true;
            }
        }
        return false;
    }
}
