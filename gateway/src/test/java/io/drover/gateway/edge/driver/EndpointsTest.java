package io.drover.gateway.edge.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.driver.status.SystemCounterDescriptor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoints build on what the driver does inside; another version of it that does it otherwise fails here. */
class EndpointsTest {
    private static final int STREAM = 7;
    private static final int DATAGRAMS = 100;
    private static final int STEPS_MAX = 10_000;
    /** A little more than a heartbeat's interval. */
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(101);

    private static final int IDLE_STEPS = 300;

    private final UnsafeBuffer message = new UnsafeBuffer(new byte[16]);
    private long nowNs = 1;

    @TempDir
    private Path directory;

    private LinkEnd sender;
    private LinkEnd receiver;

    @BeforeEach
    void start() {
        sender = new LinkEnd(directory.resolve("sender"), () -> nowNs);
        receiver = new LinkEnd(directory.resolve("receiver"), () -> nowNs);
    }

    @AfterEach
    void stop() {
        receiver.close();
        sender.close();
    }

    @Test
    void shouldReceiveAllDatagramsThatWaitInOneCycle() {
        final Subscription subscription = subscribe();
        final ExclusivePublication publication = publish(subscription);
        for (int i = 0; i < DATAGRAMS; i++) {
            assertThat(publication.offer(message)).isPositive();
            sender.cycle();
        }

        receiver.cycle();

        assertThat(subscription.poll((buffer, offset, length, header) -> {}, 2 * DATAGRAMS))
                .isEqualTo(DATAGRAMS);
    }

    @Test
    void shouldTakeAllAnswersThatWaitInOneCycle() throws IOException {
        final ExclusivePublication publication =
                sender.aeron().addExclusivePublication("aeron:udp?control-mode=dynamic|control=127.0.0.1:0", STREAM);
        final String control = publication.localSocketAddresses().get(0);
        final Subscription subscription = receiver.aeron()
                .addSubscription("aeron:udp?control-mode=dynamic|endpoint=127.0.0.1:0|control=" + control, STREAM);
        step(() -> publication.isConnected() && subscription.isConnected());
        final long before = sender.counter(SystemCounterDescriptor.INVALID_PACKETS);
        sendJunk(Integer.parseInt(control.substring(control.lastIndexOf(':') + 1)));

        sender.cycle();

        assertThat(sender.counter(SystemCounterDescriptor.INVALID_PACKETS) - before)
                .isEqualTo(DATAGRAMS);
    }

    @Test
    void shouldLeaveOutWhatIdleStreamsRepeat() {
        final Subscription subscription = subscribe();
        final Publication publication = publish(subscription);
        final long heartbeats = sender.counter(SystemCounterDescriptor.HEARTBEATS_SENT);
        final long heard = receiver.counter(SystemCounterDescriptor.HEARTBEATS_RECEIVED);
        final long answers = receiver.counter(SystemCounterDescriptor.STATUS_MESSAGES_SENT);
        final long answersHeard = sender.counter(SystemCounterDescriptor.STATUS_MESSAGES_RECEIVED);

        idle();

        // 30 seconds: five repeats, then one every 5 seconds and one every 2 seconds.
        assertThat(sender.counter(SystemCounterDescriptor.HEARTBEATS_SENT) - heartbeats)
                .isGreaterThan(IDLE_STEPS / 2);
        assertThat(receiver.counter(SystemCounterDescriptor.HEARTBEATS_RECEIVED) - heard)
                .isBetween(5L, 13L);
        assertThat(receiver.counter(SystemCounterDescriptor.STATUS_MESSAGES_SENT) - answers)
                .isGreaterThan(IDLE_STEPS / 4);
        assertThat(sender.counter(SystemCounterDescriptor.STATUS_MESSAGES_RECEIVED) - answersHeard)
                .isBetween(10L, 23L);
        assertThat(publication.isConnected()).isTrue();
        assertThat(subscription.isConnected()).isTrue();
    }

    @Test
    void shouldTellTheEndOfAStreamAtOnce() {
        final Subscription subscription = subscribe();
        final Publication publication = publish(subscription);
        idle();

        publication.close();
        final long closedNs = nowNs;
        step(() -> subscription.imageAtIndex(0).isEndOfStream());

        assertThat(nowNs - closedNs).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }

    private Subscription subscribe() {
        return receiver.aeron().addSubscription("aeron:udp?endpoint=127.0.0.1:0", STREAM);
    }

    private ExclusivePublication publish(final Subscription subscription) {
        final String channel = subscription.tryResolveChannelEndpointPort();
        final ExclusivePublication publication = sender.aeron().addExclusivePublication(channel, STREAM);
        step(() -> publication.isConnected() && subscription.isConnected());
        return publication;
    }

    private void idle() {
        for (int i = 0; i < IDLE_STEPS; i++) {
            step();
        }
    }

    private void step(final BooleanSupplier isReached) {
        for (int i = 0; i < STEPS_MAX && !isReached.getAsBoolean(); i++) {
            step();
        }
        assertThat(isReached.getAsBoolean()).isTrue();
    }

    private void step() {
        nowNs += STEP_NS;
        for (int i = 0; i < 4; i++) {
            sender.cycle();
            receiver.cycle();
        }
        sender.clientCycle();
        receiver.clientCycle();
    }

    private static void sendJunk(final int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < DATAGRAMS; i++) {
                socket.send(new DatagramPacket(new byte[4], 4, InetAddress.getLoopbackAddress(), port));
            }
        }
    }
}
