package io.drover.cluster.eval;

import io.drover.cluster.spec.SpecLayout;
import io.drover.cluster.state.AllocResources;
import io.drover.cluster.state.AllocTable;
import io.drover.cluster.state.VersionTable;
import io.drover.scheduler.offheap.ByteStrings;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An allocation that is updated in place keeps its ports, but the new spec may list them elsewhere: a group was added before its own.
 * Finds each port again by its label and task.
 */
final class PortMove {
    private final AllocTable allocs;
    private final AllocResources resources;
    private final SpecLayout from;
    private final SpecLayout to;
    private final UnsafeBuffer wanted = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer found = new UnsafeBuffer(0, 0);

    PortMove(final AllocTable allocs, final VersionTable versions) {
        this.allocs = allocs;
        resources = allocs.resources();
        from = new SpecLayout(versions);
        to = new SpecLayout(versions);
    }

    /** Points the ports of an allocation, which is still that of its present version, into the spec of another one. */
    void move(final int alloc, final int version, final int group) {
        final int count = resources.portCount(alloc);
        if (count > 0) {
            from.of(allocs.version(alloc));
            to.of(version);
            for (int port = 0; port < count; port++) {
                resources.portSpec(alloc, port, find(resources.portSpec(alloc, port), group));
            }
        }
    }

    private int find(final int port, final int group) {
        for (int other = 0; port >= 0 && other < to.portCount(); other++) {
            if (to.portGroup(other) == group && hasSameLabel(port, other) && hasSameTask(port, other)) {
                return other;
            }
        }
        return AllocResources.NO_SPEC;
    }

    private boolean hasSameLabel(final int port, final int other) {
        from.wrapLabel(port, wanted);
        to.wrapLabel(other, found);
        return isEqual();
    }

    private boolean hasSameTask(final int port, final int other) {
        final int task = from.portTask(port);
        final int otherTask = to.portTask(other);
        if (task < 0 || otherTask < 0) {
            return task < 0 && otherTask < 0;
        }
        from.wrapTaskName(task, wanted);
        to.wrapTaskName(otherTask, found);
        return isEqual();
    }

    private boolean isEqual() {
        return 0 == ByteStrings.compare(wanted, 0, wanted.capacity(), found, 0, found.capacity());
    }
}
