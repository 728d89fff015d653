package io.drover.tools.sim;

import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.service.Cluster;
import io.aeron.exceptions.AeronException;
import io.drover.cluster.StateMachine;
import io.drover.cluster.engine.LevelFault;
import io.drover.cluster.member.MemberRings;
import io.drover.cluster.member.SteppedMember;
import io.drover.cluster.snapshot.LevelRefused;
import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.gateway.command.LevelCommands;
import io.drover.gateway.core.CoreClient;
import io.drover.gateway.core.CoreClientContext;
import io.drover.gateway.core.CoreSession;
import io.drover.gateway.core.CoreSessions;
import io.drover.gateway.edge.Edge;
import io.drover.gateway.edge.EdgeContext;
import io.drover.gateway.edge.LinkKey;
import io.drover.sbe.FeatureLevels;
import io.drover.tools.replay.EntryFeed;
import io.drover.tools.replay.ServiceSeam;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One server: a disk that stays, and processes that come and go, each with a member, a gateway's way to it, and an edge. All of those are
 * the real ones.
 */
final class Server {
    private static final int QUERY_RING_LENGTH = 128 * 1024;
    private static final int ANSWER_RING_LENGTH = 1024 * 1024;
    private static final int ENTRIES_PER_CYCLE = 400;
    private static final int EDGE_TURNS = 3;
    private static final int EVENT_BYTES = 64 * 1024;
    private static final long LEASE_NS = TimeUnit.MILLISECONDS.toNanos(400);

    /** What a running process consists of. */
    private record Life(
            SteppedMember member, ServiceSeam seam, EntryFeed feed, CoreClient core, Edge edge, EdgePorts ports) {}

    private final int id;
    private final World world;
    private final Chance chance;
    private final Disk disk = new Disk();
    private @Nullable Life process;
    private int life;
    private int turn;
    private int applied;
    private long asleepUntilNs;
    private long lagUntilNs;
    private long wallStepMs;
    private boolean isUp;
    private boolean isLeading;
    private FeatureLevels levels;

    Server(final int id, final World world) {
        this.id = id;
        this.world = world;
        chance = Chance.of(world.seed(), "server " + id);
        levels = world.firstVersion();
    }

    int id() {
        return id;
    }

    /** Number of the present process. */
    int life() {
        return life;
    }

    boolean isUp() {
        return isUp;
    }

    boolean isAwake() {
        return isUp && world.time().nowNs() - asleepUntilNs >= 0;
    }

    long wallMs() {
        return world.time().wallMs() + wallStepMs;
    }

    void stepClock(final long stepMs) {
        wallStepMs += stepMs;
    }

    void resetClock() {
        wallStepMs = 0;
    }

    Disk disk() {
        return disk;
    }

    /** How many entries of the log it has applied. */
    int applied() {
        return applied;
    }

    ServiceSeam seam() {
        return running().seam;
    }

    CoreClient core() {
        return running().core;
    }

    EdgePorts ports() {
        return running().ports;
    }

    StateMachine machine() {
        return running().member.machine();
    }

    /** The process stops for a while, as with SIGSTOP. */
    void sleep(final long durationMs) {
        asleepUntilNs = world.time().nowNs() + TimeUnit.MILLISECONDS.toNanos(durationMs);
    }

    /** The member gets behind: it hears of commits late. */
    void lag(final long durationMs) {
        lagUntilNs = world.time().nowNs() + TimeUnit.MILLISECONDS.toNanos(durationMs);
    }

    void wake() {
        asleepUntilNs = world.time().nowNs();
        lagUntilNs = asleepUntilNs;
    }

    FeatureLevels levels() {
        return levels;
    }

    /** Puts another version in its place, for the next start. */
    void install(final FeatureLevels version) {
        levels = version;
    }

    /** Begins a new process on what the disk holds. */
    void start() {
        if (isUp) {
            return;
        }
        isUp = true;
        isLeading = false;
        life++;
        wake();
        final RingBuffer queries = MemberRings.create(QUERY_RING_LENGTH);
        final RingBuffer answers = MemberRings.create(ANSWER_RING_LENGTH);
        final ServiceSeam seam = new ServiceSeam(id);
        final SteppedMember member = new SteppedMember(
                id,
                queries,
                answers,
                levels,
                // Keeping events for readers is no part of the state: one member that does it is enough.
                id == 0 ? EVENT_BYTES : 0,
                world.checks()::onInternalError);
        final CoreClient core = new CoreClient(
                new CoreClientContext(
                        chance.next(),
                        id,
                        world.servers().size(),
                        () -> {
                            throw new AeronException("a simulated gateway has sessions of its own");
                        },
                        queries,
                        answers,
                        CoreClientContext.COMMAND_TIMEOUT_NS,
                        CoreClientContext.RESEND_NS,
                        LEASE_NS,
                        () -> {}),
                new Sessions(),
                world.time()::nowNs);
        final EdgePorts ports = new EdgePorts();
        // Nobody dials: streams come from the model, so there is no driver.
        final Edge edge = new Edge(
                new EdgeContext(
                        chance.next(),
                        new LevelCommands.Member(id, world.servers().size(), levels, "v" + levels.newest()),
                        name(),
                        name() + ":4646",
                        name(),
                        4646,
                        null,
                        core,
                        linkKey()),
                ports,
                this::wallMs,
                world.time()::nowNs);
        process = new Life(member, seam, new EntryFeed(member.service(), seam), core, edge, ports);
        core.addListener(new FeedCheck(world.checks(), this));
        applied = 0;
        member.service().onStart(seam, null);
        if (restore(member, seam)) {
            edge.onStart();
        } else {
            crash();
        }
    }

