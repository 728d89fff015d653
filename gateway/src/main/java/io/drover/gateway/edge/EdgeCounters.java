package io.drover.gateway.edge;

import java.util.concurrent.atomic.LongAdder;

/** What an edge drops and why; written by the edge's thread, read by metrics. */
public final class EdgeCounters {
    /** Bytes that are no frame. */
    public final LongAdder malformed = new LongAdder();

    /** Frames of streams that have shown no valid ticket. */
    public final LongAdder unknownNode = new LongAdder();

    /** Frames whose code does not fit. */
    public final LongAdder badMac = new LongAdder();

    /** Repeated or late frames. */
    public final LongAdder outOfOrder = new LongAdder();

    /** Downlink sends that found no room and will be tried again. */
    public final LongAdder backPressured = new LongAdder();

    /** Connections opened. */
    public final LongAdder connected = new LongAdder();

    /** Connections closed. */
    public final LongAdder disconnected = new LongAdder();
}
