package io.drover.gateway.edge;

import io.drover.gateway.command.LevelCommands;
import io.drover.gateway.core.CoreListener;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.edge.LinkKey.Ticket;
import io.drover.sbe.command.EdgeAnnounceEncoder;
import io.drover.sbe.command.NodeStatusUpdateEncoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.common.TableId;
import io.drover.sbe.feed.ChangesDecoder;
import io.drover.sbe.link.AllocUpdatesAckEncoder;
import io.drover.sbe.link.AllocUpdatesDecoder;
import io.drover.sbe.link.AssignmentsAckDecoder;
import io.drover.sbe.link.HeartbeatAckEncoder;
import io.drover.sbe.link.HeartbeatDecoder;
import io.drover.sbe.link.HelloDecoder;
import io.drover.sbe.link.PayloadKind;
import io.drover.sbe.link.WelcomeEncoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.query.QueryStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The edge: polls the uplinks of all nodes that are at home here, and answers on their downlinks. One thread owns all sessions;
 * changes and replies reach it through its inbox.
 */
public final class Edge implements Agent {
    private static final long ANNOUNCE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long TTL_MS = TimeUnit.SECONDS.toMillis(10);

    private final EdgeContext context;
    private final EdgeCounters counters = new EdgeCounters();
    private final EdgeStreams streams;
    private final EpochClock epochClock;
    private final NanoClock nanoClock;
    private final Runnables inbox = new Runnables();
    private final Map<Integer, NodeSession> byConnection = new HashMap<>();
    private final Map<Long, NodeSession> byNode = new HashMap<>();
    private final HeartbeatBatch heartbeats;
    private final UpdateBatch updates;
    private final ServiceRelay services;
    private final CallRelay calls;
    private final CommandBuffer command;
    private final AssignmentPages assignments = new AssignmentPages();
    private final ExpandableArrayBuffer answer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder answerHeader = new MessageHeaderEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HelloDecoder hello = new HelloDecoder();
    private final HeartbeatDecoder heartbeat = new HeartbeatDecoder();
    private final AllocUpdatesDecoder updatesDecoder = new AllocUpdatesDecoder();
    private final AssignmentsAckDecoder assignmentsAck = new AssignmentsAckDecoder();
    private long announceNs;
    private boolean isMemberKnown;

    /** Concluded by being run: hand it to an {@code AgentRunner}. */
    public Edge(final EdgeContext context) {
        this(context, new AeronEdgeStreams(context), SystemEpochClock.INSTANCE, SystemNanoClock.INSTANCE);
    }

    /** As above, over other streams and with other clocks: for simulations. */
    public Edge(
            final EdgeContext context,
            final EdgeStreams streams,
            final EpochClock epochClock,
            final NanoClock nanoClock) {
        this.context = context;
        this.streams = streams;
        this.epochClock = epochClock;
        this.nanoClock = nanoClock;
        heartbeats = new HeartbeatBatch(context.edgeId(), context.core(), nanoClock.nanoTime());
        updates = new UpdateBatch(context.edgeId(), context.core(), inbox, this::onUpdatesApplied);
        services = new ServiceRelay(context.core(), inbox);
        calls = new CallRelay(
                context.httpAddress(), this::sendCall, new HomeRelay(context.core(), context.httpAddress()));
        command = new CommandBuffer(context.core());
        announceNs = nanoClock.nanoTime();
        context.core().addListener(new Feed());
    }

    /** Calls to nodes, for the endpoints. */
    public NodeCalls calls() {
        return calls;
    }

    /** Answers of nodes, for the routes. */
    public CallRelay callRelay() {
        return calls;
    }

    /** What was dropped and why. */
    public EdgeCounters counters() {
        return counters;
    }

    @Override
    public void onStart() {
        streams.open(new Connections());
    }

