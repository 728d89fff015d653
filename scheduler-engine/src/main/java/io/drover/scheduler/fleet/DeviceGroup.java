package io.drover.scheduler.fleet;

import io.drover.scheduler.offheap.StringTable;

/**
 * Like devices as all nodes of a class have them. Strings are ids of the string table.
 */
public final class DeviceGroup {
    private final int vendor;
    private final int type;
    private final int name;
    private final int healthyCount;
    private final DeviceAttributes attributes;

    DeviceGroup(final DeviceDraft draft, final int group, final StringTable strings) {
        vendor = draft.texts.intern(strings, group * DeviceDraft.TEXTS);
        type = draft.texts.intern(strings, group * DeviceDraft.TEXTS + 1);
        name = draft.texts.intern(strings, group * DeviceDraft.TEXTS + 2);
        healthyCount = draft.healthyCount(group);
        attributes = new DeviceAttributes(draft, group, false, strings);
    }

    public int vendor() {
        return vendor;
    }

    public int type() {
        return type;
    }

    public int name() {
        return name;
    }

    /** Instances that may be given to tasks. */
    public int healthyCount() {
        return healthyCount;
    }

    /** Sets a value to the attribute with a key, unless that is unique to nodes; false when there is none. */
    public boolean read(final int key, final StringTable strings, final DeviceValue value) {
        return attributes.read(key, strings, value);
    }

    void releaseStrings(final StringTable strings) {
        strings.release(vendor);
        strings.release(type);
        strings.release(name);
        attributes.releaseStrings(strings);
    }
}
