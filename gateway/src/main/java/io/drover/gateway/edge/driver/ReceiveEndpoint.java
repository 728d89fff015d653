package io.drover.gateway.edge.driver;

import io.aeron.driver.DataPacketDispatcher;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.media.ReceiveChannelEndpoint;
import io.aeron.driver.media.UdpChannel;
import io.aeron.driver.status.SystemCounterDescriptor;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import io.aeron.protocol.RttMeasurementFlyweight;
import io.aeron.protocol.SetupFlyweight;
import io.aeron.protocol.StatusMessageFlyweight;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of streams. Takes all datagrams that wait, not one a cycle, and leaves out status messages that repeat
 * themselves. The receiver's thread.
 */
final class ReceiveEndpoint extends ReceiveChannelEndpoint {
    private static final long STATUS_INTERVAL_NS = TimeUnit.SECONDS.toNanos(2);

    private final NanoClock clock;
    private final AtomicCounter bytesReceived;
    private final Datagrams datagrams;
    private final Repeats statusMessages;
    private final DataHeaderFlyweight data;
    private final SetupFlyweight setup;
    private final RttMeasurementFlyweight roundTrip;
    private final StatusMessageFlyweight status = new StatusMessageFlyweight();

    ReceiveEndpoint(
            final UdpChannel channel,
            final DataPacketDispatcher dispatcher,
            final AtomicCounter statusIndicator,
            final MediaDriver.Context context,
            final Datagrams datagrams) {
        super(channel, dispatcher, statusIndicator, context);
        this.datagrams = datagrams;
        clock = context.receiverCachedNanoClock();
        bytesReceived = context.systemCounters().get(SystemCounterDescriptor.BYTES_RECEIVED);
        statusMessages = new Repeats(STATUS_INTERVAL_NS, clock.nanoTime());
        data = new DataHeaderFlyweight(datagrams.frame());
        setup = new SetupFlyweight(datagrams.frame());
        roundTrip = new RttMeasurementFlyweight(datagrams.frame());
    }

    /** Dispatches all but the last datagram, which the poller does. */
    @Override
    public @Nullable InetSocketAddress receive(final ByteBuffer buffer) {
        for (int i = 1; i < Datagrams.DRAIN_MAX; i++) {
            final InetSocketAddress source = super.receive(datagrams.buffer());
            if (source == null) {
                return null;
            }
            final int length = datagrams.buffer().position();
            bytesReceived.getAndAddRelease(length);
            dispatch(datagrams.frame(), length, source);
        }
        return super.receive(buffer);
    }

    private void dispatch(final UnsafeBuffer frame, final int length, final InetSocketAddress source) {
        if (!isValidFrame(frame, length)) {
            return;
        }
        receiveHook(frame, length, source);
        switch (FrameDescriptor.frameType(frame, 0)) {
            case HeaderFlyweight.HDR_TYPE_DATA, HeaderFlyweight.HDR_TYPE_PAD -> {
                datagrams.passed(length);
                onDataPacket(data, frame, length, source, 0);
            }
            case HeaderFlyweight.HDR_TYPE_SETUP -> onSetupMessage(setup, frame, length, source, 0);
            case HeaderFlyweight.HDR_TYPE_RTTM -> onRttMeasurement(roundTrip, frame, length, source, 0);
            default -> {
                // Nothing else is meant for a receiver.
            }
        }
    }

    @Override
    public int sendTo(final ByteBuffer buffer, final InetSocketAddress remoteAddress) {
        return isSpare(buffer) ? buffer.remaining() : super.sendTo(buffer, remoteAddress);
    }

    /** Only what was consumed is said again and again; a request for a setup or the end of a stream always goes out. */
    private boolean isSpare(final ByteBuffer buffer) {
        status.wrap(buffer, buffer.position(), buffer.remaining());
        if (status.headerType() != HeaderFlyweight.HDR_TYPE_SM || status.flags() != 0) {
            return false;
        }
        final long position = (long) status.consumptionTermId() << 32 | status.consumptionTermOffset();
        return statusMessages.isSpare(
                status.sessionId(), status.streamId(), position, status.receiverWindowLength(), clock.nanoTime());
    }
}
