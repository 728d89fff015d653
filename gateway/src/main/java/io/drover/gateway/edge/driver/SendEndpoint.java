package io.drover.gateway.edge.driver;

import io.aeron.driver.DriverConductorProxy;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.media.SendChannelEndpoint;
import io.aeron.driver.media.UdpChannel;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import io.aeron.protocol.ErrorFlyweight;
import io.aeron.protocol.HeaderFlyweight;
import io.aeron.protocol.NakFlyweight;
import io.aeron.protocol.ResponseSetupFlyweight;
import io.aeron.protocol.RttMeasurementFlyweight;
import io.aeron.protocol.StatusMessageFlyweight;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of streams. Leaves out the heartbeats of streams that are idle for long, never the end of a stream, and takes all
 * datagrams that wait, not one a cycle. The sender's thread.
 */
final class SendEndpoint extends SendChannelEndpoint {
    private static final long HEARTBEAT_INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);

    private final NanoClock clock;
    private final Datagrams datagrams;
    private final Repeats heartbeats;
    private final DataHeaderFlyweight data = new DataHeaderFlyweight();
    private final NakFlyweight nak;
    private final StatusMessageFlyweight status;
    private final RttMeasurementFlyweight roundTrip;
    private final ErrorFlyweight error;
    private final ResponseSetupFlyweight responseSetup;
    /** The driver hands it to handlers only; the first datagrams therefore come one by one. */
    private @Nullable DriverConductorProxy conductor;

    SendEndpoint(
            final UdpChannel channel,
            final AtomicCounter statusIndicator,
            final MediaDriver.Context context,
            final Datagrams datagrams) {
        super(channel, statusIndicator, context);
        this.datagrams = datagrams;
        clock = context.senderCachedNanoClock();
        heartbeats = new Repeats(HEARTBEAT_INTERVAL_NS, clock.nanoTime());
        nak = new NakFlyweight(datagrams.frame());
        status = new StatusMessageFlyweight(datagrams.frame());
        roundTrip = new RttMeasurementFlyweight(datagrams.frame());
        error = new ErrorFlyweight(datagrams.frame());
        responseSetup = new ResponseSetupFlyweight(datagrams.frame());
    }

    @Override
    public int send(final ByteBuffer buffer) {
        return isSpare(buffer) ? buffer.remaining() : super.send(buffer);
    }

    @Override
    public int send(final ByteBuffer buffer, final InetSocketAddress endpointAddress) {
        return isSpare(buffer) ? buffer.remaining() : super.send(buffer, endpointAddress);
    }

    /** Dispatches all but the last datagram, which the poller does. */
    @Override
    public @Nullable InetSocketAddress receive(final ByteBuffer buffer) {
        final DriverConductorProxy known = conductor;
        for (int i = 1; known != null && i < Datagrams.DRAIN_MAX; i++) {
            final InetSocketAddress source = super.receive(datagrams.buffer());
            if (source == null) {
                return null;
            }
            dispatch(datagrams.frame(), datagrams.buffer().position(), source, known);
        }
        return super.receive(buffer);
    }

    private void dispatch(
            final UnsafeBuffer frame,
            final int length,
            final InetSocketAddress source,
            final DriverConductorProxy known) {
        if (!isValidFrame(frame, length)) {
            return;
        }
        receiveHook(frame, length, source);
        switch (FrameDescriptor.frameType(frame, 0)) {
            case HeaderFlyweight.HDR_TYPE_NAK -> onNakMessage(nak, frame, length, source);
            case HeaderFlyweight.HDR_TYPE_SM -> onStatusMessage(status, frame, length, source, known);
            case HeaderFlyweight.HDR_TYPE_ERR -> onError(error, frame, length, source, known);
            case HeaderFlyweight.HDR_TYPE_RTTM -> onRttMeasurement(roundTrip, frame, length, source);
            case HeaderFlyweight.HDR_TYPE_RSP_SETUP -> onResponseSetup(responseSetup, frame, length, source, known);
            default -> {
                // Nothing else is meant for a sender.
            }
        }
    }

    @Override
    public void onStatusMessage(
            final StatusMessageFlyweight message,
            final UnsafeBuffer buffer,
            final int length,
            final InetSocketAddress source,
            final DriverConductorProxy conductorProxy) {
        conductor = conductorProxy;
        super.onStatusMessage(message, buffer, length, source, conductorProxy);
    }

    /** A heartbeat is a data frame of nothing but its header; one with the flag of an end must arrive. */
    private boolean isSpare(final ByteBuffer buffer) {
        final int length = buffer.remaining();
        if (length != DataHeaderFlyweight.HEADER_LENGTH) {
            datagrams.passed(length);
            return false;
        }
        data.wrap(buffer, buffer.position(), length);
        if (!DataHeaderFlyweight.isHeartbeat(data, length) || data.flags() != DataHeaderFlyweight.BEGIN_AND_END_FLAGS) {
            return false;
        }
        final long position = (long) data.termId() << 32 | data.termOffset();
        return heartbeats.isSpare(data.sessionId(), data.streamId(), position, 0, clock.nanoTime());
    }
}
