package io.drover.cluster.member;

import io.aeron.driver.MediaDriver;
import io.drover.cluster.member.journal.AppliedSink;
import io.drover.cluster.member.journal.Journal;
import io.drover.cluster.member.journal.JournalSettings;
import io.drover.sbe.FeatureLevels;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a {@link ClusterMember}: fluent, concluded once by the launch. Lengths are bytes, times nanoseconds unless the
 * name says otherwise.
 */
public final class MemberContext {
    private static final int MEGABYTE = 1024 * 1024;

    private int memberId;
    private List<MemberEndpoints> members = List.of();
    private Path directory = Path.of("server");
    private Path aeronDirectory = Path.of("aeron");
    private int logTermLength = 8 * MEGABYTE;
    private int segmentLength = 8 * MEGABYTE;
    private int ingressTermLength = 8 * MEGABYTE;
    private long leaderHeartbeatTimeoutNs = TimeUnit.MILLISECONDS.toNanos(800);
    private long leaderHeartbeatIntervalNs = TimeUnit.MILLISECONDS.toNanos(50);
    private long electionTimeoutNs = TimeUnit.MILLISECONDS.toNanos(200);
    private long snapshotLogLength = 256L * MEGABYTE;
    private int fileSyncLevel;
    private Supplier<IdleStrategy> idleStrategy =
            () -> new BackoffIdleStrategy(100, 10, TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(1));
    private Consumer<MediaDriver.Context> driverTuning = driver -> {};
    private ErrorHandler errorHandler = error -> {};
    private Runnable terminationHook = () -> {};
    private RingBuffer queries = MemberRings.create(MEGABYTE);
    private RingBuffer answers = MemberRings.create(MEGABYTE);
    private @Nullable MemberSnapshots snapshots;
    private @Nullable StateExports exports;
    private @Nullable JournalSettings journalSettings;
    private @Nullable Journal journal;
    private @Nullable AppliedSink applied;
    private final MemberCounters counters = new MemberCounters();
    /** The last 10,000 changes or so of a busy cluster, so that a reader of events may be away for seconds. */
    private int eventBytes = 16 * MEGABYTE;

    private FeatureLevels levels = FeatureLevels.OF_THIS_VERSION;
    private boolean isConcluded;

    void conclude() {
        if (isConcluded) {
            throw new IllegalStateException("a member's context can be used once");
        }
        isConcluded = true;
        if (members.stream().noneMatch(member -> member.memberId() == memberId)) {
            throw new IllegalArgumentException("member id " + memberId + " is not in the member list " + members);
        }
        if (ingressTermLength > logTermLength) {
            throw new IllegalArgumentException("ingressTermLength " + ingressTermLength + " exceeds logTermLength "
                    + logTermLength + ": what fits the ingress must fit the log");
        }
        if (snapshotLogLength <= 0) {
            throw new IllegalArgumentException("snapshotLogLength " + snapshotLogLength + " must be positive");
        }
        if (leaderHeartbeatTimeoutNs < 2 * leaderHeartbeatIntervalNs) {
            throw new IllegalArgumentException("leaderHeartbeatTimeoutNs " + leaderHeartbeatTimeoutNs
                    + " must be at least twice leaderHeartbeatIntervalNs " + leaderHeartbeatIntervalNs);
        }
        snapshots = new MemberSnapshots(directory.resolve("snapshots"), levels, errorHandler);
        exports = new StateExports(errorHandler);
        if (journalSettings != null) {
            journal = new Journal(journalSettings, snapshots.files()::hasFrom, errorHandler);
            snapshots.journal(journal);
            applied = journal.tap();
        }
    }

    /** The snapshots of the member, once the context is concluded. */
    MemberSnapshots snapshots() {
        final MemberSnapshots made = snapshots;
        if (made == null) {
            throw new IllegalStateException("the member's context has not been concluded");
        }
        return made;
    }

    /** Files of the state for operators, once the context is concluded. */
    public StateExports exports() {
        final StateExports made = exports;
        if (made == null) {
            throw new IllegalStateException("the member's context has not been concluded");
        }
        return made;
    }

    FeatureLevels levels() {
        return levels;
    }

    /** Sets which feature levels this member has; fewer than those of this version to rehearse an upgrade. */
    public MemberContext levels(final FeatureLevels value) {
        levels = value;
        return this;
    }

    /** What the member keeps of what it applies, once the context is concluded; null when nothing. */
    public @Nullable Journal journal() {
        return journal;
    }

    /** Sets that the member keeps a journal. */
    public MemberContext journal(final JournalSettings value) {
        journalSettings = value;
        return this;
    }

    @Nullable
    AppliedSink applied() {
        return applied;
    }

    /** Sets who else is told of what was applied; not together with a journal. */
    MemberContext applied(final AppliedSink value) {
        applied = value;
        return this;
    }

    int eventBytes() {
        return eventBytes;
    }

    /** Sets how much memory the rows that the last steps changed may take. */
    public MemberContext eventBytes(final int value) {
        eventBytes = value;
        return this;
    }

