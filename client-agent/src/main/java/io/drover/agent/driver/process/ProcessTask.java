package io.drover.agent.driver.process;

import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverNetwork;
import io.drover.agent.driver.ExitResult;
import io.drover.agent.driver.TaskHandle;
import io.drover.agent.driver.TaskStats;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One supervised task.
 *
 * <pre>
 * starting ──started──► running ──exit written──► ended, output draining ──drained or 2 s──► finished
 *                          └──── supervisor gone without a result ──────────────────────────────┘
 * </pre>
 *
 * {@link #onChange()} reads the supervisor's state and moves on; it is called by the watcher for every change and by the
 * runtime's sweep. Fields are guarded by this object's monitor; futures are completed outside of it.
 */
final class ProcessTask implements TaskHandle {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessTask.class);

    /** How long output may lag behind the end: a child that keeps the pipe open must not delay the result for ever. */
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

    /** A full disk is reported no more often than this. */
    private static final Duration LOST_PERIOD = Duration.ofMinutes(1);

    private final ProcessRuntime runtime;
    private final TaskIdentity identity;
    private final SupervisorState state;
    private final @Nullable TaskCgroup cgroup;
    private final TaskProcesses processes;
    private final UsageSampler sampler;
    /** Held while processes are killed and when the end is announced: a late kill must not meet the next start. */
    private final Object killLock = new Object();

    private final CompletableFuture<HandleState> started = new CompletableFuture<>();
    private final CompletableFuture<ExitResult> exit = new CompletableFuture<>();

    private @Nullable HandleState handle;
    private @Nullable ExitResult ended;
    private StateWatcher.@Nullable Registration registration;
    private @Nullable Future<?> forceTimer;
    private long forceAtNs = Long.MAX_VALUE;
    private long lostReportedNs = System.nanoTime() - 2 * LOST_PERIOD.toNanos();

    ProcessTask(
            final ProcessRuntime runtime,
            final TaskIdentity identity,
            final SupervisorState state,
            final @Nullable TaskCgroup cgroup) {
        this.runtime = runtime;
        this.identity = identity;
        this.state = state;
        this.cgroup = cgroup;
        this.processes = new TaskProcesses(runtime.procRoot(), identity, cgroup);
        this.sampler = new UsageSampler(runtime.procRoot(), runtime.coreMhz(), cgroup);
    }

    /** Takes over a task that runs or ran under an earlier agent. */
    synchronized void adopt(final HandleState known) {
        handle = known;
        started.complete(known);
    }

    synchronized void registration(final StateWatcher.Registration value) {
        registration = value;
    }

    CompletableFuture<HandleState> started() {
        return started;
    }

    /** Reads what the supervisor wrote since; any thread. */
    void onChange() {
        final ExitResult result;
        synchronized (this) {
            if (exit.isDone()) {
                return;
            }
            if (handle == null) {
                final SupervisorState.Pids pids = state.started();
                if (pids == null) {
                    if (state.exit() != null) {
                        started.completeExceptionally(new IOException("the task's process could not be set up"));
                    }
                    return;
                }
                handle = HandleState.of(runtime, state.dir(), pids);
            }
            reportLost();
            result = result();
        }
        started.complete(handle);
        if (result != null) {
            runtime.execute(() -> finish(result));
        }
    }

    /** Notices a supervisor that died without a result; called from time to time. */
    void sweep() {
        onChange();
        final ExitResult result;
        synchronized (this) {
            if (exit.isDone() || ended != null || handle == null || runtime.isAlive(handle.supervisor())) {
                return;
            }
            // The supervisor writes its result before it ends, so look once more.
            if (state.exit() != null) {
                return;
            }
            if (handle.task().startTicks() != 0 && runtime.isAlive(handle.task())) {
                return;
            }
            result = new ExitResult(0, 0, isOomKilled(), "supervisor of the task was lost; its exit code is not known");
        }
        finish(result);
    }

    @Override
    public synchronized byte[] state() {
        if (handle == null) {
            throw new IllegalStateException("task " + identity.id() + " has not started");
        }
        return handle.encode();
    }

    @Override
    public CompletionStage<ExitResult> exit() {
        return exit;
    }

    @Override
    public void signal(final String name) throws DriverException {
        final Integer number = Signals.number(name);
        if (number == null) {
            throw DriverException.permanent("Signal " + name + " is not supported");
        }
        if (!sendSignal(number)) {
            throw DriverException.permanent("task " + identity.taskName() + " does not run");
        }
    }

    @Override
    public void stop(final Duration timeout, final String signal) {
        final Integer number = signal.isEmpty() ? Integer.valueOf(Signals.INT) : Signals.number(signal);
        if (number == null) {
            LOGGER.error("error unknown signal given for shutdown: {}", signal);
        }
        if (number != null && !timeout.isZero() && !timeout.isNegative()) {
            runtime.execute(() -> sendSignal(number));
        }
        final long delayNs = number == null || timeout.isNegative() ? 0 : timeout.toNanos();
        synchronized (this) {
            final long atNs = System.nanoTime() + delayNs;
            if (exit.isDone() || (forceTimer != null && atNs - forceAtNs >= 0)) {
                return;
            }
            if (forceTimer != null) {
                forceTimer.cancel(false);
            }
            forceAtNs = atNs;
            forceTimer = runtime.schedule(() -> kill(true), delayNs, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void destroy() {
        kill(true);
        final HandleState known = knownHandle();
        if (known != null && runtime.isAlive(known.supervisor())) {
            // Only collectors are left in the supervisor's session.
            ProcessSignals.sendToGroup(Signals.KILL, known.supervisor().pid());
        }
        finish(new ExitResult(Signals.KILL + 128, Signals.KILL, false, null));
        state.delete();
    }

    @Override
    public TaskStats stats() {
        final HandleState known = knownHandle();
        if (known == null || exit.isDone()) {
            return TaskStats.EMPTY;
        }
        return sampler.sample(System.nanoTime(), runtime.epochNs(), processes.members(known.task()));
    }

    @Override
    public @Nullable DriverNetwork network() {
        return null;
    }

    private synchronized @Nullable HandleState knownHandle() {
        return handle;
    }

    private boolean sendSignal(final int number) {
        final HandleState known = knownHandle();
        return known != null && state.exit() == null && processes.signal(number, known.task());
    }

    /** Kills what is left of the task, unless it has finished and a successor may carry the same names. */
    private void kill(final boolean thorough) {
        final HandleState known = knownHandle();
        synchronized (killLock) {
            if (!exit.isDone()) {
                processes.kill(known == null ? null : known.task(), thorough);
            }
        }
    }

    private void reportLost() {
        final String file = state.takeLost();
        final long nowNs = System.nanoTime();
        if (file != null && nowNs - lostReportedNs > LOST_PERIOD.toNanos()) {
            lostReportedNs = nowNs;
            LOGGER.warn("task {}: output could not be written to {}", identity.id(), file);
            runtime.report(
                    identity.id(), "Log output is being dropped: " + file + " cannot be written, is the disk full?");
        }
    }

    /** The final result when it is known and the output is on disk. Arms the drain limit when it is not. */
    private @Nullable ExitResult result() {
        final SupervisorState.Exit found = state.exit();
        if (found == null) {
            return null;
        }
        if (ended == null) {
            ended = new ExitResult(found.code(), found.signal(), isOomKilled(), null);
            if (!state.isDrained()) {
                final ExitResult late = ended;
                // Children that the task left behind end with it; they also keep its output open.
                runtime.execute(() -> kill(false));
                runtime.schedule(() -> finish(late), DRAIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        return state.isDrained() ? ended : null;
    }

    private boolean isOomKilled() {
        return cgroup != null && cgroup.isOomKilled();
    }

    /** Leaves nothing of the task behind and announces its end; only the first call has an effect. */
    private void finish(final ExitResult result) {
        final StateWatcher.Registration open;
        final boolean wasStopped;
        synchronized (this) {
            open = registration;
            registration = null;
            wasStopped = forceTimer != null;
            if (forceTimer != null) {
                forceTimer.cancel(false);
            }
        }
        if (open != null) {
            open.close();
        }
        runtime.forget(this);
        synchronized (killLock) {
            // From the announcement on the next start of the task may use its names, so nothing is killed or removed
            // later.
            kill(wasStopped);
            if (cgroup != null && !exit.isDone()) {
                cgroup.remove();
            }
            exit.complete(result);
        }
    }
}