    @Override
    public int doWork() {
        final long nowNs = nanoClock.nanoTime();
        int work = inbox.run() + streams.poll();
        for (final NodeSession session : byConnection.values()) {
            work += session.poll(nowNs);
            if (session.beginRead(nowNs)) {
                readAssignments(session);
                work++;
            }
        }
        work += heartbeats.poll(nowNs);
        work += updates.poll();
        if (nowNs - announceNs >= 0) {
            announceNs = nowNs + ANNOUNCE_NS;
            announce();
        }
        return work;
    }

    @Override
    public void onClose() {
        byConnection.values().forEach(NodeSession::close);
        streams.close();
    }

    @Override
    public String roleName() {
        return "edge";
    }

    private void onFrame(final int connection, final DirectBuffer buffer, final int offset, final int length) {
        final NodeSession session = byConnection.get(connection);
        if (session == null || !session.reader.wrap(buffer, offset, length)) {
            counters.malformed.increment();
            return;
        }
        if (!session.isGreeted() && !greet(session)) {
            counters.unknownNode.increment();
            return;
        }
        switch (session.reader.accept()) {
            case COMPLETE -> onPayload(session);
            case PARTIAL -> {
                // The rest follows.
            }
            case BAD_MAC -> counters.badMac.increment();
            case OUT_OF_ORDER -> counters.outOfOrder.increment();
            case MALFORMED -> counters.malformed.increment();
        }
    }

    /** The first frame of a connection shows the ticket, from which the key follows that the frame itself must fit. */
    private boolean greet(final NodeSession session) {
        final DirectBuffer payload = session.reader.unverifiedPayload();
        if (session.reader.kind() != PayloadKind.HELLO || !wrapHello(payload)) {
            return false;
        }
        final long heldIndex = hello.assignmentIndex();
        final byte[] bytes = new byte[Math.min(hello.ticketLength(), 256)];
        hello.getTicket(bytes, 0, bytes.length);
        final Ticket ticket = context.linkKey().verify(bytes, epochClock.time());
        if (ticket == null || ticket.nodeHandle() != session.reader.nodeHandle()) {
            return false;
        }
        final byte[] frameKey = context.linkKey().frameKey(ticket);
        session.reader.key(frameKey);
        session.greet(ticket, frameKey, session.reader.connectionId(), heldIndex);
        return true;
    }

