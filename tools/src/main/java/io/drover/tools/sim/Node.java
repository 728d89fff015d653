package io.drover.tools.sim;

import io.drover.agent.link.JoinClient.Joined;
import io.drover.agent.link.LinkListener;
import io.drover.agent.link.LinkSession;
import io.drover.agent.model.ServiceRegistration;
import io.drover.gateway.core.Page;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.edge.LinkKey;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.link.AssignmentsDecoder;
import io.drover.sbe.link.CallDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.AllocRowDecoder;
import io.drover.sbe.snapshot.EdgeRowDecoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One node: the real session of the link, over a modelled join and modelled tasks. Its allocations outlive its agent as long as the disk
 * is not wiped.
 */
final class Node implements LinkListener {
    private static final int TURNS = 4;
    private static final long JOIN_RETRY_MS = 1_000;
    private static final long JOIN_TIMEOUT_MS = 6_000;
    private static final long REJOIN_MS = 15_000;
    private static final long TICKET_VALID_MS = TimeUnit.DAYS.toMillis(7);
    private static final LinkKey LINK_KEY = Server.linkKey();

    private final int number;
    private final World world;
    private final Chance chance;
    private final Map<UUID, Work> works = new LinkedHashMap<>();
    private final Set<UUID> finished = new LinkedHashSet<>();
    private final AllocRowDecoder row = new AllocRowDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private UUID nodeId;
    private long secretHash;
    private @Nullable LinkSession session;
    private @Nullable Link link;
    private @Nullable Joined joined;
    private boolean isUp;
    private boolean isJoinWanted;
    private long joinAttempt;
    private long joinAtMs;
    private long closedSinceMs;
    private long updateNumber;
    private int turn;

    Node(final int number, final World world) {
        this.number = number;
        this.world = world;
        chance = Chance.of(world.seed(), "node " + number);
        nodeId = chance.uuid();
        secretHash = chance.next();
    }

    int number() {
        return number;
    }

    UUID nodeId() {
        return nodeId;
    }

    boolean isUp() {
        return isUp;
    }

    Collection<Work> works() {
        return works.values();
    }

    /** The agent starts, with what is on its disk. */
    void start() {
        if (!isUp) {
            isUp = true;
            session = null;
            joined = null;
            isJoinWanted = true;
            joinAtMs = now();
            updateNumber = 0;
        }
    }

    /** The agent's process ends; tasks run on. */
    void crash() {
        if (isUp) {
            isUp = false;
            joinAttempt++;
            session = null;
            if (link != null) {
                link.close();
                link = null;
            }
        }
    }

    /** The machine restarts: the agent and all tasks. */
    void reboot() {
        crash();
        works.values().forEach(work -> work.reboot(now()));
    }

    /** The machine is replaced by another one of the same name, which knows nothing. */
    void replace() {
        crash();
        works.clear();
        finished.clear();
        nodeId = chance.uuid();
        secretHash = chance.next();
    }

    void poll() {
        if (!isUp) {
            // Tasks need no agent to end, but their ends are noticed by the next one only.
            return;
        }
        // Tasks and heartbeats need no more than this; what arrives is looked at at once.
        if (++turn % TURNS != number % TURNS && (link == null || !link.hasArrived())) {
            return;
        }
        if (isJoinWanted && now() >= joinAtMs) {
            join();
        }
        final LinkSession current = session;
        if (current != null) {
            current.doWork(world.time().nowNs());
            if (current.isOpen()) {
                closedSinceMs = now();
            } else if (!isJoinWanted && now() - closedSinceMs >= REJOIN_MS) {
                isJoinWanted = true;
                closedSinceMs = now();
            }
        }
        for (final Work work : works.values()) {
            work.poll(now());
        }
    }

    void report(final Work work) {
        if (session != null) {
            session.put(work.update(++updateNumber));
        }
    }

    void offer(final ServiceRegistration registration) {
        if (session != null) {
            session.upsert(registration);
        }
    }

    void withdraw(final ServiceRegistration registration) {
        if (session != null) {
            session.remove(registration);
        }
    }

    @Override
    public boolean onAssignments(final AssignmentsDecoder assignments) {
        final boolean isFull = assignments.isFull() == Bool.YES;
        final UnsafeBuffer rows = new UnsafeBuffer(new byte[assignments.rowsLength()]);
        assignments.getRows(rows, 0, rows.capacity());
        final Set<UUID> known = new LinkedHashSet<>();
        int offset = 0;
        while (offset < rows.capacity()) {
            final int length = rows.getInt(offset, ByteOrder.LITTLE_ENDIAN);
            final Work.Assigned assigned = decode(rows, offset + Integer.BYTES);
            known.add(assigned.id());
            assign(assigned);
            offset += Integer.BYTES + length;
        }
        if (isFull) {
            forgetAllBut(known);
        }
        return true;
    }

    @Override
    public void onCall(final CallDecoder call) {
        // Nobody asks a simulated node for logs or files.
    }

    @Override
    public void onForgotten() {
        if (!isJoinWanted) {
            isJoinWanted = true;
            joinAtMs = now();
        }
    }

