package io.drover.gateway.edge.driver;

import io.aeron.driver.Configuration;
import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Where the endpoints of one driver read datagrams into; they share it, because one thread polls them all. */
final class Datagrams {
    /** Datagrams that one endpoint takes in one cycle; the others have their turn after them. */
    static final int DRAIN_MAX = 256;

    /** A datagram of this length is probably not its stream's last. */
    private static final int FULL_LENGTH = 1_024;

    private final ByteBuffer buffer =
            BufferUtil.allocateDirectAligned(Configuration.MAX_UDP_PAYLOAD_LENGTH, BitUtil.CACHE_LINE_LENGTH);
    private final UnsafeBuffer frame = new UnsafeBuffer(buffer);
    private final LinkPace pace;

    Datagrams(final LinkPace pace) {
        this.pace = pace;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    /** The same memory as {@link #buffer()}. */
    UnsafeBuffer frame() {
        return frame;
    }

    /** Data has come or gone; what comes next should not wait for long. */
    void passed(final int length) {
        if (length >= FULL_LENGTH) {
            pace.hurry();
        }
    }
}
