package io.drover.agent.task;

import io.drover.agent.driver.Driver;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverFingerprint.FsIsolation;
import io.drover.agent.driver.DriverNetwork;
import io.drover.agent.driver.ExecProcess;
import io.drover.agent.driver.ExecRequest;
import io.drover.agent.driver.ExitResult;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskHandle;
import io.drover.agent.env.Interpolation.UnknownVariableException;
import io.drover.agent.env.TaskEnvironment;
import io.drover.agent.loop.EventLoop;
import io.drover.agent.spec.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one task. Owned by the event thread; what blocks runs on a worker and comes back as one of the {@code on…}
 * methods, which are ignored once the agent has let go of the task.
 *
 * <pre>
 *            gate opens        hooks done        driver done
 *   HELD ───────────► SETUP ───────────► STARTING ───────► RUNNING ──kill──► DELAYING ──► STOPPING
 *    ▲                  │ failed            │ failed          │ exit              │ exit     │ exit
 *    │    delay over    ▼                   ▼                 ▼                   ▼          ▼
 *    └──── BACKOFF ◄── restart ◄──────────────── policy decides ─────────────► DEAD
 * </pre>
 *
 * A kill that arrives in SETUP or STARTING takes effect when the worker comes back, so that no process is left behind.
 */
public final class TaskRunner {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    /** Where the task is in its life. */
    public enum Phase {
        /** Waits for its turn in the group. */
        HELD,
        /** Hooks run. */
        SETUP,
        /** The driver starts it. */
        STARTING,
        /** It runs. */
        RUNNING,
        /** It runs on for its shutdown delay. */
        DELAYING,
        /** It was told to end. */
        STOPPING,
        /** It waits for its next start. */
        BACKOFF,
        /** It will not run again. */
        DEAD,
        /** The agent let go of it. */
        DETACHED
    }

    private static final List<TaskHook> HOOKS = List.of(
            new UnsupportedHook(),
            new TaskDirectoryHook(),
            new TaskApiHook(),
            new IdentityHook(),
            new DispatchPayloadHook(),
            new ArtifactHook());

    private final TaskContext context;
    private final TaskListener listener;
    private final EventLoop loop;
    private final RestartTracker restarts;
    private final TaskSupplies supplies;
    private final FsIsolation isolation;

    private final TaskState state;
    private final List<LongFunction<TaskEvent>> untold = new ArrayList<>();
    private TaskSpec spec;
    private TaskEnd end = new TaskEnd();
    private Phase phase = Phase.HELD;
    private Set<String> doneHooks = Set.of();
    private Map<String, String> hookEnv = Map.of();
    private String taskId = "";
    private @Nullable TaskHandle handle;
    private EventLoop.@Nullable Timer timer;
    private boolean killRequested;
    private boolean skipShutdownDelay;
    private boolean forced;
    private boolean unrecovered;
    private boolean isRecovering;

    /** Creates the runner of a task that was never started here. */
    public TaskRunner(final TaskContext context, final TaskSpec spec, final TaskListener listener) {
        this(context, spec, listener, new TaskState());
        state.append(TaskEvents.received(loop.wallClockNs()));
    }

    private TaskRunner(
            final TaskContext context, final TaskSpec spec, final TaskListener listener, final TaskState state) {
        this.context = context;
        this.spec = spec;
        this.listener = listener;
        this.state = state;
        this.loop = context.loop();
        final Driver driver = context.driver();
        this.isolation =
                driver == null ? FsIsolation.NONE : driver.capabilities().fsIsolation();
        this.restarts = new RestartTracker(
                spec.restart(), context.group().job().isService(), spec.lifecycle(), context.random());
        this.supplies = new TaskSupplies(this, context, spec.name());
    }

    /** Creates the runner of a task that an earlier life of the agent knew; {@link #restore} follows. */
    public static TaskRunner restored(
            final TaskContext context, final TaskSpec spec, final TaskListener listener, final LocalTaskState local) {
        final TaskRunner runner = new TaskRunner(context, spec, listener, local.state());
        runner.doneHooks = local.doneHooks();
        runner.taskId = local.taskId();
        if (local.state().kind() == TaskState.Kind.DEAD) {
            runner.phase = Phase.DEAD;
            runner.end.reach();
        }
        return runner;
    }