    private boolean wrapHello(final DirectBuffer payload) {
        final int fixed =
                MessageHeaderDecoder.ENCODED_LENGTH + HelloDecoder.BLOCK_LENGTH + HelloDecoder.ticketHeaderLength();
        if (payload.capacity() < fixed) {
            return false;
        }
        header.wrap(payload, 0);
        if (header.templateId() != HelloDecoder.TEMPLATE_ID || header.blockLength() < HelloDecoder.BLOCK_LENGTH) {
            return false;
        }
        hello.wrap(payload, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        return hello.limit() + HelloDecoder.ticketHeaderLength() + hello.ticketLength() <= payload.capacity();
    }

    private void onPayload(final NodeSession session) {
        final Ticket ticket = session.ticket();
        if (ticket == null) {
            return;
        }
        final DirectBuffer payload = session.reader.payload();
        header.wrap(payload, 0);
        final int body = MessageHeaderDecoder.ENCODED_LENGTH;
        switch (session.reader.kind()) {
            case HELLO -> onHello(session, ticket);
            case HEARTBEAT -> {
                heartbeat.wrap(payload, body, header.blockLength(), header.version());
                onHeartbeat(session, ticket, heartbeat.servicesDigest());
            }
            case ALLOC_UPDATES -> {
                updatesDecoder.wrap(payload, body, header.blockLength(), header.version());
                for (final AllocUpdatesDecoder.UpdatesDecoder update : updatesDecoder.updates()) {
                    if (!updates.add(session, ticket.nodeHandle(), update)) {
                        counters.malformed.increment();
                    }
                }
            }
            case ASSIGNMENTS_ACK ->
                session.onAssignmentsAck(assignmentsAck
                        .wrap(payload, body, header.blockLength(), header.version())
                        .assignmentIndex());
            case SERVICES -> services.onServices(session, ticket.nodeHandle(), payload, session.reader.payloadLength());
            case GOODBYE -> byNode.remove(ticket.nodeHandle(), session);
            default -> counters.malformed.increment();
        }
    }

    private void onHello(final NodeSession session, final Ticket ticket) {
        final NodeSession former = byNode.put(ticket.nodeHandle(), session);
        if (former != null && former != session && former.connectionId() > session.connectionId()) {
            // A late greeting of a connection that the node has given up.
            byNode.put(ticket.nodeHandle(), former);
            return;
        }
        final WelcomeEncoder welcome = new WelcomeEncoder()
                .wrapAndApplyHeader(answer, 0, answerHeader)
                .heartbeatIntervalMs(TTL_MS / 3)
                .edgeId(context.edgeId());
        session.send(PayloadKind.WELCOME, answer, MessageHeaderEncoder.ENCODED_LENGTH + welcome.encodedLength());
        heartbeats.add(ticket.nodeHandle());
        final NodeStatusUpdateEncoder ready =
                new NodeStatusUpdateEncoder().wrapAndApplyHeader(command.buffer, 0, command.header);
        ready.nodeId()
                .high(ticket.nodeId().getMostSignificantBits())
                .low(ticket.nodeId().getLeastSignificantBits());
        ready.status(NodeStatus.READY);
        command.send(ready.encodedLength());
    }

    private void onHeartbeat(final NodeSession session, final Ticket ticket, final long servicesDigest) {
        heartbeats.add(ticket.nodeHandle());
        final boolean wantServices = services.wantsAll(session, ticket, servicesDigest, nanoClock.nanoTime());
        final HeartbeatAckEncoder ack = new HeartbeatAckEncoder()
                .wrapAndApplyHeader(answer, 0, answerHeader)
                .ttlMs(session.isUnknown() ? 0 : TTL_MS)
                .wantServices(wantServices ? Bool.YES : Bool.NO)
                .edgesVersion(0);
        session.send(PayloadKind.HEARTBEAT_ACK, answer, MessageHeaderEncoder.ENCODED_LENGTH + ack.encodedLength());
    }

    private void onUpdatesApplied(final List<UpdateBatch.Update> applied, final Reply reply) {
        final Map<NodeSession, List<UpdateBatch.Update>> bySession = applied.stream()
                .collect(Collectors.groupingBy(UpdateBatch.Update::session, LinkedHashMap::new, Collectors.toList()));
        bySession.forEach((session, own) -> {
            final AllocUpdatesAckEncoder ack = new AllocUpdatesAckEncoder().wrapAndApplyHeader(answer, 0, answerHeader);
            final AllocUpdatesAckEncoder.UpdatesEncoder group = ack.updatesCount(own.size());
            for (final UpdateBatch.Update update : own) {
                group.next().updateNumber(update.number());
                group.allocId()
                        .high(update.allocId().getMostSignificantBits())
                        .low(update.allocId().getLeastSignificantBits());
            }
            session.send(
                    PayloadKind.ALLOC_UPDATES_ACK, answer, MessageHeaderEncoder.ENCODED_LENGTH + ack.encodedLength());
        });
    }

    private void readAssignments(final NodeSession session) {
        final Ticket ticket = session.ticket();
        if (ticket != null) {
            final QueryRequest request =
                    QueryRequest.of(QueryKind.ASSIGNMENTS).id(ticket.nodeId()).sinceIndex(session.assignmentIndex());
            readPages(session, request, new ArrayList<>());
        }
    }

    private void readPages(final NodeSession session, final QueryRequest request, final List<Page> pages) {
        context.core()
                .query(request)
                .whenComplete((page, error) -> inbox.add(() -> {
                    if (error != null) {
                        session.endRead(true);
                        return;
                    }
                    pages.add(page);
                    if (page.hasMore()) {
                        readPages(session, request.copy().cursor(page.cursor()), pages);
                    } else {
                        onAssignments(session, pages);
                    }
                }));
    }

    private void onAssignments(final NodeSession session, final List<Page> pages) {
        final Page first = pages.get(0);
        session.isUnknown(first.status() == QueryStatus.NOT_FOUND);
        if (!first.isFound() || (first.rowCount() == 0 && !first.isFull())) {
            session.endRead(false);
        } else {
            session.pushAssignments(assignments.encode(pages), first.index(), nanoClock.nanoTime());
        }
    }

    private boolean sendCall(final UUID nodeId, final DirectBuffer payload, final int length) {
        final byte[] copy = new byte[length];
        payload.getBytes(0, copy);
        inbox.add(() -> {
            for (final NodeSession session : byNode.values()) {
                final Ticket ticket = session.ticket();
                if (ticket != null && ticket.nodeId().equals(nodeId)) {
                    session.send(PayloadKind.CALL, new UnsafeBuffer(copy), length);
                    return;
                }
            }
            calls.onNoPath(copy);
        });
        return true;
    }

    private void announce() {
        final EdgeAnnounceEncoder encoder = new EdgeAnnounceEncoder()
                .wrapAndApplyHeader(command.buffer, 0, command.header)
                .edgeId(context.edgeId())
                .memberId(context.member().memberId());
        encoder.name(context.name()).httpAddress(context.httpAddress()).linkAddress(context.linkAddress());
        command.send(encoder.encodedLength());
        if (!isMemberKnown) {
            announceMember();
        }
    }

    /** What this version can do is state, and stays there until another version says otherwise. */
    private void announceMember() {
        final DirectBuffer announcement = LevelCommands.announce(context.member());
        context.core()
                .send(announcement, 0, announcement.capacity())
                .whenComplete((reply, error) -> inbox.add(() -> isMemberKnown |= error == null && reply.isOk()));
    }

    /** Hears of nodes. */
    private final class Connections implements EdgeStreams.Listener {
        @Override
        public void onOpened(final int connection, final EdgeStreams.Downlink downlink) {
            byConnection.put(connection, new NodeSession(downlink, counters));
            counters.connected.increment();
        }

        @Override
        public void onClosed(final int connection) {
            final NodeSession session = byConnection.remove(connection);
            if (session == null) {
                return;
            }
            final Ticket ticket = session.ticket();
            if (ticket != null) {
                byNode.remove(ticket.nodeHandle(), session);
            }
            session.close();
            counters.disconnected.increment();
        }

        @Override
        public void onFrame(final int connection, final DirectBuffer frame, final int offset, final int length) {
            Edge.this.onFrame(connection, frame, offset, length);
        }
    }

    /** Hears of changed assignments on the core client's thread. */
    private final class Feed implements CoreListener {
        @Override
        public void onChanges(final ChangesDecoder changes) {
            for (final ChangesDecoder.RowsDecoder row : changes.rows()) {
                final long nodeHandle = row.nodeHandle();
                if (row.table() == TableId.ALLOCS && nodeHandle != 0) {
                    inbox.add(() -> markDirty(nodeHandle));
                } else if (row.table() == TableId.SERVICES) {
                    inbox.add(() -> markRegistrations(nodeHandle));
                }
            }
        }

        @Override
        public void onChangesLost() {
            inbox.add(() -> byNode.values().forEach(session -> {
                session.markDirty();
                session.registrations().markDirty();
            }));
        }

        @Override
        public void onRole(final boolean isLeader, final int leaderMemberId) {
            // An edge serves its nodes whoever leads.
        }

        private void markDirty(final long nodeHandle) {
            final NodeSession session = byNode.get(nodeHandle);
            if (session != null) {
                session.markDirty();
            }
        }

        private void markRegistrations(final long nodeHandle) {
            final NodeSession session = byNode.get(nodeHandle);
            if (session != null) {
                session.registrations().markDirty();
            }
        }
    }
}
