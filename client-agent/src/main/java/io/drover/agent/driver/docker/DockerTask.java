package io.drover.agent.driver.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.WaitResponse;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverNetwork;
import io.drover.agent.driver.ExitResult;
import io.drover.agent.driver.TaskHandle;
import io.drover.agent.driver.TaskStats;
import io.drover.agent.driver.process.Signals;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One container.
 *
 * <pre>
 * waiting ──stream ends──► inspecting ─┬─ exited ──► log drained ─────────► finished
 *    ▲                                 ├─ gone ─────────────────────────► finished, result unknown
 *    └── back-off 0.1 to 10 s ─────────┴─ runs, or the engine does not answer
 * </pre>
 *
 * The engine's word is taken from an inspection only: a stream also ends when the engine does. A log is given up when nothing of it
 * has come for two seconds.
 */
final class DockerTask implements TaskHandle {
    private static final Logger LOGGER = LoggerFactory.getLogger(DockerTask.class);
    private static final Duration MIN_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);
    private static final Duration STILL_LIMIT = Duration.ofSeconds(2);

    private final DockerEngine engine;
    private final DockerHandleState state;
    private final @Nullable DriverNetwork network;
    private final LogFollower logs;
    private final StatsFollower stats;
    private final Runnable onDestroy;
    private final CompletableFuture<ExitResult> exit = new CompletableFuture<>();
    private volatile Duration backoff = MIN_BACKOFF;
    private volatile boolean destroyed;

    DockerTask(
            final DockerEngine engine,
            final DockerHandleState state,
            final @Nullable DriverNetwork network,
            final LogFollower logs,
            final StatsFollower stats,
            final Runnable onDestroy) {
        this.engine = engine;
        this.state = state;
        this.network = network;
        this.logs = logs;
        this.stats = stats;
        this.onDestroy = onDestroy;
    }

    /** Begins to follow the container's life. */
    void follow() {
        if (exit.isDone()) {
            return;
        }
        logs.follow();
        engine.streams().waitContainerCmd(state.containerId()).exec(new EndOfStream());
    }

    @Override
    public byte[] state() {
        return state.encode();
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
        try {
            engine.calls()
                    .killContainerCmd(state.containerId())
                    .withSignal(Signals.name(number))
                    .exec();
        } catch (final RuntimeException e) {
            throw DockerErrors.recoverable("Failed to signal container " + state.containerId(), e);
        }
    }

    @Override
    public void stop(final Duration timeout, final String signal) {
        final Integer number = signal.isEmpty() ? null : Signals.number(signal);
        if (!signal.isEmpty() && number == null) {
            LOGGER.error("error unknown signal given for shutdown: {}", signal);
        }
        if (number == null) {
            // The engine's own stop: the image's stop signal, then force.
            engine.execute(() -> stopNow(signal.isEmpty() ? timeout : Duration.ZERO));
            return;
        }
        engine.execute(() -> tell("signal", () -> signal(signal)));
        engine.schedule(() -> stopNow(Duration.ZERO), timeout);
    }

    @Override
    public void destroy() {
        destroyed = true;
        tell("remove", () -> {
            try {
                onDestroy.run();
            } finally {
                logs.close();
                stats.close();
            }
        });
        exit.complete(new ExitResult(128 + Signals.KILL, 0, false, "container was removed"));
    }

    @Override
    public TaskStats stats() {
        return exit.isDone() ? TaskStats.EMPTY : stats.newest();
    }

    @Override
    public @Nullable DriverNetwork network() {
        return network;
    }

    private void stopNow(final Duration timeout) {
        if (exit.isDone()) {
            return;
        }
        tell(
                "stop",
                () -> engine.streams()
                        .stopContainerCmd(state.containerId())
                        .withTimeout((int) Math.min(Integer.MAX_VALUE, (timeout.toMillis() + 999) / 1000))
                        .exec());
    }

    private void tell(final String what, final Order order) {
        try {
            order.run();
        } catch (final NotModifiedException | NotFoundException | ConflictException e) {
            LOGGER.debug("container {} has ended already", state.containerId());
        } catch (final DriverException | RuntimeException e) {
            LOGGER.warn("cannot {} container {}: {}", what, state.containerId(), DockerErrors.text(e));
        }
    }

    private void inspect() {
        if (exit.isDone() || destroyed) {
            return;
        }
        try {
            final InspectContainerResponse container =
                    engine.calls().inspectContainerCmd(state.containerId()).exec();
            backoff = MIN_BACKOFF;
            final InspectContainerResponse.ContainerState now = container.getState();
            if (Boolean.TRUE.equals(now.getRunning()) || "created".equals(now.getStatus())) {
                retry();
            } else {
                finish(result(now));
            }
        } catch (final NotFoundException e) {
            finish(new ExitResult(0, 0, false, "container was removed from outside; its exit code is not known"));
        } catch (final RuntimeException e) {
            LOGGER.debug("container {} cannot be inspected: {}", state.containerId(), e.toString());
            retry();
        }
    }

    private void retry() {
        final Duration delay = backoff;
        final Duration doubled = delay.multipliedBy(2);
        backoff = doubled.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : doubled;
        engine.schedule(this::follow, delay);
    }

    private void finish(final ExitResult result) {
        drained(logs.follow())
                .thenCompose(ended -> drained(logs.catchUp()))
                .whenComplete((drained, failed) -> exit.complete(result));
    }

    private CompletableFuture<Void> drained(final CompletableFuture<Void> stream) {
        final CompletableFuture<Void> done = new CompletableFuture<>();
        stream.whenComplete((ended, failed) -> done.complete(null));
        giveUpWhenStill(done, logs.frames());
        return done;
    }

    private void giveUpWhenStill(final CompletableFuture<Void> done, final long framesBefore) {
        engine.schedule(
                () -> {
                    final long frames = logs.frames();
                    if (frames == framesBefore) {
                        done.complete(null);
                    } else if (!done.isDone()) {
                        giveUpWhenStill(done, frames);
                    }
                },
                STILL_LIMIT);
    }

    private static ExitResult result(final InspectContainerResponse.ContainerState ended) {
        final Long code = ended.getExitCodeLong();
        final int exitCode = code == null ? 0 : code.intValue();
        final boolean oomKilled = Boolean.TRUE.equals(ended.getOOMKilled());
        final String error;
        if (oomKilled) {
            error = "OOM Killed";
        } else {
            error = exitCode == 0 ? null : "Docker container exited with non-zero exit code: " + exitCode;
        }
        return new ExitResult(exitCode, 0, oomKilled, error);
    }

    private interface Order {
        void run() throws DriverException;
    }

    /** The engine closes this stream with the container's end or with its own. */
    private final class EndOfStream implements ResultCallback<WaitResponse> {
        private volatile @Nullable Closeable connection;

        @Override
        public void onStart(final Closeable closeable) {
            connection = closeable;
        }

        @Override
        public void onNext(final WaitResponse response) {}

        @Override
        public void onError(final Throwable e) {
            engine.execute(DockerTask.this::inspect);
        }

        @Override
        public void onComplete() {
            engine.execute(DockerTask.this::inspect);
        }

        @Override
        public void close() throws IOException {
            final Closeable open = connection;
            if (open != null) {
                open.close();
            }
        }
    }
}
