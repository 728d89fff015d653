package io.drover.agent.link;

import io.aeron.Aeron;
import io.drover.agent.NodeAgent;
import io.drover.agent.link.JoinClient.Joined;
import io.drover.agent.model.AllocUpdate;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.ServerReads;
import io.drover.agent.model.ServiceRegistration;
import io.drover.agent.model.UpdateSink;
import io.drover.sbe.common.Bool;
import io.drover.sbe.link.AssignmentsDecoder;
import io.drover.sbe.link.CallDecoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a node's agent with the cluster: joins, converses, and joins again when what it registered has changed or its ticket is
 * no longer taken. Joins and documents travel over HTTP on a thread of their own, so that heartbeats never wait for them.
 */
public final class AgentLink implements Agent, UpdateSink {
    private static final Logger LOG = LoggerFactory.getLogger(AgentLink.class);
    private static final long JOIN_RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    /** A node that cannot be welcomed for this long asks for another ticket. */
    private static final long REJOIN_NS = TimeUnit.SECONDS.toNanos(15);

    private static final int BATCHES_MAX = 64;

    private final Aeron aeron;
    private final NodeIdentity identity;
    private final JoinClient joinClient;
    private final Preparation preparation;
    private final Supplier<Registration> registration;
    private final CallHandler calls;
    private final Runnable wakeUp;
    private final ArrayBlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES_MAX);
    private final List<AllocUpdate> early = new ArrayList<>();
    private final List<ServiceRegistration> earlyServices = new ArrayList<>();
    private final Thread httpThread;
    private final ServerClient reads = new ServerClient(this::joinedOrNull, this::joinAgain);
    private volatile @Nullable NodeAgent agent;
    private volatile @Nullable Joined joined;
    private volatile @Nullable LinkSession session;
    private volatile boolean isJoinWanted = true;
    private volatile boolean isClosed;
    private @Nullable Joined current;
    private long closedSinceNs;

    /** What has to be over before the node joins for the first time. */
    @FunctionalInterface
    public interface Preparation {
        /** Returns when the node may join. */
        void await() throws InterruptedException;
    }

    /** Rows of one message, copied. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Batch(byte[] rows, boolean isFull) {}

    /**
     * Makes a link; {@link #start} begins its work.
     *
     * @param aeron client of the media driver that carries the link.
     * @param identity who the node is.
     * @param servers host:port of HTTP APIs to join through.
     * @param preparation waited for before the first join, on the link's HTTP thread.
     * @param registration what the node says of itself; asked with every join.
     * @param calls answers calls.
     * @param wakeUp called after something was handed to the link's thread, so that it need not finish its nap.
     */
    public AgentLink(
            final Aeron aeron,
            final NodeIdentity identity,
            final List<String> servers,
            final Preparation preparation,
            final Supplier<Registration> registration,
            final CallHandler calls,
            final Runnable wakeUp) {
        this.aeron = aeron;
        this.identity = identity;
        this.joinClient = new JoinClient(servers, identity);
        this.preparation = preparation;
        this.registration = registration;
        this.calls = calls;
        this.wakeUp = wakeUp;
        this.httpThread = new Thread(this::runHttp, "agent-link-http");
        this.httpThread.setDaemon(true);
    }

    /** Begins to join for this agent; hand the link to an {@code AgentRunner} as well. */
    public void start(final NodeAgent nodeAgent) {
        agent = nodeAgent;
        httpThread.start();
    }

    /**
     * The node's facts have changed, or the server that it joined through cannot be reached: it joins again, which keeps its connection and
     * its allocations.
     */
    public void joinAgain() {
        isJoinWanted = true;
    }

    @Override
    public int doWork() {
        final long nowNs = System.nanoTime();
        final Joined latest = joined;
        final LinkSession open = session;
        if (latest != null && (open == null || isOtherNode(latest))) {
            if (open != null) {
                open.close();
            }
            current = latest;
            closedSinceNs = nowNs;
            openSession(latest, nowNs);
            return 1;
        }
        if (open == null) {
            return 0;
        }
        final int work = open.doWork(nowNs);
        if (open.isOpen()) {
            closedSinceNs = nowNs;
        } else if (nowNs - closedSinceNs > REJOIN_NS) {
            closedSinceNs = nowNs;
            current = null;
            isJoinWanted = true;
        }
        return work;
    }

    @Override
    public void onClose() {
        isClosed = true;
        httpThread.interrupt();
        final LinkSession open = session;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public String roleName() {
        return "agent-link";
    }

    @Override
    public void allocUpdated(final AllocUpdate update) {
        synchronized (early) {
            final LinkSession open = session;
            if (open == null) {
                early.add(update);
            } else {
                open.put(update);
            }
        }
        wakeUp.run();
    }

    @Override
    public void serviceUpserted(final ServiceRegistration service) {
        synchronized (early) {
            final LinkSession open = session;
            if (open == null) {
                earlyServices.add(service);
            } else {
                open.upsert(service);
            }
        }
        wakeUp.run();
    }

    @Override
    public void serviceRemoved(final ServiceRegistration service) {
        synchronized (early) {
            final LinkSession open = session;
            if (open == null) {
                earlyServices.removeIf(known -> known.id().equals(service.id()));
            } else {
                open.remove(service);
            }
        }
        wakeUp.run();
    }

    @Override
    public void servicesOffered(final List<ServiceRegistration> all) {
        synchronized (early) {
            final LinkSession open = session;
            if (open == null) {
                earlyServices.clear();
                earlyServices.addAll(all);
            } else {
                open.offered(all);
            }
        }
        wakeUp.run();
    }

    /** A repeated join gives a new ticket for the same connection; only another handle or lost trust needs another session. */
    private boolean isOtherNode(final Joined latest) {
        final Joined known = current;
        return known == null || known.nodeHandle() != latest.nodeHandle();
    }

    private void openSession(final Joined latest, final long nowNs) {
        final LinkSession opened = new LinkSession(aeron, identity.nodeId(), latest, new Listener(), nowNs);
        synchronized (early) {
            early.forEach(opened::put);
            earlyServices.forEach(opened::upsert);
            early.clear();
            earlyServices.clear();
            session = opened;
        }
        final NodeAgent nodeAgent = agent;
        if (nodeAgent != null) {
            nodeAgent.resend();
        }
    }

    private void runHttp() {
        try {
            preparation.await();
            joinAndAssign();
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void joinAndAssign() throws InterruptedException {
        final AssignmentDecoder decoder = new AssignmentDecoder(new JobDocuments(this::requireJoined, this::joinAgain));
        long retryAtNs = System.nanoTime();
        Batch waiting = null;
        while (!isClosed) {
            if (isJoinWanted && System.nanoTime() - retryAtNs >= 0) {
                retryAtNs = System.nanoTime() + JOIN_RETRY_NS;
                join();
            }
            if (waiting == null) {
                waiting = batches.poll(100, TimeUnit.MILLISECONDS);
            } else {
                TimeUnit.NANOSECONDS.sleep(JOIN_RETRY_NS);
            }
            if (waiting != null && assign(decoder, waiting)) {
                waiting = null;
            }
        }
    }

    private void join() {
        isJoinWanted = false;
        try {
            joined = joinClient.join(registration.get().encode());
            LOG.info("{} {}", identity, joined);
            wakeUp.run();
        } catch (final IOException ex) {
            isJoinWanted = true;
            LOG.warn("{} cannot join: {}", identity, ex.getMessage());
        }
    }

    /** A batch that cannot be taken (no document) is tried again: dropping it would lose an allocation. */
    private boolean assign(final AssignmentDecoder decoder, final Batch batch) {
        final NodeAgent nodeAgent = agent;
        if (nodeAgent == null) {
            return true;
        }
        try {
            final List<Assignment> assignments = decode(decoder, batch);
            nodeAgent.assign(assignments);
            if (batch.isFull) {
                nodeAgent.forgetAllBut(
                        assignments.stream().map(Assignment::allocId).collect(Collectors.toSet()));
            }
            return true;
        } catch (final IOException ex) {
            LOG.warn("assignments wait: {}", ex.getMessage());
            return false;
        }
    }

    private static List<Assignment> decode(final AssignmentDecoder decoder, final Batch batch) throws IOException {
        final UnsafeBuffer buffer = new UnsafeBuffer(batch.rows);
        final List<Assignment> assignments = new ArrayList<>();
        int offset = 0;
        while (offset < buffer.capacity()) {
            final int length = buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
            assignments.add(decoder.decode(buffer, offset + Integer.BYTES));
            offset += Integer.BYTES + length;
        }
        return assignments;
    }

    @Override
    public ServerReads reads() {
        return reads;
    }

    private @Nullable Joined joinedOrNull() {
        return joined;
    }

    private Joined requireJoined() {
        final Joined known = joined;
        if (known == null) {
            throw new IllegalStateException("documents are asked for after a join only");
        }
        return known;
    }

    private final class Listener implements LinkListener {
        @Override
        public boolean onAssignments(final AssignmentsDecoder assignments) {
            final byte[] rows = new byte[assignments.rowsLength()];
            final boolean isFull = assignments.isFull() == Bool.YES;
            assignments.getRows(rows, 0, rows.length);
            return batches.offer(new Batch(rows, isFull));
        }

        @Override
        public void onCall(final CallDecoder call) {
            final long callId = call.callId();
            final String method = call.method();
            final String target = call.target();
            final String replyAddress = call.replyAddress();
            final byte[] secret = new byte[call.secretLength()];
            call.getSecret(secret, 0, secret.length);
            final byte[] body = new byte[call.bodyLength()];
            call.getBody(body, 0, body.length);
            calls.onCall(callId, method, target, body, replyAddress, secret);
        }

        @Override
        public void onForgotten() {
            isJoinWanted = true;
        }

        @Override
        public void onWelcome() {
            LOG.debug("{} is at home at an edge", identity);
        }
    }
}