    /** What the service thread does. */
    public MemberCounters counters() {
        return counters;
    }

    /** Own position in the member list. */
    public int memberId() {
        return memberId;
    }

    /** Sets the own position in the member list. */
    public MemberContext memberId(final int value) {
        memberId = value;
        return this;
    }

    /** All members, this one included. */
    public List<MemberEndpoints> members() {
        return members;
    }

    /** Sets all members, this one included. */
    public MemberContext members(final List<MemberEndpoints> value) {
        members = List.copyOf(value);
        return this;
    }

    /** Log, snapshots and marks live below. */
    public Path directory() {
        return directory;
    }

    /** Sets where log, snapshots and marks live. */
    public MemberContext directory(final Path value) {
        directory = value;
        return this;
    }

    /** Shared memory of the media driver; removed at start and end. */
    public Path aeronDirectory() {
        return aeronDirectory;
    }

    /** Sets the media driver's directory, best on a memory file system. */
    public MemberContext aeronDirectory(final Path value) {
        aeronDirectory = value;
        return this;
    }

    /** Term length of the replicated log; a command fits in an eighth of it. */
    public int logTermLength() {
        return logTermLength;
    }

    /** Sets the term length of the replicated log. */
    public MemberContext logTermLength(final int value) {
        logTermLength = value;
        return this;
    }

    /** Length of a file of the archive, what a purge frees at a time; raised to the log's term length. */
    int segmentLength() {
        return segmentLength;
    }

    MemberContext segmentLength(final int value) {
        segmentLength = value;
        return this;
    }

    /** Term length of ingress and egress. */
    public int ingressTermLength() {
        return ingressTermLength;
    }

    /** Sets the term length of ingress and egress. */
    public MemberContext ingressTermLength(final int value) {
        ingressTermLength = value;
        return this;
    }

    /** Silence of the leader after which the others elect. */
    public long leaderHeartbeatTimeoutNs() {
        return leaderHeartbeatTimeoutNs;
    }

    /** Sets the silence after which an election starts. */
    public MemberContext leaderHeartbeatTimeoutNs(final long value) {
        leaderHeartbeatTimeoutNs = value;
        return this;
    }

    /** Makes all times until an election this many times longer. */
    public MemberContext patience(final int times) {
        leaderHeartbeatTimeoutNs *= times;
        electionTimeoutNs *= times;
        return this;
    }

    long leaderHeartbeatIntervalNs() {
        return leaderHeartbeatIntervalNs;
    }

    /** Sets how often a leader without traffic shows that it lives. */
    public MemberContext leaderHeartbeatIntervalNs(final long value) {
        leaderHeartbeatIntervalNs = value;
        return this;
    }

    long electionTimeoutNs() {
        return electionTimeoutNs;
    }

    /** Sets how long one round of an election may take. */
    public MemberContext electionTimeoutNs(final long value) {
        electionTimeoutNs = value;
        return this;
    }

    long snapshotLogLength() {
        return snapshotLogLength;
    }

    /** Sets after how much log the leader orders a snapshot. */
    public MemberContext snapshotLogLength(final long value) {
        snapshotLogLength = value;
        return this;
    }

    int fileSyncLevel() {
        return fileSyncLevel;
    }

    /** 0: the file system decides; 1: data; 2: data and metadata reach the disk before a commit. */
    public MemberContext fileSyncLevel(final int value) {
        fileSyncLevel = value;
        return this;
    }

    Supplier<IdleStrategy> idleStrategy() {
        return idleStrategy;
    }

    /** Sets what the member's threads do when there is nothing to do. */
    public MemberContext idleStrategy(final Supplier<IdleStrategy> value) {
        idleStrategy = value;
        return this;
    }

    Consumer<MediaDriver.Context> driverTuning() {
        return driverTuning;
    }

    /** Lets the process tune the media driver that it shares with the node link. */
    public MemberContext driverTuning(final Consumer<MediaDriver.Context> value) {
        driverTuning = value;
        return this;
    }

    ErrorHandler errorHandler() {
        return errorHandler;
    }

    /** Sets who hears of operating errors. */
    public MemberContext errorHandler(final ErrorHandler value) {
        errorHandler = value;
        return this;
    }

    Runnable terminationHook() {
        return terminationHook;
    }

    /** Sets what happens when the member cannot go on, for example after a fault while applying a command. */
    public MemberContext terminationHook(final Runnable value) {
        terminationHook = value;
        return this;
    }

    /** Queries from the gateway of this process. */
    public RingBuffer queries() {
        return queries;
    }

    /** Sets the ring for queries. */
    public MemberContext queries(final RingBuffer value) {
        queries = value;
        return this;
    }

    /** Pages and changes to the gateway of this process. */
    public RingBuffer answers() {
        return answers;
    }

    /** Sets the ring for pages and changes. */
    public MemberContext answers(final RingBuffer value) {
        answers = value;
        return this;
    }
}
