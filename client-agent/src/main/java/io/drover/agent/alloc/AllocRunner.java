package io.drover.agent.alloc;

import io.drover.agent.dir.AllocDirectory;
import io.drover.agent.loop.EventLoop;
import io.drover.agent.model.AssignedNetwork;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.ClientStatus;
import io.drover.agent.model.DeploymentHealth;
import io.drover.agent.model.ServiceRegistration;
import io.drover.agent.service.AllocChecks;
import io.drover.agent.service.AllocServices;
import io.drover.agent.service.ServiceContext;
import io.drover.agent.service.ServiceException;
import io.drover.agent.spec.GroupSpec;
import io.drover.agent.spec.Lifecycle;
import io.drover.agent.spec.TaskSpec;
import io.drover.agent.task.LocalTaskState;
import io.drover.agent.task.TaskEvent;
import io.drover.agent.task.TaskEvents;
import io.drover.agent.task.TaskListener;
import io.drover.agent.task.TaskRunner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one allocation. Owned by the event thread.
 *
 * <pre>
 *   NEW ──start──► PREPARING ──directory, services──► RUNNING ──all tasks dead──► TERMINAL ──destroy──► DESTROYED
 *    │                  │ failed: every task fails       ▲                           ▲
 *    └──restore─────────┴────────────────────────────────┘                           │
 *                       └─────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * Changes of tasks are looked at together, in one {@link #evaluate} per turn of the event loop; that keeps the rules about
 * siblings, leaders and sidecars in one place and the reports few.
 */
public final class AllocRunner {
    /** Events that change nothing travel with the next change, or after this. */
    private static final long NOTE_DELAY_NS = 1_000_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(AllocRunner.class);

    /** Where the allocation is in its life. */
    public enum Phase {
        /** Nothing was done yet. */
        NEW,
        /** Directories are made, group services registered. */
        PREPARING,
        /** Tasks run or wait for each other. */
        RUNNING,
        /** All tasks are dead. */
        TERMINAL,
        /** Its files are gone. */
        DESTROYED,
        /** The agent let go of it. */
        DETACHED
    }

    private final EventLoop loop;
    private final AllocListener listener;
    private final AllocDirectory directory;
    private final AllocServices services;
    private final AllocChecks checks;
    private final AllocHealth health;
    private final LifecycleCoordinator coordinator = new LifecycleCoordinator();
    private final Map<String, TaskRunner> tasks = new LinkedHashMap<>();

    /** Read by workers which make environments, hence volatile; written by the event thread alone. */
    private volatile Assignment assignment;

    private GroupSpec group;
    private Phase phase = Phase.NEW;
    private @Nullable KillSession kill;
    private boolean killRequested;
    private boolean evaluationPending;
    private boolean withdrawn;
    private boolean overran;
    private EventLoop.@Nullable Timer shutdownDelay;
    private EventLoop.@Nullable Timer maxRunTimer;
    private final List<Runnable> afterDestroy = new ArrayList<>();

    /**
     * Creates the runner of an allocation; {@link #start} or {@link #restore} follows.
     *
     * @param local what an earlier life of the agent knew, by task name.
     * @throws IllegalArgumentException when the job document does not fit the assignment.
     */
    public AllocRunner(
            final AllocContext context,
            final Assignment assignment,
            final Map<String, LocalTaskState> local,
            final AllocListener listener) {
        this.loop = context.loop();
        this.assignment = assignment;
        this.listener = listener;
        this.group = GroupSpec.of(assignment.job(), assignment.taskGroup());
        this.directory =
                new AllocDirectory(context.allocsDir().resolve(assignment.allocId()), context.secretsInMemory());
        final ServiceContext serviceContext = context.forServices(() -> this.assignment);
        this.services = new AllocServices(serviceContext, listener);
        this.checks = new AllocChecks(serviceContext, this::changed, this::onCheckRestart);
        this.health = new AllocHealth(loop, tasks.values(), checks, this::changed);
        final TaskListener taskListener = new TaskAdapter();
        for (final TaskSpec spec : group.tasks()) {
            final var taskContext = context.forTask(() -> this.assignment, group, directory, spec);
            final LocalTaskState known = local.get(spec.name());
            tasks.put(
                    spec.name(),
                    known == null
                            ? new TaskRunner(taskContext, spec, taskListener)
                            : TaskRunner.restored(taskContext, spec, taskListener, known));
        }
    }

    /** The newest assignment. */
    public Assignment assignment() {
        return assignment;
    }

    /** The allocation's UUID. */
    public String allocId() {
        return assignment.allocId();
    }

    /** Where it is in its life. */
    public Phase phase() {
        return phase;
    }

    /** Its tasks in the order of the job. */
    public Collection<TaskRunner> tasks() {
        return Collections.unmodifiableCollection(tasks.values());
    }

    /** One of its tasks. */
    public @Nullable TaskRunner task(final String name) {
        return tasks.get(name);
    }

    /** Its files. */
    public AllocDirectory directory() {
        return directory;
    }

    /** Its group as the newest assignment describes it. */
    public GroupSpec group() {
        return group;
    }

    /** Its checks. */
    public AllocChecks checks() {
        return checks;
    }

    /** Registrations that should exist for it now. */
    public List<ServiceRegistration> registrations() {
        return services.registrations();
    }

    /** Whether it is not known yet what became of a task while the agent was away. */
    public boolean isRecovering() {
        return tasks.values().stream().anyMatch(TaskRunner::isRecovering);
    }

    /** The verdict about it, {@code null} as long as there is none. */
    public @Nullable DeploymentHealth health() {
        return health.verdict();
    }

    /** Whether it ran longer than its job allows. */
    public boolean hasOverrun() {
        return overran;
    }

    /** Its status, derived from its tasks. */
    public ClientStatus clientStatus() {
        return GroupRules.status(tasks.values(), overran);
    }

    /** A sentence about the status. */
    public String clientDescription() {
        final ClientStatus status = clientStatus();
        return overran && status == ClientStatus.COMPLETE
                ? "allocation exceeded max_run_duration"
                : status.description();
    }

    /** Prepares the allocation and runs its tasks, or ends them at once when it should not run any more. */
    public void start() {
        phase = Phase.PREPARING;
        changed();
        if (assignment.isServerTerminal()) {
            onPrepared();
            return;
        }
        loop.offload(
                () -> {
                    directory.build();
                    return true;
                },
                ignored -> onDirectoryBuilt(),
                e -> onPrepareFailed("alloc_dir", e));
    }

    /** Finds the tasks of an earlier life of the agent again, without touching them. */
    public void restore(
            final Map<String, LocalTaskState> local, final @Nullable DeploymentHealth known, final boolean hadOverrun) {
        overran = hadOverrun;
        health.restore(known);
        phase = Phase.PREPARING;
        tasks.forEach((name, task) -> {
            final LocalTaskState state = local.get(name);
            task.restore(state == null ? null : state.handleState());
        });
        if (tasks.values().stream().allMatch(TaskRunner::isDead)) {
            becomeTerminal();
        } else if (!directory.exists()) {
            onPrepareFailed("alloc_dir", new IOException("directory " + directory.root() + " is missing"));
        } else {
            onDirectoryBuilt();
        }
    }

    /** Takes over a newer assignment; an older one is ignored. */
    public void update(final Assignment newer) {
        if (newer.allocModifyIndex() <= assignment.allocModifyIndex()) {
            return;
        }
        final boolean otherDeployment = !newer.deploymentId().equals(assignment.deploymentId());
        assignment = newer;
        adoptGroup(GroupSpec.of(newer.job(), newer.taskGroup()));
        if (newer.transition().noShutdownDelay()) {
            skipShutdownDelays();
        }
        if (newer.isServerTerminal()) {
            kill();
        } else if (phase == Phase.RUNNING && kill == null) {
            if (otherDeployment) {
                health.reset();
            }
            watchHealth();
            armMaxRunDuration();
            reregister();
        }
        changed();
    }

    /** Ends all tasks in their order. */
    public void kill() {
        killRequested = true;
        if (phase != Phase.RUNNING || kill != null || shutdownDelay != null) {
            return;
        }
        withdraw();
        if (group.shutdownDelayNs() > 0
                && !assignment.transition().noShutdownDelay()
                && GroupRules.anyLive(tasks.values())) {
            shutdownDelay = loop.schedule(group.shutdownDelayNs(), this::killTasks);
        } else {
            killTasks();
        }
    }

    /** Ends all tasks at once: no delay, no order, no time to obey, and none that runs when the others have ended. */
    public void force() {
        killRequested = true;
        skipShutdownDelays();
        if (phase == Phase.RUNNING) {
            tasks.values().forEach(task -> task.force(nowNs -> TaskEvents.killing(nowNs, 0)));
        }
    }

    /** Ends all tasks, removes the files, and tells {@code afterwards}. */
    public void destroy(final Runnable afterwards) {
        afterDestroy.add(afterwards);
        if (phase == Phase.TERMINAL) {
            removeFiles();
        } else {
            kill();
        }
    }

    /** Lets go of the allocation without touching its tasks. */
    public void detach() {
        phase = Phase.DETACHED;
        tasks.values().forEach(TaskRunner::detach);
        checks.stop();
        health.stop();
        cancel(shutdownDelay);
        cancel(maxRunTimer);
    }

    /** Looks at everything again: something outside of the allocation changed. */
    public void poke() {
        changed();
    }

    /** Restarts the tasks that run. Services of the group are not offered meanwhile. */
    public void restartRunning(final String reason) {
        afterRestartDelay(() -> tasks.values().forEach(task -> task.restart(reason, false)));
    }

    /** Restarts all tasks, dead ones too; the group begins with its prestart tasks again. */
    public void restartAll(final String reason) {
        afterRestartDelay(() -> {
            coordinator.begin();
            if (withdrawn) {
                withdrawn = false;
                checks.start(group);
            }
            for (final TaskRunner task : tasks.values()) {
                if (task.spec().lifecycle() != Lifecycle.POSTSTOP && !task.restart(reason, false)) {
                    task.revive(reason);
                }
            }
            changed();
        });
    }

    private void afterRestartDelay(final Runnable restart) {
        services.deregisterGroup(group);
        final Runnable action = () -> {
            if (phase == Phase.RUNNING && kill == null && !killRequested) {
                restart.run();
                reregister();
            }
        };
        if (group.shutdownDelayNs() > 0) {
            loop.schedule(group.shutdownDelayNs(), action);
        } else {
            action.run();
        }
    }

    private void adoptGroup(final GroupSpec newer) {
        group = newer;
        for (final TaskSpec spec : newer.tasks()) {
            final TaskRunner task = tasks.get(spec.name());
            if (task != null) {
                task.update(spec);
            }
        }
    }

    private void onDirectoryBuilt() {
        if (phase != Phase.PREPARING) {
            return;
        }
        for (final AssignedNetwork network : assignment.networks()) {
            if (!network.isHost()) {
                onPrepareFailed(
                        "network", new IOException("network mode \"" + network.mode() + "\" is not supported yet"));
                return;
            }
        }
        try {
            if (!killRequested) {
                services.registerGroup(group);
            }
        } catch (final ServiceException e) {
            onPrepareFailed("group_services", e);
            return;
        }
        onPrepared();
    }

    private void onPrepared() {
        phase = Phase.RUNNING;
        if (killRequested || assignment.isServerTerminal()) {
            coordinator.begin();
            kill();
            return;
        }
        checks.start(group);
        watchHealth();
        armMaxRunDuration();
        coordinator.begin();
        changed();
    }

    private void onPrepareFailed(final String hook, final Exception e) {
        if (phase != Phase.PREPARING) {
            return;
        }
        LOG.warn("allocation {} could not be prepared", allocId(), e);
        phase = Phase.RUNNING;
        withdraw();
        final String error = "failed to setup alloc: pre-run hook \"" + hook + "\" failed: " + e.getMessage();
        for (final TaskRunner task : tasks.values()) {
            task.kill(nowNs -> TaskEvents.setupFailure(nowNs, error));
        }
        changed();
    }

    private void watchHealth() {
        if (group.job().isService()) {
            final boolean inDeployment = !assignment.deploymentId().isEmpty();
            health.start(inDeployment ? group.updateHealth() : group.migrateHealth(), inDeployment);
        }
    }

    /** Counted from the placement, on the wall clock, because the limit must hold across restarts of the agent. */
    private void armMaxRunDuration() {
        cancel(maxRunTimer);
        if (group.maxRunDurationNs() > 0 && !group.job().isService()) {
            final long remainingNs = assignment.createTimeNs() + group.maxRunDurationNs() - loop.wallClockNs();
            maxRunTimer = loop.schedule(remainingNs, this::onOverrun);
        }
    }

    private void onOverrun() {
        if (phase == Phase.RUNNING && !overran) {
            overran = true;
            kill();
        }
    }

    private void onCheckRestart(final String taskName, final String reason) {
        for (final TaskRunner task : tasks.values()) {
            if (taskName.isEmpty() || taskName.equals(task.spec().name())) {
                task.restart(reason, true);
            }
        }
    }

    /** Nothing of this allocation is offered from now on. */
    private void withdraw() {
        withdrawn = true;
        services.deregisterGroup(group);
        checks.stop();
        health.stop();
    }

    private void reregister() {
        if (withdrawn) {
            return;
        }
        try {
            services.registerGroup(group);
            for (final TaskRunner task : tasks.values()) {
                if (task.phase() == TaskRunner.Phase.RUNNING) {
                    services.registerTask(task.spec(), task.environment(), task.network());
                }
            }
        } catch (final ServiceException e) {
            LOG.warn("services of allocation {} stay as they were", allocId(), e);
        }
    }

    private void skipShutdownDelays() {
        if (shutdownDelay != null) {
            shutdownDelay.cancel();
            killTasks();
        }
        tasks.values().forEach(TaskRunner::skipShutdownDelay);
    }

    private void killTasks() {
        if (kill == null && phase == Phase.RUNNING) {
            shutdownDelay = null;
            kill = new KillSession(tasks.values());
            if (overran) {
                killPoststop();
            }
            changed();
        }
    }

    private void killPoststop() {
        for (final TaskRunner task : tasks.values()) {
            if (task.spec().lifecycle() == Lifecycle.POSTSTOP) {
                task.kill(nowNs -> TaskEvents.killing(nowNs, task.killTimeoutNs()));
            }
        }
    }

    /** Asks for one look at everything, after all events of this turn. */
    private void changed() {
        if (!evaluationPending) {
            evaluationPending = true;
            loop.execute(this::evaluate);
        }
    }

    private void evaluate() {
        evaluationPending = false;
        if (phase == Phase.DESTROYED || phase == Phase.DETACHED) {
            return;
        }
        // First, because a failure that ends the group below is also the verdict about it.
        health.evaluate();
        if (phase == Phase.RUNNING) {
            applyGroupRules();
            if (kill != null) {
                kill.advance();
            }
            coordinator.advance(tasks.values());
            tasks.values().forEach(TaskRunner::gateOpened);
            if (!withdrawn && !GroupRules.anyLive(tasks.values())) {
                withdraw();
            }
            if (tasks.values().stream().allMatch(TaskRunner::isDead)) {
                becomeTerminal();
            }
        }
        listener.allocChanged(this);
    }

    private void applyGroupRules() {
        if (kill != null || shutdownDelay != null || !GroupRules.anyLive(tasks.values())) {
            return;
        }
        final LongFunction<TaskEvent> reason = GroupRules.reasonToEnd(tasks.values());
        if (reason != null) {
            for (final TaskRunner task : tasks.values()) {
                if (GroupRules.isLive(task)) {
                    task.tell(reason);
                }
            }
            kill();
        }
    }

    private void becomeTerminal() {
        phase = Phase.TERMINAL;
        cancel(maxRunTimer);
        services.deregisterAll();
        checks.stop();
        health.stop();
        changed();
        listener.allocTerminal(this);
        if (!afterDestroy.isEmpty()) {
            removeFiles();
        }
    }

    private void removeFiles() {
        phase = Phase.DESTROYED;
        loop.offload(
                () -> {
                    directory.destroy();
                    return true;
                },
                ignored -> onFilesRemoved(),
                e -> {
                    LOG.warn("files of allocation {} could not be removed", allocId(), e);
                    onFilesRemoved();
                });
    }

    private void onFilesRemoved() {
        afterDestroy.forEach(Runnable::run);
        afterDestroy.clear();
    }

    private static void cancel(final EventLoop.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    private final class TaskAdapter implements TaskListener {
        @Override
        public void taskChanged(final TaskRunner task) {
            changed();
        }

        @Override
        public void taskNoted(final TaskRunner task) {
            loop.schedule(NOTE_DELAY_NS, AllocRunner.this::changed);
        }

        @Override
        public void taskStarted(final TaskRunner task) {
            try {
                services.registerTask(task.spec(), task.environment(), task.network());
            } catch (final ServiceException e) {
                task.note(TaskEvents.hookFailure(loop.wallClockNs(), "task_services", String.valueOf(e.getMessage())));
            }
        }

        @Override
        public void taskStopping(final TaskRunner task) {
            services.deregisterTask(task.spec().name());
        }

        @Override
        public void whenSaved(final Runnable action) {
            listener.whenSaved(AllocRunner.this, action);
        }

        @Override
        public boolean mayRun(final TaskRunner task) {
            return phase == Phase.RUNNING
                    && listener.mayStart(!task.isUnrecovered())
                    && coordinator.isOpen(task.spec().lifecycle())
                    && (kill == null && !killRequested || task.spec().lifecycle() == Lifecycle.POSTSTOP);
        }
    }
}
