package io.drover.cluster.member;

import io.aeron.Aeron;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusteredMediaDriver;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.drover.cluster.member.journal.Journal;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.NoOpLock;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Runs one member: media driver, archive, consensus module, and the container of the replicated service. Started by the
 * constructor, stopped by {@link #close()}; settings are those that {@code docs/operating.md} explains.
 */
public final class ClusterMember implements AutoCloseable {
    private static final int SESSIONS_MAX = 128;
    private static final int KEEPER_SLEEP_MS = 100;
    /** Terms eight times as long as the longest record: a job's version with all it came with, and more to spare. */
    private static final String SNAPSHOT_CHANNEL = "aeron:ipc?alias=snapshot|term-length=16m";

    /** Fits an Ethernet frame with all headers. */
    private static final int NETWORK_MTU = 1_408;
    /** A command with its job document in one datagram, and still a sixteenth of the receiver's first window. */
    private static final int LOOPBACK_MTU = 8 * 1024;

    private static final String IPC_CHANNEL = "aeron:ipc";

    private final DirectoryLock lock;
    private final ClusteredMediaDriver driver;
    private final ClusteredServiceContainer container;
    private final MemberSnapshots snapshots;
    private final StateExports exports;
    private final @Nullable Journal journal;
    private final AgentRunner keeper;

    /** Starts the member; returns when its threads run, not when a leader is elected. */
    public ClusterMember(final MemberContext context) {
        this(context, new MemberService(context));
    }

    ClusterMember(final MemberContext context, final ClusteredService service) {
        context.conclude();
        final Path archiveDirectory = context.directory().resolve("archive");
        final Path clusterDirectory = context.directory().resolve("cluster");
        snapshots = context.snapshots();
        exports = context.exports();
        journal = context.journal();
        lock = DirectoryLock.acquire(context.directory());
        try {
            lock.removeStaleMarks(archiveDirectory, clusterDirectory);
            snapshots.start(clusterDirectory);
            if (journal != null) {
                journal.start();
            }
            driver = ClusteredMediaDriver.launch(
                    driverContext(context),
                    archiveContext(context, archiveDirectory),
                    consensusContext(context, clusterDirectory));
        } catch (final RuntimeException ex) {
            CloseHelper.quietCloseAll(snapshots, journal, lock);
            throw ex;
        }
        try {
            container = ClusteredServiceContainer.launch(containerContext(context, clusterDirectory, service));
        } catch (final RuntimeException ex) {
            CloseHelper.quietCloseAll(driver, snapshots, journal, lock);
            throw ex;
        }
        keeper = new AgentRunner(
                new SleepingMillisIdleStrategy(KEEPER_SLEEP_MS),
                context.errorHandler(),
                null,
                snapshotKeeper(context, clusterDirectory));
        AgentRunner.startOnThread(keeper);
    }

    /** Directory of the media driver, for clients of the same process. */
    public String aeronDirectoryName() {
        return driver.mediaDriver().aeronDirectoryName();
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(keeper, container, driver, exports, snapshots, journal, lock);
    }

    private static SnapshotKeeper snapshotKeeper(final MemberContext context, final Path clusterDirectory) {
        final Aeron aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(context.aeronDirectory().toString())
                .useConductorAgentInvoker(true)
                .errorHandler(context.errorHandler()));
        return new SnapshotKeeper(
                clusterDirectory,
                context.snapshotLogLength(),
                context.snapshots(),
                aeron,
                new LogPurge(() -> localArchive(context)));
    }

    private static MediaDriver.Context driverContext(final MemberContext context) {
        final MediaDriver.Context driver = new MediaDriver.Context()
                .aeronDirectoryName(context.aeronDirectory().toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(context.idleStrategy().get())
                .termBufferSparseFile(true)
                .ipcTermBufferLength(context.ingressTermLength())
                .publicationTermBufferLength(context.ingressTermLength())
                .counterFreeToReuseTimeoutNs(TimeUnit.SECONDS.toNanos(1))
                .clientLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(60))
                .publicationUnblockTimeoutNs(TimeUnit.SECONDS.toNanos(75))
                .driverTimeoutMs(TimeUnit.SECONDS.toMillis(60))
                .spiesSimulateConnection(true)
                .mtuLength(MemberEndpoints.areLoopback(context.members()) ? LOOPBACK_MTU : NETWORK_MTU)
                .warnIfDirectoryExists(false)
                .errorHandler(context.errorHandler());
        context.driverTuning().accept(driver);
        return driver;
    }

    private static Archive.Context archiveContext(final MemberContext context, final Path directory) {
        final MemberEndpoints self = self(context);
        return new Archive.Context()
                .aeronDirectoryName(context.aeronDirectory().toString())
                .archiveDir(directory.toFile())
                .controlChannel("aeron:udp?endpoint=" + self.host() + ":" + self.archivePort())
                .localControlChannel(IPC_CHANNEL)
                .replicationChannel("aeron:udp?endpoint=" + self.host() + ":0")
                .recordingEventsEnabled(false)
                .threadingMode(ArchiveThreadingMode.SHARED)
                .threadFactory(task -> watchedThread(context, task))
                .idleStrategySupplier(context.idleStrategy())
                .segmentFileLength(Math.max(context.logTermLength(), context.segmentLength()))
                .catalogFileSyncLevel(context.fileSyncLevel())
                .fileSyncLevel(context.fileSyncLevel())
                .errorHandler(context.errorHandler());
    }

    private static ConsensusModule.Context consensusContext(final MemberContext context, final Path directory) {
        final MemberEndpoints self = self(context);
        return new ConsensusModule.Context()
                .aeronDirectoryName(context.aeronDirectory().toString())
                .clusterDir(directory.toFile())
                .clusterMemberId(context.memberId())
                .clusterMembers(MemberEndpoints.clusterMembers(context.members()))
                .ingressChannel("aeron:udp?term-length=" + context.ingressTermLength())
                .egressChannel("aeron:udp?term-length=" + context.ingressTermLength())
                .snapshotChannel(SNAPSHOT_CHANNEL)
                .logChannel("aeron:udp?term-length=" + context.logTermLength())
                .replicationChannel("aeron:udp?endpoint=" + self.host() + ":0")
                .isIpcIngressAllowed(context.members().size() == 1)
                .maxConcurrentSessions(SESSIONS_MAX)
                .leaderHeartbeatTimeoutNs(context.leaderHeartbeatTimeoutNs())
                .leaderHeartbeatIntervalNs(context.leaderHeartbeatIntervalNs())
                .electionTimeoutNs(context.electionTimeoutNs())
                .electionStatusIntervalNs(TimeUnit.MILLISECONDS.toNanos(20))
                .startupCanvassTimeoutNs(TimeUnit.SECONDS.toNanos(5))
                .sessionTimeoutNs(TimeUnit.SECONDS.toNanos(10))
                .fileSyncLevel(context.fileSyncLevel())
                .idleStrategySupplier(context.idleStrategy())
                .archiveContext(localArchive(context))
                .terminationHook(context.terminationHook())
                .errorHandler(context.errorHandler());
    }

    private static ClusteredServiceContainer.Context containerContext(
            final MemberContext context, final Path directory, final ClusteredService service) {
        return new ClusteredServiceContainer.Context()
                .aeronDirectoryName(context.aeronDirectory().toString())
                .clusterDir(directory.toFile())
                .archiveContext(localArchive(context))
                .snapshotChannel(SNAPSHOT_CHANNEL)
                .clusteredService(service)
                .idleStrategySupplier(context.idleStrategy())
                .terminationHook(context.terminationHook())
                .errorHandler(error -> {
                    context.errorHandler().onError(error);
                    if (error instanceof AgentTerminationException) {
                        context.terminationHook().run();
                    }
                });
    }

    /** Consensus module and service talk to the archive of their own process through shared memory. */
    private static AeronArchive.Context localArchive(final MemberContext context) {
        return new AeronArchive.Context()
                .aeronDirectoryName(context.aeronDirectory().toString())
                .lock(NoOpLock.INSTANCE)
                .controlRequestChannel(IPC_CHANNEL)
                .controlResponseChannel(IPC_CHANNEL)
                .messageTimeoutNs(TimeUnit.SECONDS.toNanos(10));
    }

    /** A full disk ends the archive's thread with an error that nobody catches; a member without an archive must not go on leading. */
    private static Thread watchedThread(final MemberContext context, final Runnable task) {
        final Thread thread = new Thread(task);
        thread.setUncaughtExceptionHandler((ended, error) -> {
            context.errorHandler().onError(error);
            context.terminationHook().run();
        });
        return thread;
    }

    private static MemberEndpoints self(final MemberContext context) {
        return context.members().stream()
                .filter(member -> member.memberId() == context.memberId())
                .findFirst()
                .orElseThrow();
    }
}
