package io.drover.agent.link;

import io.aeron.Aeron;
import io.drover.agent.link.JoinClient.Joined;
import io.drover.agent.model.AllocUpdate;
import io.drover.agent.model.ServiceRegistration;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.frame.FrameReader;
import io.drover.sbe.frame.FrameWriter;
import io.drover.sbe.link.AllocUpdatesAckDecoder;
import io.drover.sbe.link.AssignmentsAckEncoder;
import io.drover.sbe.link.AssignmentsDecoder;
import io.drover.sbe.link.CallDecoder;
import io.drover.sbe.link.GoodbyeEncoder;
import io.drover.sbe.link.HeartbeatAckDecoder;
import io.drover.sbe.link.HeartbeatEncoder;
import io.drover.sbe.link.HelloEncoder;
import io.drover.sbe.link.PayloadKind;
import io.drover.sbe.link.ServicesAckDecoder;
import io.drover.sbe.link.WelcomeDecoder;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * The conversation of one node with whichever edge it is at home at. Duty cycle of the link's thread; updates and registrations may
 * be put in from any thread.
 *
 * <pre>
 *   CLOSED ──open──► CONNECTING ──both streams──► GREETING ──Welcome──► OPEN
 *     ▲                  │ 5 s                       │ 5 s              │ a stream gone, or 3 heartbeats unanswered
 *     └──── jitter, next edge ◄──────────────────────┴──────────────────┘
 * </pre>
 */
public final class LinkSession {
    /** State of the connection. */
    private enum State {
        CLOSED,
        CONNECTING,
        GREETING,
        OPEN
    }

    private static final long CONNECT_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long HELLO_RESEND_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long REHOME_JITTER_NS = TimeUnit.MILLISECONDS.toNanos(500);
    /**
     * A heartbeat that is not answered is repeated soon: an edge that has died must be known early enough to be heard of by another
     * one before the node's time runs out.
     */
    private static final long HEARTBEAT_REPEAT_NS = TimeUnit.MILLISECONDS.toNanos(800);

    private static final int UNANSWERED_MAX = 3;

    private final LinkStreams.Opener opener;
    private final UUID nodeId;
    private final Joined joined;
    private final LinkListener listener;
    private final UpdateOutbox updates = new UpdateOutbox();
    private final ServiceOutbox services = new ServiceOutbox();
    private final FrameReader reader = new FrameReader();
    private final LinkStreams.FrameHandler frames = this::onFrame;
    private final NanoClock clock;
    private final LongUnaryOperator random;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AssignmentsDecoder assignments = new AssignmentsDecoder();
    private State state = State.CLOSED;
    private @Nullable LinkStreams streams;
    private @Nullable FrameWriter writer;
    private long connectionId;
    private int edgeIndex;
    private long deadlineNs;
    private long helloAtNs;
    private long heartbeatAtNs;
    private long heartbeatIntervalNs;
    private int unanswered;
    private long assignmentIndex;

    /** A session that opens its first connection with the first duty cycle. */
    public LinkSession(
            final Aeron aeron, final UUID nodeId, final Joined joined, final LinkListener listener, final long nowNs) {
        this(
                edge -> new AeronLinkStreams(aeron, edge),
                nodeId,
                joined,
                listener,
                SystemNanoClock.INSTANCE,
                TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
                bound -> ThreadLocalRandom.current().nextLong(bound),
                nowNs);
    }

    /**
     * As above, over other streams, with another clock and other chance: for simulations.
     *
     * @param firstConnectionId greater than any that this node used before.
     * @param random a number from 0 up to its bound.
     */
    public LinkSession(
            final LinkStreams.Opener opener,
            final UUID nodeId,
            final Joined joined,
            final LinkListener listener,
            final NanoClock clock,
            final long firstConnectionId,
            final LongUnaryOperator random,
            final long nowNs) {
        this.opener = opener;
        this.nodeId = nodeId;
        this.joined = joined;
        this.listener = listener;
        this.deadlineNs = nowNs;
        this.heartbeatIntervalNs = TimeUnit.MILLISECONDS.toNanos(joined.heartbeatTtlMs()) / 3;
        this.connectionId = firstConnectionId;
        this.clock = clock;
        this.random = random;
    }

