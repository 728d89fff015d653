package io.drover.tools.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The replicated log as Aeron Cluster behaves, in its good and its bad moments:
 *
 * <pre>
 *  offer ──► leader? ──no──► lost, although the offer succeeded
 *              │ yes
 *              ▼
 *          appended ──majority has it──► committed ──each member in its own time──► applied
 *              │ leader lost
 *              ▼
 *          some of the last ones survive with the next leader, the rest is gone
 * </pre>
 *
 * <p>A leader is lost when its process ends, sleeps, or has no majority for as long as the heartbeat time-out. Committed entries are
 * never lost: members keep them on their disks.
 */
final class ModelLog {
    private static final long HEARTBEAT_TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(800);
    private static final int ELECTION_MIN_MS = 100;
    private static final int ELECTION_MAX_MS = 900;
    private static final int ALIGNMENT = 32;
    static final int NO_LEADER = -1;

    private record Appended(Entry entry, long atNs) {}

    private final VirtualTime time;
    private final Network network;
    private final Chance chance;
    private final List<Entry> committed = new ArrayList<>();
    private final Deque<Appended> appended = new ArrayDeque<>();
    private final List<ClientPort> ports = new ArrayList<>();
    private List<Server> servers = List.of();
    private int leader = NO_LEADER;
    private int leaderLife;
    private long position;
    private long healthyNs;
    private long electionNs;
    private boolean isTimerAppended;
    private long lostCount;

    ModelLog(final long seed, final VirtualTime time, final Network network) {
        this.time = time;
        this.network = network;
        chance = Chance.of(seed, "log");
    }

    void members(final List<Server> members) {
        servers = members;
    }

    int leader() {
        return leader;
    }

    List<Entry> committed() {
        return committed;
    }

    /** Entries that were appended, never committed and are gone. */
    long lostCount() {
        return lostCount;
    }

    /** A new session, with whoever leads. */
    void open(final ClientPort port) {
        ports.removeIf(each -> !each.isAlive());
        ports.add(port);
    }

    /** A command leaves a gateway for the member that it takes for the leader. */
    void send(final ClientPort port, final int to, final byte[] command) {
        if (network.loses()) {
            return;
        }
        final int copies = network.doubles() ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            time.after(network.delayNs() + network.detourNs(), () -> arrive(port, to, command));
        }
    }

    /** The leader orders a snapshot: a place in the log at which every member takes one. */
    void orderSnapshot() {
        if (leader != NO_LEADER) {
            append(Entry.Kind.SNAPSHOT, new byte[0], null);
        }
    }

    /** Elections, commits and timers. */
    void poll() {
        if (leader == NO_LEADER) {
            elect();
            return;
        }
        if (servers.get(leader).life() != leaderLife) {
            // Its process has ended, and another one has begun.
            loseLeader();
        } else if (isFit(servers.get(leader))) {
            healthyNs = time.nowNs();
            fireTimer();
            commit();
        } else if (time.nowNs() - healthyNs >= HEARTBEAT_TIMEOUT_NS
                || !servers.get(leader).isUp()) {
            loseLeader();
        }
    }

    private void arrive(final ClientPort port, final int to, final byte[] command) {
        final Server target = servers.get(to);
        if (to == leader && target.isAwake() && network.reaches(port.owner().id(), to)) {
            append(Entry.Kind.COMMAND, command, port);
        }
    }

    private void append(final Entry.Kind kind, final byte[] bytes, final @Nullable ClientPort port) {
        position += (bytes.length + 2L * ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        final long wallMs = servers.get(leader).wallMs();
        appended.add(new Appended(new Entry(kind, position, wallMs, leader, bytes, port), time.nowNs()));
    }

    private void fireTimer() {
        final Server leading = servers.get(leader);
        if (!isTimerAppended && leading.wallMs() >= leading.seam().timerAtMs()) {
            isTimerAppended = true;
            append(Entry.Kind.TIMER, new byte[0], null);
        }
    }

    private void commit() {
        while (!appended.isEmpty() && time.nowNs() - appended.peek().atNs >= network.delayNs()) {
            final Entry entry = appended.remove().entry;
            committed.add(entry);
            if (entry.kind() == Entry.Kind.TIMER) {
                isTimerAppended = false;
            }
        }
    }

    private void loseLeader() {
        final int former = leader;
        leader = NO_LEADER;
        electionNs = time.nowNs() + TimeUnit.MILLISECONDS.toNanos(chance.between(ELECTION_MIN_MS, ELECTION_MAX_MS));
        servers.get(former).follow();
    }

    private void elect() {
        if (time.nowNs() - electionNs < 0) {
            return;
        }
        final List<Server> candidates = servers.stream().filter(this::isFit).toList();
        if (candidates.isEmpty()) {
            return;
        }
        final Server next = chance.pick(candidates);
        final int surviving = appended.isEmpty() ? 0 : chance.below(appended.size() + 1);
        for (int i = 0; i < surviving; i++) {
            committed.add(appended.remove().entry);
        }
        lostCount += appended.size();
        appended.clear();
        isTimerAppended = false;
        position = committed.isEmpty() ? 0 : committed.get(committed.size() - 1).position();
        leader = next.id();
        leaderLife = next.life();
        healthyNs = time.nowNs();
        append(Entry.Kind.TERM, new byte[0], null);
        committed.add(appended.remove().entry);
        next.lead();
        ports.removeIf(port -> !port.isAlive());
        for (final ClientPort port : ports) {
            time.after(network.delayNs(), () -> port.onNewLeader(next.id()));
        }
    }

    /** Whether a member is awake and hears, and is heard by, a majority. */
    private boolean isFit(final Server server) {
        if (!server.isAwake()) {
            return false;
        }
        int count = 0;
        for (final Server other : servers) {
            if (other.isAwake()
                    && network.reaches(server.id(), other.id())
                    && network.reaches(other.id(), server.id())) {
                count++;
            }
        }
        return count > servers.size() / 2;
    }
}
