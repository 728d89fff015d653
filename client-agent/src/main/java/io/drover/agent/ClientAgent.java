package io.drover.agent;

import io.drover.agent.alloc.AllocContext;
import io.drover.agent.alloc.AllocListener;
import io.drover.agent.alloc.AllocRunner;
import io.drover.agent.alloc.UpdateEncoder;
import io.drover.agent.driver.Driver;
import io.drover.agent.env.HostEnvironment;
import io.drover.agent.gc.AllocGarbageCollector;
import io.drover.agent.gc.DiskUsage;
import io.drover.agent.loop.EventLoop;
import io.drover.agent.model.AllocUpdate;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.NodeInfo;
import io.drover.agent.model.ServiceRegistration;
import io.drover.agent.model.UpdateSink;
import io.drover.agent.service.CheckProbe;
import io.drover.agent.service.NodeRegistrations;
import io.drover.agent.service.ServiceDigest;
import io.drover.agent.state.AllocStore;
import io.drover.agent.state.StoredAlloc;
import io.drover.agent.task.LocalTaskState;
import io.drover.agent.task.TaskEvents;
import io.drover.agent.task.TaskRunner;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All allocations of a node: takes assignments in, gives updates and service registrations out, and remembers what it needs to
 * find its tasks again. Owned by the event thread; {@link NodeAgent} is the door for other threads.
 */
final class ClientAgent {
    private static final Logger LOG = LoggerFactory.getLogger(ClientAgent.class);

    /** Ended and removed allocations that are remembered, so that a late assignment does not run them again. */
    private static final int FINISHED_COUNT_MAX = 4096;

    private static final long CONTACT_DELAY_NS = 5_000_000_000L;

    /** How long tasks may take their time when a development agent ends, whatever their jobs say. */
    static final long FORCE_DELAY_NS = 3_000_000_000L;

    private final EventLoop loop;
    private final AllocContext context;
    private final UpdateSink sink;
    private final @Nullable AllocStore store;
    private final AllocGarbageCollector collector;
    private final UpdateEncoder encoder = new UpdateEncoder();
    private final Map<String, AllocRunner> allocs = new LinkedHashMap<>();
    private final Map<String, AllocUpdate> lastUpdates = new LinkedHashMap<>();
    private final NodeRegistrations registrations = new NodeRegistrations();
    private final Set<String> finished = new LinkedHashSet<>();
    private final AllocListener listener = new Listener();
    private boolean starting = true;
    private boolean contacted;
    private boolean started;
    private boolean settled;

    ClientAgent(
            final EventLoop loop,
            final AgentSettings settings,
            final Map<String, Driver> drivers,
            final Supplier<NodeInfo> node,
            final UpdateSink sink,
            final @Nullable AllocStore store,
            final DiskUsage.Reader disk,
            final CheckProbe probe,
            final LongUnaryOperator random) {
        this.loop = loop;
        this.sink = sink;
        this.store = store;
        this.context = new AllocContext(
                loop,
                node,
                Map.copyOf(drivers),
                settings.allocsDir(),
                settings.secretsInMemory(),
                HostEnvironment.without(System.getenv(), settings.hostEnvDenylist()),
                settings.parentCgroup(),
                settings.killTimeoutMaxNs(),
                random,
                probe,
                sink.reads());
        drivers.values().forEach(driver -> driver.listener(this::onDriverEvent));
        this.collector = new AllocGarbageCollector(loop, settings.gc(), disk, allocs::size, this::destroy);
    }

    /** Finds the allocations of an earlier life again, then looks after them. */
    void start(final List<StoredAlloc> stored) {
        for (final StoredAlloc alloc : stored) {
            restore(alloc);
        }
        started = true;
        settle();
        collector.start();
    }

