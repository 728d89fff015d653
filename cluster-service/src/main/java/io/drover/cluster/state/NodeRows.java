package io.drover.cluster.state;

import io.drover.sbe.common.NodeStatus;
import io.drover.scheduler.offheap.Slab;

/** Fields of a node row, by row. Laid out in {@link NodeDescriptor}. */
public abstract class NodeRows implements CreatedRows {
    final Slab slab;
    final Heap heap;

    NodeRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(NodeDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    @Override
    public long idHigh(final int row) {
        return slab.getLong(row, NodeDescriptor.ID_HIGH);
    }

    @Override
    public long idLow(final int row) {
        return slab.getLong(row, NodeDescriptor.ID_LOW);
    }

    public void id(final int row, final long high, final long low) {
        slab.putLong(row, NodeDescriptor.ID_HIGH, high);
        slab.putLong(row, NodeDescriptor.ID_LOW, low);
    }

    public long secretHashHigh(final int row) {
        return slab.getLong(row, NodeDescriptor.SECRET_HASH_HIGH);
    }

    public long secretHashLow(final int row) {
        return slab.getLong(row, NodeDescriptor.SECRET_HASH_LOW);
    }

    public void secretHash(final int row, final long high, final long low) {
        slab.putLong(row, NodeDescriptor.SECRET_HASH_HIGH, high);
        slab.putLong(row, NodeDescriptor.SECRET_HASH_LOW, low);
    }

    @Override
    public long createIndex(final int row) {
        return slab.getLong(row, NodeDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, NodeDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, NodeDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, NodeDescriptor.MODIFY_INDEX, value);
    }

    public long statusUpdatedMs(final int row) {
        return slab.getLong(row, NodeDescriptor.STATUS_UPDATED_MS);
    }

    public void statusUpdatedMs(final int row, final long value) {
        slab.putLong(row, NodeDescriptor.STATUS_UPDATED_MS, value);
    }

    public long lastHeartbeatMs(final int row) {
        return slab.getLong(row, NodeDescriptor.LAST_HEARTBEAT_MS);
    }

    public void lastHeartbeatMs(final int row, final long value) {
        slab.putLong(row, NodeDescriptor.LAST_HEARTBEAT_MS, value);
    }

    public long edgeId(final int row) {
        return slab.getLong(row, NodeDescriptor.EDGE_ID);
    }

    public void edgeId(final int row, final long value) {
        slab.putLong(row, NodeDescriptor.EDGE_ID, value);
    }

    public long missedHeartbeatIndex(final int row) {
        return slab.getLong(row, NodeDescriptor.MISSED_HEARTBEAT_INDEX);
    }

    public void missedHeartbeatIndex(final int row, final long value) {
        slab.putLong(row, NodeDescriptor.MISSED_HEARTBEAT_INDEX, value);
    }

    public long allocUpdateIndex(final int row) {
        return slab.getLong(row, NodeDescriptor.ALLOC_UPDATE_INDEX);
    }

    public void allocUpdateIndex(final int row, final long value) {
        slab.putLong(row, NodeDescriptor.ALLOC_UPDATE_INDEX, value);
    }

    public long computedClass(final int row) {
        return slab.getLong(row, NodeDescriptor.COMPUTED_CLASS);
    }

    public void computedClass(final int row, final long value) {
        slab.putLong(row, NodeDescriptor.COMPUTED_CLASS, value);
    }

    /** As asked: 0 none, below 0 at once, else a duration. */
    public long drainDeadlineMs(final int row) {
        return slab.getLong(row, NodeDescriptor.DRAIN_DEADLINE_MS);
    }

    public void drainDeadlineMs(final int row, final long value) {
        slab.putLong(row, NodeDescriptor.DRAIN_DEADLINE_MS, value);
    }

    public long drainStartedMs(final int row) {
        return slab.getLong(row, NodeDescriptor.DRAIN_STARTED_MS);
    }

    public void drainStartedMs(final int row, final long value) {
        slab.putLong(row, NodeDescriptor.DRAIN_STARTED_MS, value);
    }

    public long drainUpdatedMs(final int row) {
        return slab.getLong(row, NodeDescriptor.DRAIN_UPDATED_MS);
    }

    public void drainUpdatedMs(final int row, final long value) {
        slab.putLong(row, NodeDescriptor.DRAIN_UPDATED_MS, value);
    }

    /** Index at which an allocation of the node was last removed from the state. */
    public long removedIndex(final int row) {
        return slab.getLong(row, NodeDescriptor.REMOVED_INDEX);
    }

    public void removedIndex(final int row, final long value) {
        slab.putLong(row, NodeDescriptor.REMOVED_INDEX, value);
    }

    /** The {@code command.NodeRegister} message without its origin: what the node said of itself. */
    public int registration(final int row) {
        return slab.getInt(row, NodeDescriptor.REGISTRATION);
    }

    /** Takes over a blob and frees the one before. */
    public void registration(final int row, final int blob) {
        heap.free(slab.getInt(row, NodeDescriptor.REGISTRATION));
        slab.putInt(row, NodeDescriptor.REGISTRATION, blob);
    }

    /** Events, as {@link NodeEvents} lays them out. */
    public int events(final int row) {
        return slab.getInt(row, NodeDescriptor.EVENTS);
    }

    /** Takes over a blob and frees the one before. */
    public void events(final int row, final int blob) {
        heap.free(slab.getInt(row, NodeDescriptor.EVENTS));
        slab.putInt(row, NodeDescriptor.EVENTS, blob);
    }

    public int drainMeta(final int row) {
        return slab.getInt(row, NodeDescriptor.DRAIN_META);
    }

    /** Takes over a blob and frees the one before. */
    public void drainMeta(final int row, final int blob) {
        heap.free(slab.getInt(row, NodeDescriptor.DRAIN_META));
        slab.putInt(row, NodeDescriptor.DRAIN_META, blob);
    }

    public int name(final int row) {
        return slab.getInt(row, NodeDescriptor.NAME);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void name(final int row, final int string) {
        heap.strings().release(slab.getInt(row, NodeDescriptor.NAME));
        slab.putInt(row, NodeDescriptor.NAME, string);
    }

    public int datacenter(final int row) {
        return slab.getInt(row, NodeDescriptor.DATACENTER);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void datacenter(final int row, final int string) {
        heap.strings().release(slab.getInt(row, NodeDescriptor.DATACENTER));
        slab.putInt(row, NodeDescriptor.DATACENTER, string);
    }

    public int nodeClass(final int row) {
        return slab.getInt(row, NodeDescriptor.NODE_CLASS);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void nodeClass(final int row, final int string) {
        heap.strings().release(slab.getInt(row, NodeDescriptor.NODE_CLASS));
        slab.putInt(row, NodeDescriptor.NODE_CLASS, string);
    }

    public int pool(final int row) {
        return slab.getInt(row, NodeDescriptor.POOL);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void pool(final int row, final int string) {
        heap.strings().release(slab.getInt(row, NodeDescriptor.POOL));
        slab.putInt(row, NodeDescriptor.POOL, string);
    }

    /** Of the first host network. */
    public int address(final int row) {
        return slab.getInt(row, NodeDescriptor.ADDRESS);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void address(final int row, final int string) {
        heap.strings().release(slab.getInt(row, NodeDescriptor.ADDRESS));
        slab.putInt(row, NodeDescriptor.ADDRESS, string);
    }

    public NodeStatus status(final int row) {
        return NodeStatus.get(slab.getByte(row, NodeDescriptor.STATUS));
    }

    public void status(final int row, final NodeStatus value) {
        slab.putByte(row, NodeDescriptor.STATUS, (byte) value.value());
    }

    public boolean isIneligible(final int row) {
        return slab.getByte(row, NodeDescriptor.IS_INELIGIBLE) != 0;
    }

    public void isIneligible(final int row, final boolean value) {
        slab.putByte(row, NodeDescriptor.IS_INELIGIBLE, (byte) (value ? 1 : 0));
    }

    public boolean isDraining(final int row) {
        return slab.getByte(row, NodeDescriptor.IS_DRAINING) != 0;
    }

    public void isDraining(final int row, final boolean value) {
        slab.putByte(row, NodeDescriptor.IS_DRAINING, (byte) (value ? 1 : 0));
    }

    public boolean drainIgnoresSystemJobs(final int row) {
        return slab.getByte(row, NodeDescriptor.DRAIN_IGNORES_SYSTEM_JOBS) != 0;
    }

    public void drainIgnoresSystemJobs(final int row, final boolean value) {
        slab.putByte(row, NodeDescriptor.DRAIN_IGNORES_SYSTEM_JOBS, (byte) (value ? 1 : 0));
    }

    /** 0 none, 1 draining, 2 complete, 3 canceled. */
    public byte lastDrainStatus(final int row) {
        return slab.getByte(row, NodeDescriptor.LAST_DRAIN_STATUS);
    }

    public void lastDrainStatus(final int row, final byte value) {
        slab.putByte(row, NodeDescriptor.LAST_DRAIN_STATUS, value);
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        registration(row, 0);
        events(row, 0);
        drainMeta(row, 0);
        name(row, 0);
        datacenter(row, 0);
        nodeClass(row, 0);
        pool(row, 0);
        address(row, 0);
        slab.free(row);
    }
}
