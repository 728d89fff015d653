package io.drover.scheduler.fleet;

import io.drover.scheduler.offheap.Digest;
import io.drover.scheduler.offheap.Invariant;
import io.drover.scheduler.offheap.LongIndex;
import io.drover.scheduler.offheap.Slab;
import io.drover.scheduler.offheap.StringTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The computed classes of the fleet, by dense row: what is decided once per class instead of once per node.
 *
 * <p>The digest covers data center, node class, pool, attributes and meta that are not unique, drivers, network modes and
 * aliases, host volumes and devices, each in byte order, so that it does not depend on the order of a registration nor
 * on string ids. (The reference leaves drivers, networks and volumes out and so may skip a node that became feasible.)
 */
public final class NodeClasses {
    private static final byte[] UNIQUE_ATTRIBUTE = "attr.unique.".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNIQUE_META = "meta.unique.".getBytes(StandardCharsets.US_ASCII);
    private static final int NETWORK_STRIDE = 4;

    private final StringTable strings;
    private final LongIndex rowByDigest;
    private final Digest digest = new Digest();
    private final TextOrder keyOrder = new TextOrder();
    private final TextOrder order = new TextOrder();
    private @Nullable NodeClass[] classes = new NodeClass[16];
    private int rowLimit;

    NodeClasses(final int classCountMax, final StringTable strings) {
        this.strings = strings;
        rowByDigest = new LongIndex(classCountMax);
    }

    /** One above the highest row in use. */
    public int rowLimit() {
        return rowLimit;
    }

    /** Whether a node is of this class. */
    public boolean isLive(final int row) {
        return classes[row] != null;
    }

    public NodeClass get(final int row) {
        final NodeClass nodeClass = classes[row];
        if (nodeClass == null) {
            throw Invariant.unreachable("class row is live");
        }
        return nodeClass;
    }

    /** Nodes of a class that take new allocations. */
    public int readyCount(final int row) {
        return get(row).readyCount;
    }

    /** More nodes of a class take new allocations, or less. */
    void addReady(final int row, final int by) {
        get(row).readyCount += by;
    }

    /** The row of the draft's class, made when it is the first of it, with one node more. */
    int acquire(final NodeDraft draft) {
        final long key = digest(draft);
        int row = rowByDigest.find(key);
        if (Slab.NULL_ROW == row) {
            row = firstFreeRow();
            classes[row] = build(draft, key);
            Invariant.check(rowByDigest.put(key, row), "there is room for a node class", row);
        }
        get(row).nodeCount++;
        return row;
    }

    /** One node less; the last one takes the class with it. */
    void release(final int row) {
        final NodeClass nodeClass = get(row);
        if (--nodeClass.nodeCount == 0) {
            rowByDigest.remove(nodeClass.digest);
            releaseStrings(nodeClass);
            classes[row] = null;
        }
    }

    static boolean isUnique(final TextList keys, final int index) {
        return keys.startsWith(index, UNIQUE_ATTRIBUTE) || keys.startsWith(index, UNIQUE_META);
    }

    private int firstFreeRow() {
        for (int row = 0; row < rowLimit; row++) {
            if (classes[row] == null) {
                return row;
            }
        }
        if (rowLimit == classes.length) {
            classes = Arrays.copyOf(classes, rowLimit << 1);
        }
        return rowLimit++;
    }

    private long digest(final NodeDraft draft) {
        digest.reset();
        add(draft.identity, draft.datacenter());
        add(draft.identity, draft.nodeClass());
        add(draft.identity, draft.pool());
        keyOrder.sort(draft.keys, draft.keys.count(), 1, 0);
        for (int i = 0; i < draft.keys.count(); i++) {
            final int index = keyOrder.at(i);
            if (!isUnique(draft.keys, index)) {
                add(draft.keys, index);
                add(draft.values, index);
            }
        }
        digest.add(-1);
        order.sort(draft.driverNames, draft.driverNames.count(), 1, 0);
        for (int i = 0; i < draft.driverNames.count(); i++) {
            add(draft.driverNames, order.at(i));
            digest.add(draft.driversUsable[order.at(i)]);
        }
        addNetworks(draft, 0);
        addNetworks(draft, 3);
        digest.add(-2);
        order.sort(draft.volumeNames, draft.volumeNames.count(), 1, 0);
        for (int i = 0; i < draft.volumeNames.count(); i++) {
            add(draft.volumeNames, order.at(i));
            digest.add(draft.volumesReadOnly[order.at(i)]);
        }
        digest.add(-3);
        addDevices(draft.devices);
        return digest.value();
    }