    /** Runs new allocations and hands newer assignments to those that are here. */
    void assign(final List<Assignment> assignments) {
        contacted();
        for (final Assignment assignment : assignments) {
            final AllocRunner known = allocs.get(assignment.allocId());
            if (known != null) {
                known.update(assignment);
            } else if (!finished.contains(assignment.allocId())) {
                add(assignment);
            }
        }
    }

    /** The cluster knows these allocations no more: they end and their files go. */
    void forget(final Collection<String> allocIds) {
        contacted();
        for (final String allocId : allocIds) {
            lastUpdates.remove(allocId);
            if (allocs.containsKey(allocId)) {
                collector.gone(allocId);
                destroy(allocId, () -> {});
            }
        }
    }

    /** Gives the newest update of every allocation and all registrations to the sink again. */
    void resend() {
        if (!contacted) {
            // The cluster is reached, but what it wants may still be on its way.
            loop.schedule(CONTACT_DELAY_NS, this::contacted);
        }
        lastUpdates.values().forEach(sink::allocUpdated);
        if (settled) {
            sink.servicesOffered(registrations.all());
        } else {
            registrations.all().forEach(sink::serviceUpserted);
        }
    }

    /** Registrations that should exist now, by id. */
    List<ServiceRegistration> registrations() {
        return registrations.all();
    }

    /** See {@link ServiceDigest}; may be read by any thread. */
    long serviceDigest() {
        return registrations.digest();
    }

    @Nullable
    AllocRunner alloc(final String allocId) {
        return allocs.get(allocId);
    }

    Collection<AllocRunner> allocs() {
        return allocs.values();
    }

    AllocGarbageCollector collector() {
        return collector;
    }

    /** Starts no task from now on, so that none is started that nobody will remember. */
    void stopStarting() {
        starting = false;
        collector.stop();
    }

    /** The cluster was reached: tasks that could not be recovered may run again. */
    private void contacted() {
        if (!contacted) {
            contacted = true;
            allocs.values().forEach(AllocRunner::poke);
        }
    }

    /** Once all tasks of an earlier life were looked for, what is offered is all there is. */
    private void settle() {
        if (started && !settled && allocs.values().stream().noneMatch(AllocRunner::isRecovering)) {
            settled = true;
            sink.servicesOffered(registrations.all());
        }
    }

    /** Lets go of all allocations; their tasks run on. */
    void detach() throws IOException {
        collector.stop();
        for (final AllocRunner alloc : allocs.values()) {
            save(alloc);
            alloc.detach();
        }
        if (store != null) {
            store.flush();
        }
    }

    /**
     * Ends all allocations, those that take long by force, and removes their files; {@code afterwards} runs when the last one is
     * gone.
     */
    void destroyAll(final Runnable afterwards) {
        collector.stop();
        final Set<String> remaining = new LinkedHashSet<>(allocs.keySet());
        if (remaining.isEmpty()) {
            afterwards.run();
            return;
        }
        loop.schedule(FORCE_DELAY_NS, () -> allocs.values().forEach(AllocRunner::force));
        for (final String allocId : List.copyOf(remaining)) {
            destroy(allocId, () -> {
                if (remaining.remove(allocId) && remaining.isEmpty()) {
                    afterwards.run();
                }
            });
        }
    }

    /** Called by drivers on any thread. */
    private void onDriverEvent(final String taskId, final String message, final Map<String, String> annotations) {
        final String[] parts = taskId.split("/", 3);
        if (parts.length < 2) {
            return;
        }
        loop.execute(() -> {
            final AllocRunner alloc = allocs.get(parts[0]);
            final TaskRunner task = alloc == null ? null : alloc.task(parts[1]);
            if (task != null) {
                task.note(TaskEvents.driverMessage(loop.wallClockNs(), message, annotations));
            }
        });
    }

    private void add(final Assignment assignment) {
        final AllocRunner alloc;
        try {
            alloc = new AllocRunner(context, assignment, Map.of(), listener);
        } catch (final IllegalArgumentException e) {
            LOG.error("allocation {} cannot be run", assignment.allocId(), e);
            reportInvalid(assignment, e);
            return;
        }
        allocs.put(alloc.allocId(), alloc);
        alloc.start();
    }

