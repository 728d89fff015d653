package io.drover.agent.driver.process;

import io.drover.agent.driver.DriverEventListener;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.ExecProcess;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskHandle;
import io.drover.agent.driver.logs.LogTarget;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts supervised processes and finds them again; one per agent, shared by the drivers that run processes. Owns the
 * watcher thread and two timer threads. Closing it leaves all tasks running.
 */
public final class ProcessRuntime implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessRuntime.class);
    private static final String HELPER_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String LAUNCH_FAILURE = "failed to launch command with executor: ";
    private static final long START_LIMIT_S = 10;
    private static final long SWEEP_S = 5;
    private static final long NS_PER_S = TimeUnit.SECONDS.toNanos(1);

    private final Path procRoot;
    private final CgroupHierarchy cgroups;
    private final double coreMhz;
    private final Path stateDir;
    private final String bootId;
    private final String supervise;
    private final StateWatcher watcher;
    private final ScheduledThreadPoolExecutor timers;
    private final Set<ProcessTask> tasks = ConcurrentHashMap.newKeySet();
    private volatile DriverEventListener listener = DriverEventListener.NONE;

    /**
     * Creates the runtime and its threads.
     *
     * @param procRoot usually {@code /proc}.
     * @param cgroups the host's control groups.
     * @param coreMhz speed of one core, to express usage in MHz.
     * @param stateDir where supervisors and the agent meet. Out of reach of tasks: what they could write there, the agent
     *     would believe, pids to kill among it.
     */
    public ProcessRuntime(
            final Path procRoot, final CgroupHierarchy cgroups, final double coreMhz, final Path stateDir) {
        this.procRoot = procRoot;
        this.cgroups = cgroups;
        this.coreMhz = coreMhz;
        this.stateDir = stateDir.toAbsolutePath();
        this.bootId = bootId(procRoot);
        try (InputStream script = ProcessRuntime.class.getResourceAsStream("supervise.sh")) {
            if (script == null) {
                throw new IllegalStateException("supervise.sh is missing beside " + ProcessRuntime.class);
            }
            supervise = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            watcher = new StateWatcher();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        timers = new ScheduledThreadPoolExecutor(2, runnable -> {
            final Thread thread = new Thread(runnable, "drover-task-timer");
            thread.setDaemon(true);
            return thread;
        });
        timers.setRemoveOnCancelPolicy(true);
        timers.scheduleWithFixedDelay(this::sweep, SWEEP_S, SWEEP_S, TimeUnit.SECONDS);
    }

    /** Where drivers' events go. */
    public void listener(final DriverEventListener value) {
        listener = value;
    }

    /** The host's control groups. */
    public CgroupHierarchy cgroups() {
        return cgroups;
    }

    /** The control group that a task gets unless its configuration names another; {@code null} when there are none. */
    public @Nullable TaskCgroup cgroupFor(final TaskConfig config) {
        return cgroups.task(identity(config).groupName()).orElse(null);
    }

    /** Starts a process and returns when its supervisor has it. */
    public TaskHandle start(final TaskConfig config, final LaunchSpec spec) throws DriverException {
        final SupervisorState state = new SupervisorState(stateDir(config));
        final ProcessTask task = new ProcessTask(this, identity(config), state, spec.cgroup());
        try {
            if (spec.cgroup() != null) {
                spec.cgroup().create(cgroups, config.resources());
            }
            state.create(supervise, LaunchScript.prepare(spec), LaunchScript.become(spec));
            watch(task, state);
            spawn(command(config, spec, state));
            task.started().get(START_LIMIT_S, TimeUnit.SECONDS);
        } catch (final IOException | TimeoutException | ExecutionException e) {
            task.destroy();
            throw new DriverException(LAUNCH_FAILURE + e, true, e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            task.destroy();
            throw new DriverException(LAUNCH_FAILURE + "interrupted", true, e);
        }
        tasks.add(task);
        return task;
    }

    /**
     * Finds a task of an earlier agent again.
     *
     * @return {@code null} when nothing is known of it: the host was restarted, or the supervisor died without a result.
     */
    public @Nullable TaskHandle recover(
            final TaskConfig config, final byte[] handleState, final @Nullable TaskCgroup cgroup)
            throws DriverException {
        final HandleState known = HandleState.decode(handleState);
        final SupervisorState state = new SupervisorState(known.dir());
        if (!state.exists()) {
            return null;
        }
        final ProcessTask task = new ProcessTask(this, identity(config), state, cgroup);
        task.adopt(known);
        final boolean sameBoot = known.bootId().equals(bootId);
        // The supervisor writes its result before it ends, so that is looked at last.
        if (!(sameBoot && isAlive(known.supervisor())) && state.exit() == null) {
            if (sameBoot) {
                task.destroy();
            }
            return null;
        }
        try {
            watch(task, state);
        } catch (final IOException e) {
            throw new DriverException("failed to reattach to task: " + e, true, e);
        }
        tasks.add(task);
        task.sweep();
        return task;
    }

    /**
     * Runs a program where a task runs: in its directory and control group, as its user, with its environment.
     *
     * @param spec the program, and how the task was started.
     * @param isTerminal whether the program gets a terminal.
     */
    public ExecProcess beside(final LaunchSpec spec, final boolean isTerminal) throws DriverException {
        return BesideProcess.start(stateDir, procRoot, spec, isTerminal);
    }

    /** Kills what a start with this configuration may have left behind when the agent ended in the middle of it. */
    public void discard(final TaskConfig config, final @Nullable TaskCgroup cgroup) {
        new ProcessTask(this, identity(config), new SupervisorState(stateDir(config)), cgroup).destroy();
    }

    @Override
    public void close() {
        timers.shutdownNow();
        try {
            watcher.close();
        } catch (final IOException e) {
            LOGGER.warn("cannot close the task watcher: {}", e.toString());
        }
    }

    Path procRoot() {
        return procRoot;
    }

    double coreMhz() {
        return coreMhz;
    }

    String bootId() {
        return bootId;
    }

    long epochNs() {
        final Instant now = Instant.now();
        return now.getEpochSecond() * NS_PER_S + now.getNano();
    }

    boolean isAlive(final ProcessIdentity process) {
        return process.isAlive(procRoot);
    }

    void report(final String taskId, final String message) {
        listener.onTaskEvent(taskId, message, Map.of());
    }

    void execute(final Runnable action) {
        timers.execute(action);
    }

    Future<?> schedule(final Runnable action, final long delay, final TimeUnit unit) {
        return timers.schedule(action, delay, unit);
    }

    void forget(final ProcessTask task) {
        tasks.remove(task);
    }

    private void sweep() {
        for (final ProcessTask task : tasks) {
            try {
                task.sweep();
            } catch (final RuntimeException e) {
                LOGGER.error("cannot check a task", e);
            }
        }
    }

    private void watch(final ProcessTask task, final SupervisorState state) throws IOException {
        task.registration(watcher.watch(state.dir(), task::onChange));
    }

    private static void spawn(final List<String> command) throws IOException {
        final ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", HELPER_PATH);
        builder.directory(new File("/"));
        builder.start();
    }

    private static List<String> command(final TaskConfig config, final LaunchSpec spec, final SupervisorState state)
            throws IOException {
        final TaskConfig.Logs logs = config.logs();
        final long maxBytes = (long) logs.maxFileSizeMb() << 20;
        // With -f the caller's child ends at once: the supervisor belongs to nobody and outlives the agent.
        final List<String> command = new ArrayList<>(List.of(
                "setsid",
                "-f",
                "/bin/sh",
                state.superviseFile().toString(),
                state.dir().toString(),
                config.taskDir().resolve("executor.out").toString(),
                Long.toString(maxBytes),
                Integer.toString(logs.maxFiles())));
        for (final String name : List.of(logs.stdoutName(), logs.stderrName())) {
            if (logs.disabled()) {
                command.addAll(List.of("-", "0", "0"));
            } else {
                final LogTarget target = LogTarget.next(logs.dir(), name, maxBytes);
                command.addAll(List.of(
                        target.prefix().toString(), Long.toString(target.index()), Long.toString(target.room())));
            }
        }
        command.add(spec.command());
        command.addAll(spec.args());
        return command;
    }

    private Path stateDir(final TaskConfig config) {
        final String unique = config.id().substring(config.id().lastIndexOf('/') + 1);
        return stateDir.resolve(config.allocId() + "-" + unique);
    }

    private static TaskIdentity identity(final TaskConfig config) {
        return new TaskIdentity(config.id(), config.allocId(), config.taskName());
    }

    private static String bootId(final Path procRoot) {
        try {
            return Files.readString(procRoot.resolve("sys/kernel/random/boot_id"))
                    .trim();
        } catch (final IOException e) {
            return "unknown";
        }
    }
}