    /** Ends the process without any farewell. */
    void crash() {
        if (isUp) {
            running().ports.closeAll();
            isUp = false;
            process = null;
        }
    }

    /** The member leads from now on: it has applied everything that was committed. */
    void lead() {
        apply(Integer.MAX_VALUE);
        if (!isUp) {
            return;
        }
        isLeading = true;
        role(Cluster.Role.LEADER);
    }

    void follow() {
        isLeading = false;
        if (isUp) {
            role(Cluster.Role.FOLLOWER);
        }
    }

    /** One duty cycle of all that runs in the process. */
    void poll() {
        if (!isAwake()) {
            return;
        }
        final Life current = running();
        if (isLeading || isReached()) {
            apply(ENTRIES_PER_CYCLE);
            if (!isUp) {
                return;
            }
        }
        current.member.service().doBackgroundWork(world.time().nowNs());
        final int work = current.core.doWork();
        // An edge that has heard of nothing has little to do: it gets its turn now and then.
        if (work > 0 || current.ports.hasArrived() || ++turn % EDGE_TURNS == 0) {
            current.edge.doWork();
        }
    }

    /** The link address of its edge. */
    String name() {
        return "server-" + id;
    }

    /** The secret that all edges of the cluster share. */
    static LinkKey linkKey() {
        return new LinkKey("one secret of all the edges".getBytes(StandardCharsets.US_ASCII));
    }

    private boolean isReached() {
        final int leader = world.log().leader();
        return leader != ModelLog.NO_LEADER
                && world.time().nowNs() - lagUntilNs >= 0
                && world.network().reaches(leader, id);
    }

    private void role(final Cluster.Role role) {
        final Life current = running();
        current.seam.role(role);
        current.member.service().onRoleChange(role);
    }

    /** Answers whether this version can go on with what is there. */
    private boolean restore(final SteppedMember member, final ServiceSeam seam) {
        while (disk.newest() != null) {
            final Disk.Snapshot snapshot = Objects.requireNonNull(disk.newest());
            try {
                member.machine().loadSnapshot(snapshot.position(), snapshot.source());
                applied = snapshot.entries();
                seam.timer(snapshot.timerId(), snapshot.timerAtMs());
                world.checks().onRestored(this, snapshot);
                return true;
            } catch (final LevelRefused ex) {
                world.checks().onLevelRefused(this, snapshot.level(), String.valueOf(ex.getMessage()));
                return false;
            } catch (final SnapshotRefused ex) {
                world.checks().onRefused(this, snapshot, ex);
                disk.dropNewest();
            }
        }
        return true;
    }

    private void apply(final int limit) {
        final List<Entry> log = world.log().committed();
        int left = limit;
        while (applied < log.size() && left-- > 0) {
            final Entry entry = log.get(applied);
            applied++;
            if (!apply(entry)) {
                crash();
                return;
            }
            world.checks().onApplied(this, entry, applied);
        }
    }

    /** Answers whether this version can go on. */
    private boolean apply(final Entry entry) {
        final Life current = running();
        try {
            switch (entry.kind()) {
                case COMMAND ->
                    current.feed.command(
                            entry.position(),
                            entry.timestampMs(),
                            new ClientPort.MemberEnd(reply -> answer(entry, reply)),
                            new UnsafeBuffer(entry.bytes()));
                case TIMER -> current.feed.tick(entry.position(), entry.timestampMs());
                case TERM -> current.feed.term(entry.position(), entry.timestampMs(), entry.leader());
                case SNAPSHOT -> disk.take(this, entry.position(), applied);
            }
            return true;
        } catch (final RuntimeException | AssertionError ex) {
            if (ex.getCause() instanceof final LevelFault fault) {
                world.checks().onLevelRefused(this, fault.level(), String.valueOf(fault.getMessage()));
                return false;
            }
            throw ex instanceof final Violation violation
                    ? violation
                    : new Violation(name() + " failed at log position " + entry.position(), ex);
        }
    }

    private void answer(final Entry entry, final byte[] reply) {
        world.checks().onReply(this, entry, applied, reply);
        final ClientPort port = entry.session();
        if (!isLeading || port == null || !port.isAlive() || world.network().loses()) {
            return;
        }
        world.time().after(world.network().delayNs() + world.network().detourNs(), () -> {
            if (port.isAlive() && world.network().reaches(id, port.owner().id())) {
                port.onReply(reply);
            }
        });
    }

    private Life running() {
        final Life current = process;
        if (current == null) {
            throw new IllegalStateException(name() + " is down");
        }
        return current;
    }

    /** Sessions of this process with the modelled cluster. */
    private final class Sessions implements CoreSessions {
        @Override
        public @Nullable CoreSession poll(final EgressListener listener) {
            final int leader = world.log().leader();
            if (leader == ModelLog.NO_LEADER || !world.network().reaches(id, leader)) {
                return null;
            }
            final ClientPort port = new ClientPort(Server.this, world.log(), listener, leader);
            world.log().open(port);
            return port;
        }

        @Override
        public void close() {
            // Nothing is being opened.
        }
    }
}
