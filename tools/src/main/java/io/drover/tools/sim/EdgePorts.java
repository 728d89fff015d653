package io.drover.tools.sim;

import io.drover.gateway.edge.EdgeStreams;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The edge's end of all links of one process. */
final class EdgePorts implements EdgeStreams {
    private final Deque<Runnable> arrived = new ArrayDeque<>();
    private final Map<Integer, Link> links = new LinkedHashMap<>();
    private @Nullable Listener listener;
    private boolean isClosed;

    @Override
    public void open(final Listener hearing) {
        listener = hearing;
    }

    @Override
    public int poll() {
        int work = 0;
        while (!arrived.isEmpty()) {
            arrived.remove().run();
            work++;
        }
        return work;
    }

    /** Whether something waits for the edge. */
    boolean hasArrived() {
        return !arrived.isEmpty();
    }

    @Override
    public void close() {
        closeAll();
    }

    /** A node has dialled. */
    void onDialled(final Link link) {
        arrived.add(() -> {
            if (listener != null && !link.isClosed()) {
                links.put(link.number(), link);
                listener.onOpened(link.number(), link.downlink());
                link.onAnswered();
            }
        });
    }

    /** A node has hung up. */
    void onHungUp(final Link link) {
        arrived.add(() -> {
            if (listener != null && links.remove(link.number()) != null) {
                listener.onClosed(link.number());
            }
        });
    }

    void onFrame(final Link link, final byte[] frame) {
        arrived.add(() -> {
            if (listener != null && links.containsKey(link.number())) {
                listener.onFrame(link.number(), new UnsafeBuffer(frame), 0, frame.length);
            }
        });
    }

    boolean isClosed() {
        return isClosed;
    }

    /** The process ends: its nodes find that out by themselves. */
    void closeAll() {
        isClosed = true;
        links.clear();
        arrived.clear();
        listener = null;
    }
}
