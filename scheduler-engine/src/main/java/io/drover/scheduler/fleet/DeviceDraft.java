package io.drover.scheduler.fleet;

import io.drover.sbe.common.DeviceValueKind;
import io.drover.scheduler.offheap.StringTable;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * The devices of a node on the way into the fleet: groups of like devices, each named behind its instances and attributes.
 *
 * <pre>
 *  key of a group       vendor NUL type NUL name NUL
 *  key of an instance   vendor NUL type NUL name NUL id
 * </pre>
 */
final class DeviceDraft {
    /** A node offers no more instances than this; what comes beyond is not offered. */
    static final int INSTANCES_MAX = 1_024;

    static final int TEXTS = 3;

    final TextList texts = new TextList();
    final TextList keys = new TextList();
    final TextList instances = new TextList();
    final TextList attributeKeys = new TextList();
    final TextList attributeTexts = new TextList();
    private final TextOrder order = new TextOrder();
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer(128);
    boolean[] healthy = new boolean[8];
    int[] numaNodes = new int[8];
    byte[] kinds = new byte[8];
    long[] numbers = new long[8];
    int[] units = new int[8];
    private int[] instanceLimits = new int[4];
    private int[] attributeLimits = new int[4];

    void clear() {
        texts.clear();
        keys.clear();
        instances.clear();
        attributeKeys.clear();
        attributeTexts.clear();
    }

    /** An instance of the group that is named next. */
    void instance(final DirectBuffer id, final boolean isHealthy, final int numaNode) {
        if (instances.count() == INSTANCES_MAX) {
            return;
        }
        final int index = instances.add(id, 0, id.capacity());
        if (index == healthy.length) {
            healthy = Arrays.copyOf(healthy, index << 1);
            numaNodes = Arrays.copyOf(numaNodes, index << 1);
        }
        healthy[index] = isHealthy;
        numaNodes[index] = numaNode;
    }

    /** An attribute of the group that is named next. */
    void attribute(
            final DirectBuffer key,
            final DeviceValueKind kind,
            final long number,
            final DirectBuffer text,
            final DirectBuffer unit) {
        final int index = attributeKeys.add(key, 0, key.capacity());
        attributeTexts.add(text, 0, text.capacity());
        if (index == kinds.length) {
            kinds = Arrays.copyOf(kinds, index << 1);
            numbers = Arrays.copyOf(numbers, index << 1);
            units = Arrays.copyOf(units, index << 1);
        }
        kinds[index] = (byte) kind.value();
        numbers[index] = number;
        units[index] = DeviceUnits.of(unit, 0, unit.capacity());
    }

    /** Names the group of the instances and attributes that were added since the last one. */
    void group(final DirectBuffer vendor, final DirectBuffer type, final DirectBuffer name) {
        texts.add(vendor, 0, vendor.capacity());
        texts.add(type, 0, type.capacity());
        texts.add(name, 0, name.capacity());
        final int length = append(append(append(0, vendor), type), name);
        final int group = keys.add(scratch, 0, length);
        if (group == instanceLimits.length) {
            instanceLimits = Arrays.copyOf(instanceLimits, group << 1);
            attributeLimits = Arrays.copyOf(attributeLimits, group << 1);
        }
        instanceLimits[group] = instances.count();
        attributeLimits[group] = attributeKeys.count();
    }

    /** Interns the key of an instance; the reference is the caller's. */
    int internInstance(final StringTable strings, final int group, final int instance) {
        final int length = keys.length(group);
        scratch.putBytes(0, keys.buffer(), keys.offset(group), length);
        scratch.putBytes(length, instances.buffer(), instances.offset(instance), instances.length(instance));
        return strings.intern(scratch, 0, length + instances.length(instance));
    }

    /** Puts the groups into the order of their keys, for {@link #group(int)}. */
    void sort() {
        order.sort(keys, keys.count(), 1, 0);
    }

    int groupCount() {
        return keys.count();
    }

    /** The group that comes at this place. */
    int group(final int place) {
        return order.at(place);
    }

    int instanceFirst(final int group) {
        return group == 0 ? 0 : instanceLimits[group - 1];
    }

    int instanceLimit(final int group) {
        return instanceLimits[group];
    }

    int attributeFirst(final int group) {
        return group == 0 ? 0 : attributeLimits[group - 1];
    }

    int attributeLimit(final int group) {
        return attributeLimits[group];
    }

    int healthyCount(final int group) {
        int count = 0;
        for (int i = instanceFirst(group); i < instanceLimit(group); i++) {
            count += healthy[i] ? 1 : 0;
        }
        return count;
    }

    int stringCount() {
        return texts.count() + keys.count() + instances.count() + attributeKeys.count() + attributeTexts.count();
    }

    private int append(final int at, final DirectBuffer text) {
        scratch.putBytes(at, text, 0, text.capacity());
        scratch.putByte(at + text.capacity(), (byte) 0);
        return at + text.capacity() + 1;
    }
}