    private void addDevices(final DeviceDraft devices) {
        devices.sort();
        for (int place = 0; place < devices.groupCount(); place++) {
            final int group = devices.group(place);
            add(devices.keys, group);
            digest.add(devices.healthyCount(group));
            for (int i = devices.attributeFirst(group); i < devices.attributeLimit(group); i++) {
                if (!DeviceAttributes.isUnique(devices, i)) {
                    add(devices.attributeKeys, i);
                    add(devices.attributeTexts, i);
                    digest.add(devices.numbers[i]);
                    digest.add((long) devices.units[i] << Byte.SIZE | devices.kinds[i]);
                }
            }
        }
    }

    private void addNetworks(final NodeDraft draft, final int field) {
        final int count = draft.networkTexts.count() / NETWORK_STRIDE;
        digest.add(-4);
        order.sort(draft.networkTexts, count, NETWORK_STRIDE, field);
        for (int i = 0; i < count; i++) {
            final int index = order.at(i) * NETWORK_STRIDE + field;
            if (0 == i || draft.networkTexts.compare(index, order.at(i - 1) * NETWORK_STRIDE + field) != 0) {
                add(draft.networkTexts, index);
            }
        }
    }

    private void add(final TextList texts, final int index) {
        digest.add(texts.buffer(), texts.offset(index), texts.length(index));
    }

    private NodeClass build(final NodeDraft draft, final long key) {
        final NodeClass nodeClass = new NodeClass(
                key,
                draft.identity.intern(strings, draft.datacenter()),
                draft.identity.intern(strings, draft.nodeClass()),
                draft.identity.intern(strings, draft.pool()));
        buildAttributes(nodeClass, draft);
        nodeClass.usableDrivers = drivers(draft, true);
        nodeClass.unusableDrivers = drivers(draft, false);
        nodeClass.networkModes = networks(draft, 0);
        nodeClass.aliases = networks(draft, 3);
        final int volumeCount = draft.volumeNames.count();
        nodeClass.volumes = new int[volumeCount];
        nodeClass.volumesReadOnly = Arrays.copyOf(draft.volumesReadOnly, volumeCount);
        for (int i = 0; i < volumeCount; i++) {
            nodeClass.volumes[i] = draft.volumeNames.intern(strings, i);
        }
        nodeClass.devices = new DeviceGroup[draft.devices.groupCount()];
        for (int place = 0; place < nodeClass.devices.length; place++) {
            nodeClass.devices[place] = new DeviceGroup(draft.devices, draft.devices.group(place), strings);
        }
        return nodeClass;
    }

    /** A key that is given twice keeps its last value, as in a JSON object. */
    private void buildAttributes(final NodeClass nodeClass, final NodeDraft draft) {
        final int count = draft.keys.count();
        final int[] keys = new int[count];
        final int[] values = new int[count];
        int used = 0;
        for (int i = 0; i < count; i++) {
            final int index = keyOrder.at(i);
            final boolean isRepeated = i + 1 < count && draft.keys.compare(index, keyOrder.at(i + 1)) == 0;
            if (!isRepeated && !isUnique(draft.keys, index)) {
                keys[used] = draft.keys.intern(strings, index);
                values[used++] = draft.values.intern(strings, index);
            }
        }
        nodeClass.keys = Arrays.copyOf(keys, used);
        nodeClass.values = Arrays.copyOf(values, used);
        TextOrder.sortPairs(nodeClass.keys, nodeClass.values);
    }

    private int[] drivers(final NodeDraft draft, final boolean usable) {
        final int[] ids = new int[draft.driverNames.count()];
        int used = 0;
        for (int i = 0; i < ids.length; i++) {
            if (draft.driversUsable[i] == usable) {
                ids[used++] = draft.driverNames.intern(strings, i);
            }
        }
        return Arrays.copyOf(ids, used);
    }

    private int[] networks(final NodeDraft draft, final int field) {
        final int[] ids = new int[draft.networkTexts.count() / NETWORK_STRIDE];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = draft.networkTexts.intern(strings, i * NETWORK_STRIDE + field);
        }
        return ids;
    }

    private void releaseStrings(final NodeClass nodeClass) {
        strings.release(nodeClass.datacenter);
        strings.release(nodeClass.name);
        strings.release(nodeClass.pool);
        release(strings, nodeClass.keys);
        release(strings, nodeClass.values);
        release(strings, nodeClass.usableDrivers);
        release(strings, nodeClass.unusableDrivers);
        release(strings, nodeClass.networkModes);
        release(strings, nodeClass.aliases);
        release(strings, nodeClass.volumes);
        for (final DeviceGroup group : nodeClass.devices) {
            group.releaseStrings(strings);
        }
    }

    static void release(final StringTable strings, final int[] ids) {
        for (final int id : ids) {
            strings.release(id);
        }
    }
}
