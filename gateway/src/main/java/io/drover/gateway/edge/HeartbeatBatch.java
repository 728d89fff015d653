package io.drover.gateway.edge;

import io.drover.gateway.core.Core;
import io.drover.sbe.command.NodeHeartbeatsEncoder;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Nodes heard of since the last batch; one command for all of them. The edge's thread. */
final class HeartbeatBatch {
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final long edgeId;
    private final CommandBuffer command;
    private final NodeHeartbeatsEncoder encoder = new NodeHeartbeatsEncoder();
    private final Set<Long> handles = new LinkedHashSet<>();
    private long dueNs;

    HeartbeatBatch(final long edgeId, final Core core, final long nowNs) {
        this.edgeId = edgeId;
        this.command = new CommandBuffer(core);
        this.dueNs = nowNs;
    }

    void add(final long nodeHandle) {
        handles.add(nodeHandle);
    }

    int poll(final long nowNs) {
        if (handles.isEmpty() || nowNs - dueNs < 0) {
            return 0;
        }
        dueNs = nowNs + INTERVAL_NS;
        encoder.wrapAndApplyHeader(command.buffer, 0, command.header).edgeId(edgeId);
        final NodeHeartbeatsEncoder.NodesEncoder nodes = encoder.nodesCount(handles.size());
        handles.forEach(handle -> nodes.next().handle(handle));
        handles.clear();
        // A lost batch needs no resend of its own: every node is heard of again well before its time runs out.
        command.send(encoder.encodedLength());
        return 1;
    }
}
