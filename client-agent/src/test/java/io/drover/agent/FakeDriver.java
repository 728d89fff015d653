package io.drover.agent;

import io.drover.agent.driver.Driver;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverFingerprint;
import io.drover.agent.driver.DriverNetwork;
import io.drover.agent.driver.ExitResult;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskHandle;
import io.drover.agent.driver.TaskStats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A driver whose tasks do what a test tells them. Confined to the test's thread. */
public final class FakeDriver implements Driver {
    private final Map<String, FakeTask> newest = new HashMap<>();
    private final Map<String, FakeTask> byState = new HashMap<>();
    private final List<FakeTask> started = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Map<String, DriverException> refusals = new HashMap<>();
    private final Map<String, Runnable> meanwhile = new HashMap<>();

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public DriverFingerprint fingerprint() {
        return new DriverFingerprint(
                true,
                true,
                "Healthy",
                Map.of(),
                new DriverFingerprint.Capabilities(true, false, DriverFingerprint.FsIsolation.NONE));
    }

    @Override
    public TaskHandle start(final TaskConfig config) throws DriverException {
        final DriverException refusal = refusals.get(config.taskName());
        if (refusal != null) {
            throw refusal;
        }
        final FakeTask task = new FakeTask(config);
        newest.put(config.taskName(), task);
        started.add(task);
        byState.put(config.id(), task);
        log.add("start " + config.taskName());
        meanwhile.getOrDefault(config.taskName(), () -> {}).run();
        return task;
    }

    @Override
    public @Nullable TaskHandle recover(final TaskConfig config, final byte[] handleState) {
        return byState.get(new String(handleState, StandardCharsets.UTF_8));
    }

    @Override
    public void discard(final TaskConfig config) {
        final FakeTask task = byState.get(config.id());
        if (task != null) {
            task.destroy();
        }
    }

    /** Makes starts of a task fail; {@code null} lets them succeed again. */
    void refuse(final String taskName, final @Nullable DriverException refusal) {
        if (refusal == null) {
            refusals.remove(taskName);
        } else {
            refusals.put(taskName, refusal);
        }
    }

    /** Lets something happen after a task's process has started and before the driver says so. */
    void whileStarting(final String taskName, final Runnable event) {
        meanwhile.put(taskName, event);
    }

    /** Forgets all tasks, as after a reboot. */
    void reboot() {
        byState.clear();
    }

    FakeTask task(final String taskName) {
        return newest.get(taskName);
    }

    /** All tasks that run, in the order of their starts. */
    List<FakeTask> running() {
        final List<FakeTask> running = new ArrayList<>();
        for (final FakeTask task : started) {
            if (!task.exit.isDone()) {
                running.add(task);
            }
        }
        return running;
    }

    boolean hasStarted(final String taskName) {
        return newest.containsKey(taskName);
    }

    /** Starts and stops in their order. */
    List<String> log() {
        return log;
    }

    /** A task of a test. */
    final class FakeTask implements TaskHandle {
        private final TaskConfig config;
        private final CompletableFuture<ExitResult> exit = new CompletableFuture<>();
        private boolean stubborn;

        private FakeTask(final TaskConfig config) {
            this.config = config;
        }

        TaskConfig config() {
            return config;
        }

        /** Ends it. */
        void exit(final int code) {
            exit.complete(new ExitResult(code, 0, false, null));
        }

        /** Makes it ignore what asks it to end. */
        FakeTask stubborn() {
            stubborn = true;
            return this;
        }

        @Override
        public byte[] state() {
            return config.id().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public CompletionStage<ExitResult> exit() {
            return exit;
        }

        @Override
        public void signal(final String name) {
            log.add("signal " + config.taskName() + " " + name);
        }

        @Override
        public void stop(final Duration timeout, final String signal) {
            log.add("stop " + config.taskName());
            if (!stubborn) {
                exit.complete(new ExitResult(130, 2, false, null));
            }
        }

        @Override
        public void destroy() {
            exit.complete(new ExitResult(137, 9, false, null));
        }

        @Override
        public TaskStats stats() {
            return TaskStats.EMPTY;
        }

        @Override
        public @Nullable DriverNetwork network() {
            return null;
        }
    }
}
