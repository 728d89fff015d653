package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/** Fields of a storage plugin's row, by row. Laid out in {@link CsiPluginDescriptor}. */
public abstract class CsiPluginRows {
    final Slab slab;
    final Heap heap;

    CsiPluginRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(CsiPluginDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public long createIndex(final int row) {
        return slab.getLong(row, CsiPluginDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, CsiPluginDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, CsiPluginDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, CsiPluginDescriptor.MODIFY_INDEX, value);
    }

    public long createTimeMs(final int row) {
        return slab.getLong(row, CsiPluginDescriptor.CREATE_TIME_MS);
    }

    public void createTimeMs(final int row, final long value) {
        slab.putLong(row, CsiPluginDescriptor.CREATE_TIME_MS, value);
    }

    public long modifyTimeMs(final int row) {
        return slab.getLong(row, CsiPluginDescriptor.MODIFY_TIME_MS);
    }

    public void modifyTimeMs(final int row, final long value) {
        slab.putLong(row, CsiPluginDescriptor.MODIFY_TIME_MS, value);
    }

    /** String id of what it is called by. */
    public int pluginId(final int row) {
        return slab.getInt(row, CsiPluginDescriptor.PLUGIN_ID);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    final void pluginId(final int row, final int string) {
        heap.strings().release(slab.getInt(row, CsiPluginDescriptor.PLUGIN_ID));
        slab.putInt(row, CsiPluginDescriptor.PLUGIN_ID, string);
    }

    public int provider(final int row) {
        return slab.getInt(row, CsiPluginDescriptor.PROVIDER);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void provider(final int row, final int string) {
        heap.strings().release(slab.getInt(row, CsiPluginDescriptor.PROVIDER));
        slab.putInt(row, CsiPluginDescriptor.PROVIDER, string);
    }

    public int version(final int row) {
        return slab.getInt(row, CsiPluginDescriptor.VERSION);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void version(final int row, final int string) {
        heap.strings().release(slab.getInt(row, CsiPluginDescriptor.VERSION));
        slab.putInt(row, CsiPluginDescriptor.VERSION, string);
    }

    /** Nodes that run it as a controller, and have once been healthy as such. */
    public int controllers(final int row) {
        return slab.getInt(row, CsiPluginDescriptor.CONTROLLERS);
    }

    public void controllers(final int row, final int value) {
        slab.putInt(row, CsiPluginDescriptor.CONTROLLERS, value);
    }

    /** Those of them that are healthy. */
    public int controllersHealthy(final int row) {
        return slab.getInt(row, CsiPluginDescriptor.CONTROLLERS_HEALTHY);
    }

    public void controllersHealthy(final int row, final int value) {
        slab.putInt(row, CsiPluginDescriptor.CONTROLLERS_HEALTHY, value);
    }

    /** Nodes that can mount its volumes, or could. */
    public int nodes(final int row) {
        return slab.getInt(row, CsiPluginDescriptor.NODES);
    }

    public void nodes(final int row, final int value) {
        slab.putInt(row, CsiPluginDescriptor.NODES, value);
    }

    /** Those of them that are healthy. */
    public int nodesHealthy(final int row) {
        return slab.getInt(row, CsiPluginDescriptor.NODES_HEALTHY);
    }

    public void nodesHealthy(final int row, final int value) {
        slab.putInt(row, CsiPluginDescriptor.NODES_HEALTHY, value);
    }

    /** Whether volumes must be attached by a controller before a node can mount them. */
    public boolean isControllerRequired(final int row) {
        return slab.getByte(row, CsiPluginDescriptor.IS_CONTROLLER_REQUIRED) != 0;
    }

    public void isControllerRequired(final int row, final boolean value) {
        slab.putByte(row, CsiPluginDescriptor.IS_CONTROLLER_REQUIRED, (byte) (value ? 1 : 0));
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        pluginId(row, 0);
        provider(row, 0);
        version(row, 0);
        slab.free(row);
    }
}