    /** Sends the newest state of an allocation until it is acknowledged. */
    public void put(final AllocUpdate update) {
        updates.put(update, clock.nanoTime());
    }

    /** Registers a service instance until it is taken back. */
    public void upsert(final ServiceRegistration registration) {
        services.upsert(registration);
    }

    /** Takes a service instance back. */
    public void remove(final ServiceRegistration registration) {
        services.remove(registration);
    }

    /** Registers these and nothing else. */
    public void offered(final List<ServiceRegistration> all) {
        services.complete(all);
    }

    /** Whether an edge has welcomed this connection. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Duty cycle. */
    public int doWork(final long nowNs) {
        int work = streams == null ? 0 : streams.poll(frames);
        work += switch (state) {
            case CLOSED -> open(nowNs);
            case CONNECTING -> greetWhenConnected(nowNs);
            case GREETING -> greetAgain(nowNs);
            case OPEN -> converse(nowNs);
        };
        return work;
    }

    /** Says goodbye and closes. */
    public void close() {
        if (state == State.OPEN) {
            send(
                    PayloadKind.GOODBYE,
                    MessageHeaderEncoder.ENCODED_LENGTH
                            + new GoodbyeEncoder()
                                    .wrapAndApplyHeader(buffer, 0, headerEncoder)
                                    .encodedLength());
        }
        closeStreams();
    }

    private int open(final long nowNs) {
        if (nowNs - deadlineNs < 0) {
            return 0;
        }
        final String edge = joined.edges().get(edgeIndex % joined.edges().size());
        connectionId++;
        writer = new FrameWriter(joined.frameKey(), joined.nodeHandle(), connectionId);
        reader.key(joined.frameKey());
        streams = opener.open(edge);
        enter(State.CONNECTING, nowNs);
        return 1;
    }

    private int greetWhenConnected(final long nowNs) {
        if (streams != null && streams.isConnected()) {
            enter(State.GREETING, nowNs);
            helloAtNs = nowNs;
            return greetAgain(nowNs);
        }
        return rehomeAtDeadline(nowNs);
    }

    private int greetAgain(final long nowNs) {
        if (nowNs - helloAtNs >= 0) {
            helloAtNs = nowNs + HELLO_RESEND_NS;
            final HelloEncoder hello = new HelloEncoder().wrapAndApplyHeader(buffer, 0, headerEncoder);
            hello.nodeId().high(nodeId.getMostSignificantBits()).low(nodeId.getLeastSignificantBits());
            hello.assignmentIndex(assignmentIndex).putTicket(joined.ticket(), 0, joined.ticket().length);
            send(PayloadKind.HELLO, MessageHeaderEncoder.ENCODED_LENGTH + hello.encodedLength());
            return 1;
        }
        return rehomeAtDeadline(nowNs);
    }

    private int converse(final long nowNs) {
        final boolean isDue = nowNs - heartbeatAtNs >= 0;
        if (streams == null || !streams.isConnected() || (isDue && unanswered == UNANSWERED_MAX)) {
            rehome(nowNs);
            return 1;
        }
        int work = 0;
        if (isDue) {
            unanswered++;
            heartbeatAtNs = nowNs + Math.min(HEARTBEAT_REPEAT_NS, heartbeatIntervalNs);
            final HeartbeatEncoder heartbeat = new HeartbeatEncoder()
                    .wrapAndApplyHeader(buffer, 0, headerEncoder)
                    .assignmentIndex(assignmentIndex)
                    .servicesDigest(services.digest());
            send(PayloadKind.HEARTBEAT, MessageHeaderEncoder.ENCODED_LENGTH + heartbeat.encodedLength());
            work++;
        }
        if (writer != null && !writer.flush(streams::offer)) {
            return work;
        }
        final int updatesLength = updates.encode(buffer, nowNs);
        if (updatesLength > 0) {
            send(PayloadKind.ALLOC_UPDATES, updatesLength);
            work++;
        }
        final int servicesLength = services.encode(buffer, nowNs);
        if (servicesLength > 0) {
            send(PayloadKind.SERVICES, servicesLength);
            work++;
        }
        return work;
    }