    /** The task as the job describes it. */
    public TaskSpec spec() {
        return spec;
    }

    /** What the API shows. */
    public TaskState state() {
        return state;
    }

    /** Where it is in its life. */
    public Phase phase() {
        return phase;
    }

    /** Whether it will not run again by itself. */
    public boolean isDead() {
        return phase == Phase.DEAD;
    }

    /** When it will not run again by itself; another one once it is revived. */
    public TaskEnd end() {
        return end;
    }

    /** Whether its last process could not be found again and it has not run since. */
    public boolean isUnrecovered() {
        return unrecovered;
    }

    /** Whether it is not known yet what became of it while the agent was away. */
    public boolean isRecovering() {
        return isRecovering;
    }

    /** The driver's handle while it runs. */
    public @Nullable TaskHandle handle() {
        return handle;
    }

    /** The network that the driver gave it, if any. */
    public @Nullable DriverNetwork network() {
        return handle == null ? null : handle.network();
    }

    /** The environment of its current or next run. */
    public TaskEnvironment environment() {
        return TaskConfigs.environment(context, spec, isolation, hookEnv);
    }

    /** Starts a program beside the task. */
    @FunctionalInterface
    public interface ExecStart {
        /** May block; runs on the caller's thread. */
        ExecProcess start() throws DriverException;
    }

    /**
     * Makes a program beside the task ready to be started, on any thread.
     *
     * @throws DriverException when the task does not run.
     */
    public ExecStart exec(final ExecRequest request) throws DriverException {
        final TaskHandle running = handle;
        final Driver driver = context.driver();
        if (running == null || driver == null) {
            final String why = state.startedAtNs() == 0 ? "not started yet." : "is not running.";
            throw DriverException.permanent("task \"" + spec.name() + "\" " + why);
        }
        final TaskConfig config;
        try {
            config = TaskConfigs.config(context, spec, environment(), taskId);
        } catch (final UnknownVariableException e) {
            throw new DriverException(String.valueOf(e.getMessage()), false, e);
        }
        return () -> driver.exec(config, running, request);
    }

    /** What must be saved to find it again. */
    public LocalTaskState local() {
        return new LocalTaskState(taskId, handle == null ? null : handle.state(), doneHooks, state);
    }

    /** Takes over what an update in place changed: services, kill settings, meta. */
    public void update(final TaskSpec newer) {
        spec = newer;
        restarts.update(newer.restart());
    }

    /** Attaches to the process that the driver's bytes describe; without bytes the task waits for its turn as usual. */
    public void restore(final byte @Nullable [] handleState) {
        if (phase == Phase.DEAD || (handleState == null && taskId.isEmpty())) {
            return;
        }
        phase = Phase.STARTING;
        isRecovering = true;
        if (handleState == null) {
            loop.offload(this::discard, ignored -> onDiscarded(), this::onDiscardFailed);
            return;
        }
        loop.offload(() -> recover(handleState), this::onRecovered, this::onRecoverFailed);
    }

    /** Starts the task when it waits for its turn and may run. */
    public void gateOpened() {
        if (phase == Phase.HELD && !killRequested && listener.mayRun(this)) {
            setUp();
        }
    }

    /** Ends the task; {@code killing} says why, at the time that it is given. Does nothing when it is dead or being killed. */
    public void kill(final LongFunction<TaskEvent> killing) {
        if (phase == Phase.DEAD || phase == Phase.DETACHED || killRequested) {
            return;
        }
        killRequested = true;
        tell(killing);
        switch (phase) {
            case HELD, BACKOFF -> die();
            case RUNNING -> beginStop();
            case SETUP -> {
                if (supplies.isWaiting()) {
                    die();
                }
            }
            default -> LOG.debug("{} is killed when its worker comes back", spec.name());
        }
    }

    /** The time-out of its kill on this node. */
    public long killTimeoutNs() {
        return Math.min(spec.killTimeoutNs(), context.killTimeoutMaxNs());
    }

    /** Cancels a running or coming shutdown delay. */
    public void skipShutdownDelay() {
        skipShutdownDelay = true;
        if (phase == Phase.DELAYING) {
            cancelTimer();
            stop();
        }
    }

