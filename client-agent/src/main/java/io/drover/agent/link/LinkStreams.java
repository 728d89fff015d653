package io.drover.agent.link;

import org.agrona.DirectBuffer;

/** A pair of streams to one edge and back; it lives and dies as one. The link's thread. */
public interface LinkStreams extends AutoCloseable {
    /** Receives frames; the buffer is valid during the call only. */
    @FunctionalInterface
    interface FrameHandler {
        void onFrame(DirectBuffer frame, int offset, int length);
    }

    /** Opens streams to the link address of an edge, without waiting for them. */
    @FunctionalInterface
    interface Opener {
        LinkStreams open(String edge);
    }

    /** Whether both directions are up. False for good once the edge has ended its direction. */
    boolean isConnected();

    /** False when there is no room now. */
    boolean offer(DirectBuffer buffer, int offset, int length);

    /** Hands over what has arrived. */
    int poll(FrameHandler handler);

    @Override
    void close();
}
