package io.drover.cluster.member;

import io.aeron.cluster.client.ClusterEvent;
import io.drover.cluster.member.journal.Journal;
import io.drover.cluster.member.journal.JournalSettings;
import io.drover.cluster.scenario.RandomLines;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/** Members in this JVM, each with its own driver and directory below a temporary one; small terms, so that snapshots come soon. */
final class TestMembers implements AutoCloseable {
    static final int SNAPSHOT_LOG_LENGTH = 128 * 1024;
    private static final int TERM_LENGTH = 64 * 1024;
    private static final int PORTS_EACH = 5;
    private static final String HOST = "127.0.0.1";

    private final Path directory;
    private final List<MemberEndpoints> endpoints;
    private final List<@Nullable ClusterMember> members = new ArrayList<>();
    private final List<@Nullable Probe> probes = new ArrayList<>();
    private final List<@Nullable Journal> journals = new ArrayList<>();
    private IntFunction<@Nullable JournalSettings> journalSettings = member -> null;
    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final AtomicInteger terminations = new AtomicInteger();

    TestMembers(final Path directory, final int count) throws IOException {
        this.directory = directory;
        endpoints = freeEndpoints(count);
        for (int i = 0; i < count; i++) {
            members.add(null);
            probes.add(null);
            journals.add(null);
        }
    }

    /** Members that are started from now on keep journals. */
    TestMembers withJournals(final IntFunction<@Nullable JournalSettings> settings) {
        journalSettings = settings;
        return this;
    }

    /** The journal of a member that was started. */
    Journal journal(final int member) {
        return Objects.requireNonNull(journals.get(member));
    }

    List<MemberEndpoints> endpoints() {
        return endpoints;
    }

    Path directory(final int member) {
        return directory.resolve("member-" + member);
    }

    void startAll() {
        for (int i = 0; i < members.size(); i++) {
            start(i);
        }
    }

    void start(final int member) {
        final MemberContext context = new MemberContext()
                .memberId(member)
                .members(endpoints)
                .directory(directory(member))
                .aeronDirectory(directory.resolve("aeron-" + member))
                .logTermLength(TERM_LENGTH)
                .ingressTermLength(TERM_LENGTH)
                .segmentLength(TERM_LENGTH)
                .snapshotLogLength(SNAPSHOT_LOG_LENGTH)
                .idleStrategy(() -> new BackoffIdleStrategy(1, 1, 1_000, 1_000_000))
                .errorHandler(this::onError)
                .terminationHook(terminations::incrementAndGet);
        final JournalSettings journal = journalSettings.apply(member);
        if (journal != null) {
            context.journal(journal);
        }
        final Probe probe = new Probe(context);
        probes.set(member, probe);
        members.set(member, new ClusterMember(context, probe));
        journals.set(member, context.journal());
    }

    void stop(final int member) {
        CloseHelper.close(members.get(member));
        members.set(member, null);
    }

    /** The eyes in a member that was started. */
    Probe probe(final int member) {
        final Probe probe = probes.get(member);
        if (probe == null) {
            throw new IllegalStateException("member " + member + " has not been started");
        }
        return probe;
    }

    /** The member that leads, once one does. */
    int awaitLeader() throws TimeoutException {
        await("a leader", () -> leader() >= 0);
        return leader();
    }

    /** Operating errors of all members. */
    Queue<Throwable> errors() {
        return errors;
    }

    /** How often a member said that it cannot go on. */
    int terminations() {
        return terminations.get();
    }

    /** Waits until something is so; not a measurement: the time only bounds a hang. */
    static void await(final String what, final BooleanSupplier condition) throws TimeoutException {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        final IdleStrategy idle = new BackoffIdleStrategy(10, 10, 1_000, 1_000_000);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new TimeoutException("waited in vain for " + what);
            }
            idle.idle();
        }
    }

    /** Sends a random line, and bytes enough that some twenty of them are worth a snapshot. */
    void load(final TestGateway gateway, final Random random) throws Exception {
        final Probe leader = probe(awaitLeader());
        final String line = leader.ask(() -> {
            gateway.scenario().harness().machine(leader.machine());
            return RandomLines.next(random, gateway.scenario());
        });
        gateway.line(line.startsWith("+") || line.equals("again") ? "barrier" : line);
        gateway.line("namespace filled document=6000");
    }

    @Override
    public void close() {
        for (int i = 0; i < members.size(); i++) {
            stop(i);
        }
    }

    /** A busy machine makes the consensus module warn that it saw itself late; that is no error. */
    private void onError(final Throwable error) {
        if (!(error instanceof ClusterEvent)) {
            errors.add(error);
        }
    }

    private int leader() {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i) != null && probe(i).leads()) {
                return i;
            }
        }
        return -1;
    }

    private static List<MemberEndpoints> freeEndpoints(final int count) throws IOException {
        final List<DatagramSocket> sockets = new ArrayList<>();
        final List<MemberEndpoints> found = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                final int[] ports = new int[PORTS_EACH];
                for (int p = 0; p < PORTS_EACH; p++) {
                    final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                    sockets.add(socket);
                    ports[p] = socket.getLocalPort();
                }
                found.add(new MemberEndpoints(i, HOST, ports[0], ports[1], ports[2], ports[3], ports[4]));
            }
        } finally {
            CloseHelper.closeAll(sockets);
        }
        return found;
    }
}