    /** Ends the task without giving it time, whether it was told to end before or not. */
    public void force(final LongFunction<TaskEvent> killing) {
        forced = true;
        skipShutdownDelay();
        kill(killing);
        if (phase == Phase.STOPPING) {
            stop();
        }
    }

    /**
     * Appends what was decided about the task. While the driver starts it, that waits for the driver's word: its process may
     * have run, and even have caused the decision, before the worker comes back, and a task is not killed before it starts.
     */
    public void tell(final LongFunction<TaskEvent> event) {
        if (phase == Phase.STARTING) {
            untold.add(event);
        } else {
            note(event.apply(loop.wallClockNs()));
        }
    }

    private void tellRest() {
        final List<LongFunction<TaskEvent>> rest = List.copyOf(untold);
        untold.clear();
        rest.forEach(event -> emit(event.apply(loop.wallClockNs())));
    }

    /** Appends an event that somebody else found out about. */
    public void note(final TaskEvent event) {
        if (phase != Phase.DETACHED) {
            emit(event);
        }
    }

    /**
     * Ends the task so that it starts again.
     *
     * @param countsAsFailure whether the restart policy has a say.
     * @return false when it does not run.
     */
    public boolean restart(final String reason, final boolean countsAsFailure) {
        return restart(TaskEvents.restartSignaled(loop.wallClockNs(), reason), countsAsFailure);
    }

    boolean restart(final TaskEvent why, final boolean countsAsFailure) {
        if (phase != Phase.RUNNING) {
            return false;
        }
        emit(why);
        restarts.restartRequested(countsAsFailure);
        listener.taskStopping(this);
        stop();
        return true;
    }

    /** Makes a dead task wait for its turn again. */
    public void revive(final String reason) {
        if (phase == Phase.DEAD) {
            state.append(TaskEvents.restartSignaled(loop.wallClockNs(), reason));
            state.pending();
            killRequested = false;
            phase = Phase.HELD;
            end = new TaskEnd();
            listener.taskChanged(this);
        }
    }

    /**
     * Sends a signal to the running task.
     *
     * @throws DriverException when it does not run or the driver refuses.
     */
    public void signal(final String signal) throws DriverException {
        signal(signal, TaskEvents.signaling(loop.wallClockNs(), signal));
    }

    void signal(final String signal, final TaskEvent why) throws DriverException {
        final TaskHandle running = handle;
        if (running == null || phase == Phase.STARTING) {
            throw DriverException.permanent("Task not running");
        }
        // The event comes first: the reference shows the request also when the driver then refuses it.
        noteSignal(why);
        running.signal(signal);
    }

    /** Records that a signal was asked for which nobody can send. */
    public void noteSignal(final String signal) {
        noteSignal(TaskEvents.signaling(loop.wallClockNs(), signal));
    }

    private void noteSignal(final TaskEvent why) {
        state.append(why);
        listener.taskNoted(this);
    }

    /** Lets go of the task without touching it. */
    public void detach() {
        cancelTimer();
        supplies.close();
        phase = Phase.DETACHED;
    }

    private void setUp() {
        phase = Phase.SETUP;
        unrecovered = false;
        final TaskSetup setup = new TaskSetup(
                spec,
                context.directory(),
                context.group().job().payload(),
                supplies.tokens(),
                supplies.api(),
                env -> TaskConfigs.environment(context, spec, isolation, env),
                doneHooks,
                loop::wallClockNs,
                event -> loop.execute(() -> note(event)));
        loop.offload(
                () -> {
                    setup.run(HOOKS);
                    return setup;
                },
                this::onSetUp,
                e -> onSetUpFailed(setup, e));
    }

    private void onSetUp(final TaskSetup setup) {
        if (phase != Phase.SETUP) {
            return;
        }
        doneHooks = setup.doneHooks();
        if (killRequested) {
            die();
            return;
        }
        supplies.prepare(
                setup.environment(), env -> onFilesReady(setup, env), failure -> onSetUpFailed(setup, failure));
    }