    private long nextHeartbeatNs() {
        return heartbeatIntervalNs - random.applyAsLong(heartbeatIntervalNs / 8 + 1);
    }

    private int rehomeAtDeadline(final long nowNs) {
        if (nowNs - deadlineNs < 0) {
            return 0;
        }
        rehome(nowNs);
        return 1;
    }

    private void rehome(final long nowNs) {
        closeStreams();
        edgeIndex++;
        state = State.CLOSED;
        deadlineNs = nowNs + random.applyAsLong(REHOME_JITTER_NS);
    }

    private void closeStreams() {
        if (streams != null) {
            streams.close();
            streams = null;
        }
    }

    private void enter(final State next, final long nowNs) {
        state = next;
        deadlineNs = nowNs + CONNECT_TIMEOUT_NS;
    }

    /** What does not go through now is sent again by whoever waits for its acknowledgement. */
    private void send(final PayloadKind kind, final int length) {
        final LinkStreams current = streams;
        final FrameWriter writing = writer;
        if (current != null && writing != null) {
            writing.send(kind, buffer, 0, length, current::offer);
        }
    }

    private void onFrame(final DirectBuffer frame, final int offset, final int length) {
        if (reader.wrap(frame, offset, length)
                && reader.connectionId() == connectionId
                && reader.accept() == FrameReader.Result.COMPLETE) {
            onPayload(reader.payload());
        }
    }

    private void onPayload(final DirectBuffer payload) {
        header.wrap(payload, 0);
        final int body = MessageHeaderDecoder.ENCODED_LENGTH;
        final int blockLength = header.blockLength();
        final int version = header.version();
        switch (reader.kind()) {
            case WELCOME -> onWelcome(new WelcomeDecoder().wrap(payload, body, blockLength, version));
            case HEARTBEAT_ACK -> {
                if (unanswered > 0) {
                    unanswered = 0;
                    heartbeatAtNs = clock.nanoTime() + nextHeartbeatNs();
                }
                final HeartbeatAckDecoder ack = new HeartbeatAckDecoder().wrap(payload, body, blockLength, version);
                if (ack.wantServices() == Bool.YES) {
                    services.resendAll();
                }
                if (ack.ttlMs() == 0) {
                    listener.onForgotten();
                }
            }
            case ASSIGNMENTS -> onAssignments(assignments.wrap(payload, body, blockLength, version));
            case ALLOC_UPDATES_ACK -> {
                for (final AllocUpdatesAckDecoder.UpdatesDecoder ack : new AllocUpdatesAckDecoder()
                        .wrap(payload, body, blockLength, version)
                        .updates()) {
                    updates.onAck(ack);
                }
            }
            case SERVICES_ACK ->
                services.onAck(new ServicesAckDecoder()
                        .wrap(payload, body, blockLength, version)
                        .number());
            case CALL -> listener.onCall(new CallDecoder().wrap(payload, body, blockLength, version));
            default -> {
                // A later edge may say more than this agent understands.
            }
        }
    }

    private void onWelcome(final WelcomeDecoder welcome) {
        if (state != State.GREETING) {
            return;
        }
        state = State.OPEN;
        unanswered = 0;
        heartbeatIntervalNs = TimeUnit.MILLISECONDS.toNanos(Math.max(100, welcome.heartbeatIntervalMs()));
        final long nowNs = clock.nanoTime();
        heartbeatAtNs = nowNs;
        updates.resendAll(nowNs);
        services.restart();
        listener.onWelcome();
    }

    private void onAssignments(final AssignmentsDecoder decoder) {
        final long index = decoder.assignmentIndex();
        if (index > assignmentIndex) {
            if (!listener.onAssignments(decoder)) {
                return;
            }
            assignmentIndex = index;
        }
        final AssignmentsAckEncoder ack = new AssignmentsAckEncoder()
                .wrapAndApplyHeader(buffer, 0, headerEncoder)
                .assignmentIndex(assignmentIndex);
        send(PayloadKind.ASSIGNMENTS_ACK, MessageHeaderEncoder.ENCODED_LENGTH + ack.encodedLength());
    }
}
