package io.drover.cluster.member;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.Header;
import io.drover.cluster.scenario.Scenario;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.reply.CommandReplyDecoder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** A gateway's way of sending: every command until its reply is there, through changes of the leader. */
final class TestGateway implements EgressListener, AutoCloseable {
    private static final long RESEND_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final TestMembers members;
    private final MediaDriver driver;
    private final Scenario scenario = new Scenario();
    private final CommandReplyDecoder reply = new CommandReplyDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private @Nullable AeronCluster cluster;
    private long answered;

    TestGateway(final TestMembers members, final Path directory) {
        this.members = members;
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(directory.resolve("aeron-gateway").toString())
                .threadingMode(ThreadingMode.SHARED)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true));
    }

    Scenario scenario() {
        return scenario;
    }

    /** Sends the command of a line, which may name what the leader's state has. */
    void line(final String line) throws Exception {
        final Probe leader = members.probe(members.awaitLeader());
        send(leader.ask(() -> {
            scenario.harness().machine(leader.machine());
            if (leader.machine().isBorn()) {
                scenario.look();
            }
            return scenario.encode(line);
        }));
    }

    private void send(final byte[] command) throws TimeoutException {
        final UnsafeBuffer buffer = new UnsafeBuffer(command);
        final long number = scenario.harness().lastNumber();
        final long[] sentNs = {System.nanoTime() - RESEND_NS};
        TestMembers.await("a reply to command " + number, () -> {
            final AeronCluster connected = connect();
            if (connected == null) {
                return false;
            }
            if (System.nanoTime() - sentNs[0] >= RESEND_NS && connected.offer(buffer, 0, command.length) > 0) {
                sentNs[0] = System.nanoTime();
            }
            connected.pollEgress();
            return answered >= number;
        });
    }

    private @Nullable AeronCluster connect() {
        final AeronCluster current = cluster;
        if (current != null && !current.isClosed()) {
            return current;
        }
        try {
            cluster = AeronCluster.connect(new AeronCluster.Context()
                    .aeronDirectoryName(driver.aeronDirectoryName())
                    .egressListener(this)
                    .errorHandler(error -> {})
                    .messageTimeoutNs(TimeUnit.SECONDS.toNanos(3))
                    .ingressChannel("aeron:udp?term-length=64k")
                    .ingressEndpoints(MemberEndpoints.ingressEndpoints(members.endpoints()))
                    .egressChannel("aeron:udp?endpoint=127.0.0.1:0|term-length=64k"));
            return cluster;
        } catch (final RuntimeException ex) {
            return null;
        }
    }

    @Override
    public void onMessage(
            final long clusterSessionId,
            final long timestamp,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final Header frame) {
        reply.wrapAndApplyHeader(buffer, offset, header);
        answered = Math.max(answered, reply.number());
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(cluster, driver);
    }
}