    private void onFilesReady(final TaskSetup setup, final Map<String, String> env) {
        if (phase != Phase.SETUP) {
            return;
        }
        setup.putEnv(env);
        hookEnv = setup.hookEnv();
        final Driver driver = context.driver();
        if (driver == null) {
            startFailed(DriverException.permanent(
                    "failed to initialize task: driver \"" + spec.driver() + "\" is not available on this node"));
            return;
        }
        final DriverException volumes = VolumeMounts.problem(context, spec, setup.environment(), driver);
        if (volumes != null) {
            startFailed(volumes);
            return;
        }
        taskId = newTaskId();
        final TaskConfig config;
        try {
            config = TaskConfigs.config(context, spec, setup.environment(), taskId);
        } catch (final UnknownVariableException e) {
            startFailed(DriverException.invalidConfig(String.valueOf(e.getMessage())));
            return;
        }
        phase = Phase.STARTING;
        // The id must be on the disk before there is a process: an agent that ends in between finds it by that.
        listener.whenSaved(() -> start(driver, config));
    }

    private void start(final Driver driver, final TaskConfig config) {
        if (phase != Phase.STARTING) {
            return;
        }
        if (killRequested) {
            taskId = "";
            tellRest();
            die();
        } else {
            loop.offload(() -> driver.start(config), this::onStarted, this::onStartFailed);
        }
    }

    private void onSetUpFailed(final TaskSetup setup, final Exception e) {
        if (phase != Phase.SETUP) {
            return;
        }
        doneHooks = setup.doneHooks();
        final long nowNs = loop.wallClockNs();
        if (!(e instanceof TaskSetup.HookFailure failure)) {
            LOG.error("set-up of task {} failed", spec.name(), e);
            emit(TaskEvents.setupFailure(nowNs, String.valueOf(e.getMessage())));
            die();
            return;
        }
        final TaskEvent own = failure.failure().event();
        emit(own == null ? TaskEvents.hookFailure(nowNs, failure.hook(), String.valueOf(e.getMessage())) : own);
        if (killRequested || failure.failure().isKill()) {
            die();
        } else {
            restarts.startFailed(failure.failure().isRecoverable());
            decide();
        }
    }

    private void onStarted(final TaskHandle started) {
        if (phase != Phase.STARTING) {
            return;
        }
        handle = started;
        phase = Phase.RUNNING;
        state.running(loop.wallClockNs());
        emit(TaskEvents.started(state.startedAtNs()));
        tellRest();
        watch(started);
        if (killRequested) {
            beginStop();
        } else {
            listener.taskStarted(this);
            supplies.taskRuns();
        }
    }

    private void onStartFailed(final Exception e) {
        if (phase == Phase.STARTING) {
            startFailed(e);
        }
    }

    private void startFailed(final Exception e) {
        taskId = "";
        final String message = String.valueOf(e.getMessage());
        final boolean invalid = e instanceof DriverException driverFailure && driverFailure.isInvalidConfig();
        final boolean recoverable = e instanceof DriverException driverFailure && driverFailure.isRecoverable();
        if (!(e instanceof DriverException)) {
            LOG.error("driver {} failed to start task {}", spec.driver(), spec.name(), e);
        }
        final long nowNs = loop.wallClockNs();
        emit(invalid ? TaskEvents.validationFailure(nowNs, message) : TaskEvents.driverFailure(nowNs, message));
        tellRest();
        if (killRequested) {
            die();
        } else {
            restarts.startFailed(recoverable);
            decide();
        }
    }

    private @Nullable TaskHandle recover(final byte[] handleState) throws DriverException, UnknownVariableException {
        final Driver driver = context.driver();
        if (driver == null) {
            throw DriverException.recoverable("driver \"" + spec.driver() + "\" is not available on this node");
        }
        return driver.recover(TaskConfigs.config(context, spec, environment(), taskId), handleState);
    }

    /** Removes what a start left behind in the middle of which the last agent ended. */
    private boolean discard() throws DriverException, UnknownVariableException {
        final Driver driver = context.driver();
        if (driver != null) {
            driver.discard(TaskConfigs.config(context, spec, environment(), taskId));
        }
        return true;
    }

    private void onDiscardFailed(final Exception e) {
        LOG.warn("remains of a start of task {} could not be removed", spec.name(), e);
        onDiscarded();
    }

    private void onDiscarded() {
        isRecovering = false;
        if (phase != Phase.STARTING) {
            return;
        }
        taskId = "";
        tellRest();
        if (killRequested) {
            die();
        } else {
            phase = Phase.HELD;
            listener.taskChanged(this);
        }
    }

