package io.drover.cluster.state;

import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.JobStatus;
import io.drover.scheduler.offheap.Slab;

/** Fields of an allocation row, by row. Laid out in {@link AllocDescriptor}. */
public abstract class AllocRows implements CreatedRows {
    final Slab slab;
    final Heap heap;

    AllocRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(AllocDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    @Override
    public long idHigh(final int row) {
        return slab.getLong(row, AllocDescriptor.ID_HIGH);
    }

    @Override
    public long idLow(final int row) {
        return slab.getLong(row, AllocDescriptor.ID_LOW);
    }

    public void id(final int row, final long high, final long low) {
        slab.putLong(row, AllocDescriptor.ID_HIGH, high);
        slab.putLong(row, AllocDescriptor.ID_LOW, low);
    }

    @Override
    public long createIndex(final int row) {
        return slab.getLong(row, AllocDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, AllocDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, AllocDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, AllocDescriptor.MODIFY_INDEX, value);
    }

    public long allocModifyIndex(final int row) {
        return slab.getLong(row, AllocDescriptor.ALLOC_MODIFY_INDEX);
    }

    public void allocModifyIndex(final int row, final long value) {
        slab.putLong(row, AllocDescriptor.ALLOC_MODIFY_INDEX, value);
    }

    public long createTimeMs(final int row) {
        return slab.getLong(row, AllocDescriptor.CREATE_TIME_MS);
    }

    public void createTimeMs(final int row, final long value) {
        slab.putLong(row, AllocDescriptor.CREATE_TIME_MS, value);
    }

    public long modifyTimeMs(final int row) {
        return slab.getLong(row, AllocDescriptor.MODIFY_TIME_MS);
    }

    public void modifyTimeMs(final int row, final long value) {
        slab.putLong(row, AllocDescriptor.MODIFY_TIME_MS, value);
    }

    public long healthTimestampMs(final int row) {
        return slab.getLong(row, AllocDescriptor.HEALTH_TIMESTAMP_MS);
    }

    public void healthTimestampMs(final int row, final long value) {
        slab.putLong(row, AllocDescriptor.HEALTH_TIMESTAMP_MS, value);
    }

    public long healthModifyIndex(final int row) {
        return slab.getLong(row, AllocDescriptor.HEALTH_MODIFY_INDEX);
    }

    public void healthModifyIndex(final int row, final long value) {
        slab.putLong(row, AllocDescriptor.HEALTH_MODIFY_INDEX, value);
    }

    public long startedMs(final int row) {
        return slab.getLong(row, AllocDescriptor.STARTED_MS);
    }

    public void startedMs(final int row, final long value) {
        slab.putLong(row, AllocDescriptor.STARTED_MS, value);
    }

    public long finishedMs(final int row) {
        return slab.getLong(row, AllocDescriptor.FINISHED_MS);
    }

    public void finishedMs(final int row, final long value) {
        slab.putLong(row, AllocDescriptor.FINISHED_MS, value);
    }

    /** Normalized score of its placement, fixed point 2^-32. */
    public long score(final int row) {
        return slab.getLong(row, AllocDescriptor.SCORE);
    }

    public void score(final int row, final long value) {
        slab.putLong(row, AllocDescriptor.SCORE, value);
    }

    /** Index of its group in the spec of its version. */
    public int group(final int row) {
        return slab.getInt(row, AllocDescriptor.GROUP);
    }

    public void group(final int row, final int value) {
        slab.putInt(row, AllocDescriptor.GROUP, value);
    }

    /** The n of job.group[n]. */
    public int nameIndex(final int row) {
        return slab.getInt(row, AllocDescriptor.NAME_INDEX);
    }

    public void nameIndex(final int row, final int value) {
        slab.putInt(row, AllocDescriptor.NAME_INDEX, value);
    }

    public int cpuMhz(final int row) {
        return slab.getInt(row, AllocDescriptor.CPU_MHZ);
    }

    public void cpuMhz(final int row, final int value) {
        slab.putInt(row, AllocDescriptor.CPU_MHZ, value);
    }

    public int memoryMb(final int row) {
        return slab.getInt(row, AllocDescriptor.MEMORY_MB);
    }

    public void memoryMb(final int row, final int value) {
        slab.putInt(row, AllocDescriptor.MEMORY_MB, value);
    }

    public int diskMb(final int row) {
        return slab.getInt(row, AllocDescriptor.DISK_MB);
    }

    public void diskMb(final int row, final int value) {
        slab.putInt(row, AllocDescriptor.DISK_MB, value);
    }

    /** Ports and cores, as {@link AllocResources} lays them out. */
    public int resources(final int row) {
        return slab.getInt(row, AllocDescriptor.RESOURCES);
    }

    /** Takes over a blob and frees the one before. */
    public void resources(final int row, final int blob) {
        heap.free(slab.getInt(row, AllocDescriptor.RESOURCES));
        slab.putInt(row, AllocDescriptor.RESOURCES, blob);
    }

    /** Status transitions and reschedule events, as {@link AllocHistory} lays them out. */
    public int history(final int row) {
        return slab.getInt(row, AllocDescriptor.HISTORY);
    }

    /** Takes over a blob and frees the one before. */
    public void history(final int row, final int blob) {
        heap.free(slab.getInt(row, AllocDescriptor.HISTORY));
        slab.putInt(row, AllocDescriptor.HISTORY, blob);
    }

    /** A {@code snapshot.PlacementMetric} message, packed. */
    final int metric(final int row) {
        return slab.getInt(row, AllocDescriptor.METRIC);
    }

    /** Takes over a blob and frees the one before. */
    final void metric(final int row, final int blob) {
        heap.free(slab.getInt(row, AllocDescriptor.METRIC));
        slab.putInt(row, AllocDescriptor.METRIC, blob);
    }

    public int taskStates(final int row) {
        return slab.getInt(row, AllocDescriptor.TASK_STATES);
    }

    /** Takes over a blob and frees the one before. */
    public void taskStates(final int row, final int blob) {
        heap.free(slab.getInt(row, AllocDescriptor.TASK_STATES));
        slab.putInt(row, AllocDescriptor.TASK_STATES, blob);
    }

    public int networkStatus(final int row) {
        return slab.getInt(row, AllocDescriptor.NETWORK_STATUS);
    }

    /** Takes over a blob and frees the one before. */
    public void networkStatus(final int row, final int blob) {
        heap.free(slab.getInt(row, AllocDescriptor.NETWORK_STATUS));
        slab.putInt(row, AllocDescriptor.NETWORK_STATUS, blob);
    }

    public int nodeName(final int row) {
        return slab.getInt(row, AllocDescriptor.NODE_NAME);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void nodeName(final int row, final int string) {
        heap.strings().release(slab.getInt(row, AllocDescriptor.NODE_NAME));
        slab.putInt(row, AllocDescriptor.NODE_NAME, string);
    }

    public int nodeAddress(final int row) {
        return slab.getInt(row, AllocDescriptor.NODE_ADDRESS);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void nodeAddress(final int row, final int string) {
        heap.strings().release(slab.getInt(row, AllocDescriptor.NODE_ADDRESS));
        slab.putInt(row, AllocDescriptor.NODE_ADDRESS, string);
    }

    public int desiredDescription(final int row) {
        return slab.getInt(row, AllocDescriptor.DESIRED_DESCRIPTION);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void desiredDescription(final int row, final int string) {
        heap.strings().release(slab.getInt(row, AllocDescriptor.DESIRED_DESCRIPTION));
        slab.putInt(row, AllocDescriptor.DESIRED_DESCRIPTION, string);
    }

    public int clientDescription(final int row) {
        return slab.getInt(row, AllocDescriptor.CLIENT_DESCRIPTION);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void clientDescription(final int row, final int string) {
        heap.strings().release(slab.getInt(row, AllocDescriptor.CLIENT_DESCRIPTION));
        slab.putInt(row, AllocDescriptor.CLIENT_DESCRIPTION, string);
    }

    /** Bits of {@code DesiredTransition}. */
    public short transition(final int row) {
        return slab.getShort(row, AllocDescriptor.TRANSITION);
    }

    public void transition(final int row, final short value) {
        slab.putShort(row, AllocDescriptor.TRANSITION, value);
    }

    public DesiredStatus desiredStatus(final int row) {
        return DesiredStatus.get(slab.getByte(row, AllocDescriptor.DESIRED_STATUS));
    }

    public void desiredStatus(final int row, final DesiredStatus value) {
        slab.putByte(row, AllocDescriptor.DESIRED_STATUS, (byte) value.value());
    }

    public ClientStatus clientStatus(final int row) {
        return ClientStatus.get(slab.getByte(row, AllocDescriptor.CLIENT_STATUS));
    }

    public void clientStatus(final int row, final ClientStatus value) {
        slab.putByte(row, AllocDescriptor.CLIENT_STATUS, (byte) value.value());
    }

    public Health health(final int row) {
        return Health.get(slab.getByte(row, AllocDescriptor.HEALTH));
    }

    public void health(final int row, final Health value) {
        slab.putByte(row, AllocDescriptor.HEALTH, (byte) value.value());
    }

    public boolean isCanary(final int row) {
        return hasFlag(row, AllocDescriptor.IS_CANARY);
    }

    public void isCanary(final int row, final boolean value) {
        flag(row, AllocDescriptor.IS_CANARY, value);
    }

    public boolean hasDeploymentStatus(final int row) {
        return hasFlag(row, AllocDescriptor.HAS_DEPLOYMENT_STATUS);
    }

    public void hasDeploymentStatus(final int row, final boolean value) {
        flag(row, AllocDescriptor.HAS_DEPLOYMENT_STATUS, value);
    }

    /** Status of its job when it was placed, as it shows the job. */
    public JobStatus jobStatus(final int row) {
        return JobStatus.get(slab.getByte(row, AllocDescriptor.JOB_STATUS));
    }

    public void jobStatus(final int row, final JobStatus value) {
        slab.putByte(row, AllocDescriptor.JOB_STATUS, (byte) value.value());
    }

    /** Whether the version of its job was known to be stable when it was placed. */
    public boolean isJobStable(final int row) {
        return hasFlag(row, AllocDescriptor.IS_JOB_STABLE);
    }

    public void isJobStable(final int row, final boolean value) {
        flag(row, AllocDescriptor.IS_JOB_STABLE, value);
    }

    /** The last attempt to reschedule it found no place. */
    public boolean hasNoPlacement(final int row) {
        return hasFlag(row, AllocDescriptor.HAS_NO_PLACEMENT);
    }

    public void hasNoPlacement(final int row, final boolean value) {
        flag(row, AllocDescriptor.HAS_NO_PLACEMENT, value);
    }

    public boolean hasFailedTasks(final int row) {
        return hasFlag(row, AllocDescriptor.HAS_FAILED_TASKS);
    }

    public void hasFailedTasks(final int row, final boolean value) {
        flag(row, AllocDescriptor.HAS_FAILED_TASKS, value);
    }

    private boolean hasFlag(final int row, final int flag) {
        return (slab.getByte(row, AllocDescriptor.FLAGS) & flag) != 0;
    }

    private void flag(final int row, final int flag, final boolean value) {
        final int others = slab.getByte(row, AllocDescriptor.FLAGS) & ~flag;
        slab.putByte(row, AllocDescriptor.FLAGS, (byte) (value ? others | flag : others));
    }

    /** Gives up the strings and blobs of a row, and the row. */
    void freeRow(final int row) {
        resources(row, 0);
        history(row, 0);
        metric(row, 0);
        taskStates(row, 0);
        networkStatus(row, 0);
        nodeName(row, 0);
        nodeAddress(row, 0);
        desiredDescription(row, 0);
        clientDescription(row, 0);
        slab.free(row);
    }
}