    @Override
    public void onWelcome() {
        // The session says itself whether it is open.
    }

    private void assign(final Work.Assigned assigned) {
        final Work known = works.get(assigned.id());
        if (known != null) {
            known.assign(assigned, now());
        } else if (!finished.contains(assigned.id())) {
            final Work work = new Work(this, assigned, Chance.of(world.seed(), "work " + assigned.id()), now());
            works.put(assigned.id(), work);
            if (!assigned.isWanted()) {
                work.assign(assigned, now());
                work.stopNow(now());
            }
            report(work);
        }
    }

    private void forgetAllBut(final Set<UUID> known) {
        works.values().removeIf(work -> {
            if (known.contains(work.id())) {
                return false;
            }
            work.drop();
            finished.add(work.id());
            return true;
        });
    }

    private Work.Assigned decode(final UnsafeBuffer rows, final int offset) {
        row.wrapAndApplyHeader(rows, offset, header);
        final UUID id = new UUID(row.allocId().high(), row.allocId().low());
        final boolean inDeployment =
                (row.deploymentId().high() | row.deploymentId().low()) != 0;
        final boolean isWanted = row.desiredStatus() == DesiredStatus.RUN;
        row.tasks().forEach(AllocRowDecoder.TasksDecoder::skipName);
        row.cores().forEach(AllocRowDecoder.CoresDecoder::core);
        for (final AllocRowDecoder.DevicesDecoder device : row.devices()) {
            device.skipTask();
            device.skipVendor();
            device.skipType();
            device.skipName();
            device.skipInstanceId();
        }
        int port = 0;
        for (final AllocRowDecoder.PortsDecoder each : row.ports()) {
            port = each.value();
            each.skipLabel();
            each.skipHostIp();
            each.skipHostNetwork();
        }
        row.states().forEach(AllocRowDecoder.StatesDecoder::timeMs);
        row.reschedules().forEach(AllocRowDecoder.ReschedulesDecoder::timeMs);
        row.preempted().forEach(AllocRowDecoder.PreemptedDecoder::allocId);
        row.skipNamespace();
        return new Work.Assigned(id, row.jobId(), row.jobType(), inDeployment, isWanted, port);
    }

    private void join() {
        final List<Server> reachable = new ArrayList<>();
        for (final Server server : world.servers()) {
            if (server.isAwake()
                    && world.network().hearsAgent(number)
                    && world.network().reachesAgent(number)) {
                reachable.add(server);
            }
        }
        joinAtMs = now() + JOIN_TIMEOUT_MS;
        if (reachable.isEmpty()) {
            joinAtMs = now() + JOIN_RETRY_MS;
            return;
        }
        final Server server = chance.pick(reachable);
        final long attempt = ++joinAttempt;
        final DirectBuffer registration = Registrations.of(this, secretHash);
        server.core().send(registration, 0, registration.capacity()).whenComplete((reply, error) -> {
            if (attempt == joinAttempt) {
                if (error != null || !reply.isOk()) {
                    joinAtMs = now() + JOIN_RETRY_MS;
                } else {
                    server.core()
                            .query(QueryRequest.of(QueryKind.EDGES))
                            .thenAccept(edges -> onJoined(attempt, server, reply, edges));
                }
            }
        });
    }

    private void onJoined(final long attempt, final Server server, final Reply reply, final Page edges) {
        if (attempt != joinAttempt) {
            return;
        }
        isJoinWanted = false;
        closedSinceMs = now();
        final LinkKey.Ticket ticket =
                new LinkKey.Ticket(nodeId, reply.nodeHandle(), reply.timestampMs() + TICKET_VALID_MS);
        final Joined latest = new Joined(
                server.name(),
                reply.nodeHandle(),
                reply.heartbeatTtlMs(),
                addresses(server, edges),
                LINK_KEY.sign(ticket),
                LINK_KEY.frameKey(ticket));
        final Joined former = joined;
        joined = latest;
        if (session == null || former == null || former.nodeHandle() != latest.nodeHandle()) {
            openSession(latest);
        }
    }

    private void openSession(final Joined latest) {
        if (link != null) {
            link.close();
        }
        session = new LinkSession(
                edge -> {
                    link = world.dial(number, edge);
                    return link;
                },
                nodeId,
                latest,
                this,
                world.time()::nowNs,
                TimeUnit.MILLISECONDS.toNanos(VirtualTime.START_MS)
                        + world.time().nowNs(),
                chance::below,
                world.time().nowNs());
        works.values().forEach(this::report);
        session.offered(works.values().stream()
                .filter(Work::isOffered)
                .map(Work::registration)
                .toList());
    }

    private static List<String> addresses(final Server own, final Page edges) {
        final List<String> addresses = new ArrayList<>(List.of(own.name() + ":4646"));
        final EdgeRowDecoder edge = new EdgeRowDecoder();
        edges.forEach((header, rows, offset) -> {
            edge.wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            edge.skipName();
            edge.skipHttpAddress();
            final String address = edge.linkAddress();
            if (!addresses.contains(address)) {
                addresses.add(address);
            }
        });
        return addresses;
    }

    private long now() {
        return world.time().wallMs();
    }
}