    private void onRecovered(final @Nullable TaskHandle recovered) {
        isRecovering = false;
        if (phase != Phase.STARTING) {
            return;
        }
        if (recovered == null) {
            lost("the driver does not know the task any more");
            return;
        }
        handle = recovered;
        phase = Phase.RUNNING;
        tellRest();
        watch(recovered);
        if (killRequested) {
            beginStop();
        } else {
            listener.taskStarted(this);
            listener.taskChanged(this);
            supplies.resume();
        }
    }

    private void onRecoverFailed(final Exception e) {
        isRecovering = false;
        if (phase == Phase.STARTING) {
            lost(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The process of an earlier life is gone and nobody knows how it ended. The task starts anew, but not before the cluster
     * has confirmed that it should still run here; system jobs need no such word, they run on every node.
     */
    private void lost(final String reason) {
        LOG.warn("task {} could not be recovered: {}", spec.name(), reason);
        tellRest();
        if (killRequested) {
            taskId = "";
            die();
            return;
        }
        phase = Phase.HELD;
        taskId = "";
        state.pending();
        if (!"system".equals(context.group().job().type())) {
            unrecovered = true;
            emit(TaskEvents.failedRestoring(loop.wallClockNs()));
        }
        listener.taskChanged(this);
    }

    private void watch(final TaskHandle watched) {
        watched.exit().thenAccept(result -> loop.execute(() -> onExit(watched, result)));
    }

    private void onExit(final TaskHandle ended, final ExitResult result) {
        if (handle != ended || phase == Phase.DETACHED) {
            return;
        }
        cancelTimer();
        handle = null;
        taskId = "";
        emit(TaskEvents.terminated(loop.wallClockNs(), result));
        listener.taskStopping(this);
        loop.offload(
                () -> {
                    ended.destroy();
                    return true;
                },
                ignored -> {},
                e -> LOG.warn("remains of task {} could not be removed", spec.name(), e));
        restarts.exited(result);
        if (killRequested) {
            restarts.killed();
        }
        decide();
    }

    private void decide() {
        final RestartTracker.Decision decision = restarts.decide(loop.monotonicNs());
        final long nowNs = loop.wallClockNs();
        switch (decision.verdict()) {
            case KILLED -> {
                emit(TaskEvents.killed(nowNs));
                die();
            }
            case FAIL -> {
                emit(TaskEvents.notRestarting(nowNs, decision.reason()));
                die();
            }
            case QUIET -> die();
            case RESTART -> {
                state.pending();
                phase = Phase.BACKOFF;
                emit(TaskEvents.restarting(nowNs, decision.delayNs(), decision.reason()));
                timer = loop.schedule(decision.delayNs(), this::onBackoffOver);
            }
        }
    }

    private void onBackoffOver() {
        if (phase == Phase.BACKOFF) {
            phase = Phase.HELD;
            gateOpened();
        }
    }

    private void beginStop() {
        listener.taskStopping(this);
        final long delayNs = spec.shutdownDelayNs();
        if (delayNs <= 0) {
            stop();
        } else if (skipShutdownDelay) {
            emit(TaskEvents.skippingShutdownDelay(loop.wallClockNs(), delayNs));
            stop();
        } else {
            phase = Phase.DELAYING;
            emit(TaskEvents.waitingForShutdownDelay(loop.wallClockNs(), delayNs));
            timer = loop.schedule(delayNs, () -> {
                if (phase == Phase.DELAYING) {
                    stop();
                }
            });
        }
    }

    private void stop() {
        phase = Phase.STOPPING;
        if (handle != null) {
            handle.stop(forced ? Duration.ZERO : Duration.ofNanos(killTimeoutNs()), spec.killSignal());
        }
    }

    private void die() {
        cancelTimer();
        supplies.close();
        phase = Phase.DEAD;
        state.dead(loop.wallClockNs());
        end.reach();
        listener.taskChanged(this);
    }

    private void emit(final TaskEvent event) {
        state.append(event);
        listener.taskChanged(this);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private String newTaskId() {
        final long random = context.random().applyAsLong(1L << 32);
        return context.assignment().get().allocId() + "/" + spec.name() + "/" + String.format("%08x", random);
    }
}
