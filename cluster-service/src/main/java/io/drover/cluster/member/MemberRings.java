package io.drover.cluster.member;

import java.nio.ByteBuffer;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Makes the rings between a gateway and the state machine of the same process. A ring carries messages of up to an eighth of it. */
public final class MemberRings {
    private MemberRings() {}

    /** A ring with this capacity in bytes, rounded up to a power of two. */
    public static RingBuffer create(final int capacity) {
        return new ManyToOneRingBuffer(memory(capacity));
    }

    /** The same for one thread that writes, which costs it less. */
    public static RingBuffer createForOne(final int capacity) {
        return new OneToOneRingBuffer(memory(capacity));
    }

    private static UnsafeBuffer memory(final int capacity) {
        final int length = BitUtil.findNextPositivePowerOfTwo(capacity) + RingBufferDescriptor.TRAILER_LENGTH;
        return new UnsafeBuffer(ByteBuffer.allocateDirect(length + BitUtil.CACHE_LINE_LENGTH), 0, length);
    }
}
