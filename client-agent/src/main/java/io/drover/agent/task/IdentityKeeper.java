package io.drover.agent.task;

import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.process.Signals;
import io.drover.agent.loop.EventLoop;
import io.drover.agent.spec.IdentitySpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renews the signed identities of a running task before they end, and does to the task what its job wants then. Owned by the event
 * thread.
 */
final class IdentityKeeper {
    private static final long WAIT_MIN_NS = 10_000_000_000L;
    private static final long WAIT_MAX_NS = 3_600_000_000_000L;
    private static final int JITTER_PARTS = 10;

    private final TaskRunner task;
    private final TaskContext context;
    private final TaskTokens tokens;
    private EventLoop.@Nullable Timer timer;
    private int failures;

    IdentityKeeper(final TaskRunner task, final TaskContext context, final TaskTokens tokens) {
        this.task = task;
        this.context = context;
        this.tokens = tokens;
    }

    /** The task runs with identities that it was given just now. */
    void taskRuns() {
        close();
        failures = 0;
        final long shortest = shortestNs();
        if (shortest > 0) {
            renewAfter(Math.max(WAIT_MIN_NS, shortest / 2));
        }
    }

    /** The task runs already, with identities of unknown age. */
    void resume() {
        if (shortestNs() > 0) {
            renewAfter(WAIT_MIN_NS);
        }
    }

    void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private long shortestNs() {
        return task.spec().identities().stream()
                .mapToLong(IdentitySpec::ttlNs)
                .filter(ttlNs -> ttlNs > 0)
                .min()
                .orElse(0);
    }

    /** Up to a tenth later, so that tasks that started together do not ask together. */
    private void renewAfter(final long delayNs) {
        final long jitterNs = context.random().applyAsLong(Math.max(1, delayNs / JITTER_PARTS));
        timer = context.loop().schedule(delayNs + jitterNs, this::renew);
    }

    private void renew() {
        timer = null;
        tokens.fetch()
                .whenComplete((fetched, failure) -> context.loop().execute(() -> {
                    if (!runs()) {
                        return;
                    }
                    if (fetched == null || failure != null) {
                        retry();
                    } else {
                        place(fetched);
                    }
                }));
    }

    private boolean runs() {
        return task.phase() == TaskRunner.Phase.RUNNING;
    }

    private void retry() {
        renewAfter(Math.min(WAIT_MAX_NS, WAIT_MIN_NS << Math.min(failures, 10)));
        failures++;
    }

    private void place(final Map<String, String> fetched) {
        context.loop()
                .offload(
                        () -> {
                            IdentityFiles.write(
                                    task.spec(),
                                    context.directory().task(task.spec().name()),
                                    fetched);
                            return true;
                        },
                        ignored -> placed(),
                        e -> retry());
    }

    private void placed() {
        if (!runs()) {
            return;
        }
        taskRuns();
        for (final IdentitySpec identity : task.spec().identities()) {
            if (identity.ttlNs() > 0 && identity.mode() != IdentitySpec.ChangeMode.NOOP) {
                tell(identity);
                return;
            }
        }
    }

    private void tell(final IdentitySpec identity) {
        final String name = "Identity[" + identity.name() + "]: ";
        final long nowNs = context.loop().wallClockNs();
        if (identity.mode() == IdentitySpec.ChangeMode.RESTART) {
            task.restart(TaskEvents.restartBecause(nowNs, name + "new token acquired"), false);
            return;
        }
        try {
            task.signal(
                    identity.signal(),
                    TaskEvents.signalingBecause(
                            nowNs, Signals.description(identity.signal()), name + "new Identity token acquired"));
        } catch (final DriverException e) {
            task.kill(now -> TaskEvents.killingBecause(now, name + "failed to send signal: " + e.getMessage()));
        }
    }
}
