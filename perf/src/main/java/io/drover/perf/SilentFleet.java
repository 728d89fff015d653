package io.drover.perf;

import io.aeron.CommonContext;
import io.aeron.cluster.client.AeronCluster;
import io.drover.gateway.core.CoreClient;
import io.drover.gateway.core.CoreClientContext;
import io.drover.gateway.core.Reply;
import io.drover.gateway.edge.driver.LinkDriver;
import io.drover.tools.rehearsal.NodeCommands;
import io.drover.tools.rehearsal.NodeShape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Nodes that are ready and nothing else: registered by commands of their own into the servers' log, kept alive by heartbeats in batches,
 * without links, agents and reports. What servers do is then what jobs cause.
 */
final class SilentFleet implements AutoCloseable {
    private static final int RING_LENGTH = 64 * 1024;
    private static final int NODES_PER_HEARTBEAT = 1_000;
    private static final long LIMIT_S = 60;
    private static final long HEARTBEAT_S = 5;
    private static final long LEASE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LinkDriver driver = new LinkDriver(
            Path.of(CommonContext.generateRandomDirName()), NODES_PER_HEARTBEAT, Throwable::printStackTrace);
    private final NodeCommands commands = new NodeCommands();
    private final CoreClient client;
    private final AgentRunner runner;
    private final long[] handles;
    private long beatNs;

    /** Registers so many nodes with servers whose commands arrive at these places. */
    SilentFleet(final int count, final NodeShape shape, final List<String> ingress) throws Exception {
        final StringBuilder endpoints = new StringBuilder();
        for (int i = 0; i < ingress.size(); i++) {
            endpoints.append(i == 0 ? "" : ",").append(i).append('=').append(ingress.get(i));
        }
        client = new CoreClient(new CoreClientContext(
                new SecureRandom().nextLong(),
                -1,
                ingress.size(),
                () -> new AeronCluster.Context()
                        .aeron(driver.aeron())
                        .ownsAeronClient(false)
                        .errorHandler(Throwable::printStackTrace)
                        .ingressChannel("aeron:udp?term-length=256k")
                        .ingressEndpoints(endpoints.toString())
                        .egressChannel("aeron:udp?endpoint=127.0.0.1:0"),
                ring(),
                ring(),
                TimeUnit.SECONDS.toNanos(LIMIT_S),
                CoreClientContext.RESEND_NS,
                LEASE_NS,
                () -> {}));
        runner = new AgentRunner(new SleepingMillisIdleStrategy(1), Throwable::printStackTrace, null, client);
        AgentRunner.startOnThread(runner);
        handles = new long[count];
        final List<Reply> registered = sendAll(count, index -> commands.register(index, shape));
        Arrays.setAll(handles, index -> registered.get(index).nodeHandle());
        sendAll(count, commands::ready);
        beatNs = System.nanoTime();
    }

    /** Lets all nodes be heard from, when it is time. */
    void beat() throws Exception {
        if (System.nanoTime() - beatNs < TimeUnit.SECONDS.toNanos(HEARTBEAT_S)) {
            return;
        }
        beatNs = System.nanoTime();
        final int batches = (handles.length + NODES_PER_HEARTBEAT - 1) / NODES_PER_HEARTBEAT;
        for (int batch = 0; batch < batches; batch++) {
            final int first = batch * NODES_PER_HEARTBEAT;
            send(commands.heartbeats(
                    Arrays.copyOfRange(handles, first, Math.min(first + NODES_PER_HEARTBEAT, handles.length))));
        }
    }

    private List<Reply> sendAll(final int count, final Function<Integer, UnsafeBuffer> command) throws Exception {
        final List<CompletableFuture<Reply>> sent = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            sent.add(send(command.apply(index)));
        }
        final List<Reply> replies = new ArrayList<>();
        for (final CompletableFuture<Reply> reply : sent) {
            final Reply answer = reply.get(LIMIT_S, TimeUnit.SECONDS);
            if (!answer.isOk()) {
                throw new IllegalStateException("node: " + answer);
            }
            replies.add(answer);
        }
        return replies;
    }

    private CompletableFuture<Reply> send(final UnsafeBuffer command) {
        return client.send(command, 0, command.capacity());
    }

    private static RingBuffer ring() {
        return new OneToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(RING_LENGTH + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(runner, driver);
    }
}
