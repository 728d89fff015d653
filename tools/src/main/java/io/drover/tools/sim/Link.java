package io.drover.tools.sim;

import io.drover.agent.link.LinkStreams;
import io.drover.gateway.edge.EdgeStreams;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One pair of streams between a node and an edge. Frames keep their order unless the network is told to lose it. */
final class Link implements LinkStreams {
    private static final long SETUP_MS = 20;
    private static final long LIVENESS_MS = 10_000;

    private final World world;
    private final int number;
    private final int agent;
    private final EdgePorts ports;
    private final Deque<byte[]> arrived = new ArrayDeque<>();
    private long upNs;
    private long downNs;
    private boolean isAnswered;
    private boolean isClosed;
    private long goneAtMs = Long.MAX_VALUE;

    Link(final World world, final int number, final int agent, final EdgePorts ports) {
        this.world = world;
        this.number = number;
        this.agent = agent;
        this.ports = ports;
        world.time().afterMs(SETUP_MS, () -> {
            if (world.network().hearsAgent(agent)) {
                ports.onDialled(this);
            }
        });
    }

    int number() {
        return number;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** The edge answers. */
    void onAnswered() {
        world.time().afterMs(SETUP_MS, () -> isAnswered = world.network().reachesAgent(agent));
    }

    EdgeStreams.Downlink downlink() {
        return new Down();
    }

    @Override
    public boolean isConnected() {
        if (ports.isClosed() && goneAtMs == Long.MAX_VALUE) {
            goneAtMs = world.time().elapsedMs() + LIVENESS_MS;
        }
        return isAnswered && world.time().elapsedMs() < goneAtMs;
    }

    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] frame = copy(buffer, offset, length);
        final Network network = world.network();
        if (network.loses()) {
            return true;
        }
        upNs = due(upNs);
        for (int i = network.doubles() ? 2 : 1; i > 0; i--) {
            world.time().after(upNs + network.detourNs() - world.time().nowNs(), () -> {
                if (!isClosed && network.hearsAgent(agent)) {
                    ports.onFrame(this, frame);
                }
            });
        }
        return true;
    }

    @Override
    public int poll(final FrameHandler handler) {
        int work = 0;
        while (!arrived.isEmpty()) {
            final byte[] frame = arrived.remove();
            handler.onFrame(new UnsafeBuffer(frame), 0, frame.length);
            work++;
        }
        return work;
    }

    /** Whether a frame waits for the node. */
    boolean hasArrived() {
        return !arrived.isEmpty();
    }

    @Override
    public void close() {
        isClosed = true;
        arrived.clear();
        world.time().afterMs(SETUP_MS, () -> ports.onHungUp(this));
    }

    /** A time not before that of the frame before. */
    private long due(final long lastNs) {
        return Math.max(lastNs, world.time().nowNs() + world.network().delayNs());
    }

    private static byte[] copy(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }

    private final class Down implements EdgeStreams.Downlink {
        @Override
        public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
            final byte[] frame = copy(buffer, offset, length);
            final Network network = world.network();
            if (network.loses()) {
                return true;
            }
            downNs = due(downNs);
            for (int i = network.doubles() ? 2 : 1; i > 0; i--) {
                world.time().after(downNs + network.detourNs() - world.time().nowNs(), () -> {
                    if (!isClosed && network.reachesAgent(agent)) {
                        arrived.add(frame);
                    }
                });
            }
            return true;
        }

        @Override
        public void close() {
            // The node hears nothing more and dials again.
        }
    }
}
