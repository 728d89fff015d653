package io.drover.agent;

import io.drover.agent.alloc.AllocRunner;
import io.drover.agent.api.AgentQuestions;
import io.drover.agent.api.ClientApi;
import io.drover.agent.api.HostStats;
import io.drover.agent.driver.Driver;
import io.drover.agent.gc.DiskUsage;
import io.drover.agent.gc.FileStoreUsage;
import io.drover.agent.loop.ThreadedEventLoop;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.NodeInfo;
import io.drover.agent.model.ServerReads;
import io.drover.agent.model.ServiceRegistration;
import io.drover.agent.model.UpdateSink;
import io.drover.agent.service.NetworkProbe;
import io.drover.agent.state.AllocStore;
import io.drover.agent.state.DataDirectoryLock;
import io.drover.agent.state.NodeMetadata;
import io.drover.agent.state.StoredAlloc;
import io.drover.agent.volume.HostVolumes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent as a process has it: state directory locked, event thread running, allocations of the last life found again. All
 * methods may be called from any thread; what they ask for happens on the event thread, in the order of the calls.
 */
public final class NodeAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeAgent.class);
    private static final long QUESTION_TIMEOUT_S = 10;
    /** For processes that even force does not end at once. */
    private static final long CLOSE_GRACE_S = 10;

    private final AgentSettings settings;
    private final ThreadedEventLoop loop;
    private final DataDirectoryLock lock;
    private final ClientAgent agent;
    private final ClientApi api;
    private final AtomicBoolean closed = new AtomicBoolean();

    private NodeAgent(
            final AgentSettings settings,
            final ThreadedEventLoop loop,
            final DataDirectoryLock lock,
            final ClientAgent agent,
            final Supplier<NodeInfo> node,
            final NodeMetadata metadata,
            final ServerReads reads,
            final HostVolumes volumes) {
        this.settings = settings;
        this.loop = loop;
        this.lock = lock;
        this.agent = agent;
        final double coreMhz =
                (double) node.get().usableCpuMhz() / Runtime.getRuntime().availableProcessors();
        this.api = new ClientApi(
                new Questions(),
                new HostStats(Path.of("/proc"), settings.allocsDir(), coreMhz),
                metadata,
                reads,
                volumes);
    }

    /** Starts an agent whose metadata is that of {@code node} and is kept in memory. */
    public static NodeAgent start(
            final AgentSettings settings,
            final Map<String, Driver> drivers,
            final Supplier<NodeInfo> node,
            final UpdateSink sink)
            throws IOException {
        return start(
                settings,
                drivers,
                node,
                sink,
                NodeMetadata.open(null, node.get().meta(), () -> {}),
                HostVolumes.open(
                        Map.of(),
                        new HostVolumes.Directories(
                                null,
                                settings.stateDir().resolve("host_volumes"),
                                settings.stateDir().resolve("host_volume_plugins")),
                        node.get().id(),
                        () -> {}));
    }

    /**
     * Starts an agent.
     *
     * @param drivers drivers by name; they belong to the caller and must outlive the agent.
     * @param node what is known about the node now; asked often and from several threads.
     * @param sink where updates go.
     * @param metadata the node's metadata, which operators may change through the API; {@code node} shows it merged.
     * @param volumes the node's host volumes.
     * @throws IOException when another agent uses the state directory or its content cannot be read.
     */
    public static NodeAgent start(
            final AgentSettings settings,
            final Map<String, Driver> drivers,
            final Supplier<NodeInfo> node,
            final UpdateSink sink,
            final NodeMetadata metadata,
            final HostVolumes volumes)
            throws IOException {
        final DataDirectoryLock lock = DataDirectoryLock.acquire(settings.stateDir());
        final ThreadedEventLoop loop = new ThreadedEventLoop();
        try {
            makeAllocsDir(settings.allocsDir());
            final AllocStore store = settings.ephemeral()
                    ? null
                    : AllocStore.open(loop, settings.stateDir().resolve("allocs"), settings.clusterId());
            final List<StoredAlloc> stored = store == null ? List.of() : store.load();
            final DiskUsage.Reader disk = new FileStoreUsage(settings.allocsDir());
            final SecureRandom random = new SecureRandom();
            final ClientAgent agent =
                    new ClientAgent(loop, settings, drivers, node, sink, store, disk, new NetworkProbe(), bound ->
                            (long) (random.nextDouble() * bound));
            loop.execute(() -> agent.start(stored));
            return new NodeAgent(settings, loop, lock, agent, node, metadata, sink.reads(), volumes);
        } catch (final IOException | RuntimeException e) {
            loop.close();
            lock.close();
            throw e;
        }
    }

    /** New allocations of this node, and newer assignments of those that it has. Order and repetition do not matter. */
    public void assign(final List<Assignment> assignments) {
        final List<Assignment> copy = List.copyOf(assignments);
        loop.execute(() -> agent.assign(copy));
    }

    /** The cluster knows these allocations no more: they are ended and their files removed. */
    public void forget(final Collection<String> allocIds) {
        final List<String> copy = List.copyOf(allocIds);
        loop.execute(() -> agent.forget(copy));
    }

    /** The cluster knows these allocations of the node and no others. */
    public void forgetAllBut(final Collection<String> allocIds) {
        final Set<String> known = Set.copyOf(allocIds);
        loop.execute(() -> agent.forget(agent.allocs().stream()
                .map(AllocRunner::allocId)
                .filter(allocId -> !known.contains(allocId))
                .toList()));
    }

    /** Gives the newest update of every allocation and all registrations to the sink again. */
    public void resend() {
        loop.execute(agent::resend);
    }

    /** A digest of all registrations that should exist; see {@link io.drover.agent.service.ServiceDigest}. */
    public long serviceDigest() {
        return agent.serviceDigest();
    }

    /** All registrations that should exist now. */
    public List<ServiceRegistration> registrations() throws IOException {
        return ask(agent::registrations);
    }

    /** How many allocations are not ended, for status lines. */
    public int liveAllocCount() throws IOException {
        return ask(() -> (int) agent.allocs().stream()
                .filter(alloc -> !alloc.clientStatus().isTerminal())
                .count());
    }

    /** What it has of allocations and tasks. */
    public NodeUsage usage() throws IOException {
        return ask(() -> NodeUsage.of(agent.allocs()));
    }

    /** The API of this node; requests reach it through the server's relay. */
    public ClientApi api() {
        return api;
    }

    /** Asks the event thread. */
    <T> T ask(final Supplier<T> question) throws IOException {
        final CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                answer.complete(question.get());
            } catch (final RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(QUESTION_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (final TimeoutException e) {
            throw new IOException("the agent did not answer within " + QUESTION_TIMEOUT_S + " s", e);
        } catch (final ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /**
     * Stops the agent. Tasks run on and are found again by the next agent on the same directory; those of a development agent
     * are ended and their files removed.
     */
    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        if (settings.ephemeral()) {
            await(agent::destroyAll);
        } else {
            loop.execute(agent::stopStarting);
            // A task that is being started now must be remembered.
            loop.drainWorkers();
            await(done -> {
                detach();
                done.run();
            });
        }
        api.close();
        loop.close();
        lock.close();
    }

    private void await(final Consumer<Runnable> action) {
        final CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> action.accept(done::countDown));
        try {
            final long timeoutS = CLOSE_GRACE_S + TimeUnit.NANOSECONDS.toSeconds(ClientAgent.FORCE_DELAY_NS);
            if (!done.await(timeoutS, TimeUnit.SECONDS)) {
                LOG.warn("some tasks did not end within {} s", timeoutS);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void detach() {
        try {
            agent.detach();
        } catch (final IOException e) {
            LOG.error("the state of the allocations could not be saved", e);
        }
    }

    private final class Questions implements AgentQuestions {
        @Override
        public <T> T ofAlloc(final String allocId, final Function<@Nullable AllocRunner, T> question)
                throws IOException {
            return ask(() -> question.apply(agent.alloc(allocId)));
        }

        @Override
        public boolean collect(final String allocId) throws IOException {
            return ask(() -> agent.collector().collect(allocId));
        }

        @Override
        public void collectAll() {
            loop.execute(() -> agent.collector().collectAll());
        }

        @Override
        public Path allocsDir() {
            return settings.allocsDir();
        }
    }

    private static void makeAllocsDir(final Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    }
}
