package io.drover.cluster.state;

import io.drover.scheduler.offheap.Slab;

/** Fields of a service registration row, by row. Laid out in {@link ServiceDescriptor}. */
public abstract class ServiceRows {
    final Slab slab;
    final Heap heap;

    ServiceRows(final int rowCountMax, final Heap heap) {
        slab = new Slab(ServiceDescriptor.ROW_LENGTH, rowCountMax);
        this.heap = heap;
    }

    /** The rows themselves: which are live, their handles, their number. */
    public Slab rows() {
        return slab;
    }

    public long createIndex(final int row) {
        return slab.getLong(row, ServiceDescriptor.CREATE_INDEX);
    }

    public void createIndex(final int row, final long value) {
        slab.putLong(row, ServiceDescriptor.CREATE_INDEX, value);
    }

    public long modifyIndex(final int row) {
        return slab.getLong(row, ServiceDescriptor.MODIFY_INDEX);
    }

    public void modifyIndex(final int row, final long value) {
        slab.putLong(row, ServiceDescriptor.MODIFY_INDEX, value);
    }

    public int namespace(final int row) {
        return slab.getInt(row, ServiceDescriptor.NAMESPACE);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void namespace(final int row, final int string) {
        heap.strings().release(slab.getInt(row, ServiceDescriptor.NAMESPACE));
        slab.putInt(row, ServiceDescriptor.NAMESPACE, string);
    }

    public int serviceId(final int row) {
        return slab.getInt(row, ServiceDescriptor.SERVICE_ID);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void serviceId(final int row, final int string) {
        heap.strings().release(slab.getInt(row, ServiceDescriptor.SERVICE_ID));
        slab.putInt(row, ServiceDescriptor.SERVICE_ID, string);
    }

    public int serviceName(final int row) {
        return slab.getInt(row, ServiceDescriptor.SERVICE_NAME);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void serviceName(final int row, final int string) {
        heap.strings().release(slab.getInt(row, ServiceDescriptor.SERVICE_NAME));
        slab.putInt(row, ServiceDescriptor.SERVICE_NAME, string);
    }

    public int jobId(final int row) {
        return slab.getInt(row, ServiceDescriptor.JOB_ID);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void jobId(final int row, final int string) {
        heap.strings().release(slab.getInt(row, ServiceDescriptor.JOB_ID));
        slab.putInt(row, ServiceDescriptor.JOB_ID, string);
    }

    public int datacenter(final int row) {
        return slab.getInt(row, ServiceDescriptor.DATACENTER);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void datacenter(final int row, final int string) {
        heap.strings().release(slab.getInt(row, ServiceDescriptor.DATACENTER));
        slab.putInt(row, ServiceDescriptor.DATACENTER, string);
    }

    public int address(final int row) {
        return slab.getInt(row, ServiceDescriptor.ADDRESS);
    }

    /** Takes over a reference to the string and gives up that to the one before. */
    public void address(final int row, final int string) {
        heap.strings().release(slab.getInt(row, ServiceDescriptor.ADDRESS));
        slab.putInt(row, ServiceDescriptor.ADDRESS, string);
    }

    public int tags(final int row) {
        return slab.getInt(row, ServiceDescriptor.TAGS);
    }

    /** Takes over a blob and frees the one before. */
    public void tags(final int row, final int blob) {
        heap.free(slab.getInt(row, ServiceDescriptor.TAGS));
        slab.putInt(row, ServiceDescriptor.TAGS, blob);
    }

    public int alloc(final int row) {
        return slab.getRow(row, ServiceDescriptor.ALLOC);
    }

    public void alloc(final int row, final int value) {
        slab.putRow(row, ServiceDescriptor.ALLOC, value);
    }

    public int node(final int row) {
        return slab.getRow(row, ServiceDescriptor.NODE);
    }

    public void node(final int row, final int value) {
        slab.putRow(row, ServiceDescriptor.NODE, value);
    }

    public int port(final int row) {
        return slab.getInt(row, ServiceDescriptor.PORT);
    }

    public void port(final int row, final int value) {
        slab.putInt(row, ServiceDescriptor.PORT, value);
    }

    /** Gives up the strings and blobs of a row, and the row. */
    final void freeRow(final int row) {
        namespace(row, 0);
        serviceId(row, 0);
        serviceName(row, 0);
        jobId(row, 0);
        datacenter(row, 0);
        address(row, 0);
        tags(row, 0);
        slab.free(row);
    }
}