    private void reportInvalid(final Assignment assignment, final IllegalArgumentException e) {
        remember(assignment.allocId());
        final AllocUpdate update =
                encoder.invalid(assignment.allocId(), "Unable to add allocation due to error: " + e.getMessage());
        lastUpdates.put(update.allocId(), update);
        sink.allocUpdated(update);
    }

    private void restore(final StoredAlloc stored) {
        final AllocRunner alloc;
        try {
            alloc = new AllocRunner(context, stored.assignment(), stored.tasks(), listener);
        } catch (final IllegalArgumentException e) {
            LOG.error("allocation {} cannot be restored", stored.assignment().allocId(), e);
            reportInvalid(stored.assignment(), e);
            return;
        }
        allocs.put(alloc.allocId(), alloc);
        alloc.restore(stored.tasks(), stored.health(), stored.overran());
    }

    private void destroy(final String allocId, final Runnable afterwards) {
        final AllocRunner alloc = allocs.get(allocId);
        if (alloc == null) {
            afterwards.run();
            return;
        }
        alloc.destroy(() -> {
            allocs.remove(allocId);
            lastUpdates.remove(allocId);
            remember(allocId);
            if (store != null) {
                store.remove(allocId);
            }
            afterwards.run();
        });
    }

    private void remember(final String allocId) {
        if (finished.size() == FINISHED_COUNT_MAX) {
            finished.remove(finished.iterator().next());
        }
        finished.add(allocId);
    }

    private void save(final AllocRunner alloc) {
        if (store == null || alloc.phase() == AllocRunner.Phase.DESTROYED) {
            return;
        }
        store.save(alloc.allocId(), () -> stored(alloc));
    }

    private static StoredAlloc stored(final AllocRunner alloc) {
        final Map<String, LocalTaskState> tasks = new TreeMap<>();
        for (final TaskRunner task : alloc.tasks()) {
            tasks.put(task.spec().name(), task.local());
        }
        return new StoredAlloc(alloc.assignment(), tasks, alloc.health(), alloc.hasOverrun());
    }

    private void report(final AllocRunner alloc) {
        final AllocUpdate update = encoder.encode(alloc);
        final AllocUpdate last = lastUpdates.get(alloc.allocId());
        if (last == null || !isSame(last, update)) {
            lastUpdates.put(alloc.allocId(), update);
            sink.allocUpdated(update);
        }
    }

    private static boolean isSame(final AllocUpdate one, final AllocUpdate other) {
        return one.clientStatus() == other.clientStatus()
                && one.clientDescription().equals(other.clientDescription())
                && Arrays.equals(one.taskStates(), other.taskStates())
                && Objects.equals(one.health(), other.health())
                && one.networkStatus().equals(other.networkStatus())
                && one.services().equals(other.services());
    }

    private final class Listener implements AllocListener {
        @Override
        public void whenSaved(final AllocRunner alloc, final Runnable action) {
            if (store == null) {
                action.run();
            } else {
                save(alloc);
                store.afterSave(action);
            }
        }

        @Override
        public boolean mayStart(final boolean recovered) {
            return starting && (recovered || contacted);
        }

        @Override
        public void allocChanged(final AllocRunner alloc) {
            save(alloc);
            report(alloc);
            settle();
        }

        @Override
        public void allocTerminal(final AllocRunner alloc) {
            collector.ended(alloc.allocId());
        }

        @Override
        public void serviceUpserted(final ServiceRegistration registration) {
            registrations.put(registration);
            sink.serviceUpserted(registration);
        }

        @Override
        public void serviceRemoved(final ServiceRegistration registration) {
            registrations.remove(registration);
            sink.serviceRemoved(registration);
        }
    }
}
