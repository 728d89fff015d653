package io.drover.cluster.lifecycle;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.ServiceTable;
import io.drover.cluster.step.Step;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.common.TableId;
import io.drover.scheduler.offheap.Slab;

/**
 * Service registrations follow their allocation and their node. Deleting what is not there costs nothing and wakes nobody.
 */
public final class Registrations {
    private final ClusterState state;
    private final ServiceTable services;
    private final Step step;

    public Registrations(final ClusterState state, final Step step) {
        this.state = state;
        this.step = step;
        services = state.services();
    }

    /** The allocation has ended, or goes: so do its registrations. */
    public void deleteOfAlloc(final int alloc) {
        int service = services.ofAlloc().first(alloc);
        while (Slab.NULL_ROW != service) {
            final int next = services.ofAlloc().next(service);
            delete(service);
            service = next;
        }
    }

    public void delete(final int service) {
        step.service(service);
        step.leaving(TableId.SERVICES, service);
        services.remove(service);
    }

    /** Readers of the registrations of a node must look again: they were withdrawn, or are back. */
    public void noteNode(final int node) {
        for (int service = services.ofNode().first(node);
                Slab.NULL_ROW != service;
                service = services.ofNode().next(service)) {
            step.service(service);
        }
    }

    /** Whether reads see a registration: not while its node is down. */
    public boolean isVisible(final int service) {
        return state.nodes().status(services.node(service)) != NodeStatus.DOWN;
    }
}
