package io.drover.gateway.edge;

import org.agrona.DirectBuffer;

/** The streams between an edge and the nodes at home there. The edge's thread. */
public interface EdgeStreams extends AutoCloseable {
    /** The way back to one node. */
    interface Downlink extends AutoCloseable {
        /** False when there is no room now. */
        boolean offer(DirectBuffer frame, int offset, int length);

        @Override
        void close();
    }

    /** Hears of connections, which are told apart by a number, and of what comes over them. */
    interface Listener {
        /** A node can be heard and answered. */
        void onOpened(int connection, Downlink downlink);

        /** A node is heard no more. */
        void onClosed(int connection);

        /** A frame has arrived; the buffer is valid during the call only. */
        void onFrame(int connection, DirectBuffer frame, int offset, int length);
    }

    /** Begins to listen. */
    void open(Listener listener);

    /** Hands over what has happened; returns how much that was. */
    int poll();

    @Override
    void close();
}
