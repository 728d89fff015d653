package io.drover.agent.service;

import io.drover.agent.loop.EventLoop;
import io.drover.agent.spec.CheckSpec;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One check: first run after half an interval, then again one interval after the run before has ended. */
final class CheckSession {
    private final EventLoop loop;
    private final CheckProbe probe;
    private final CheckSpec spec;
    private final CheckProbe.Target target;
    private final Runnable changed;
    private final Consumer<String> restart;
    private final long startedNs;

    private CheckResult result;
    private EventLoop.@Nullable Timer timer;
    private boolean stopped;
    private int failures;

    CheckSession(
            final ServiceContext context,
            final CheckSpec spec,
            final CheckProbe.Target target,
            final CheckResult initial,
            final Runnable changed,
            final Consumer<String> restart) {
        this.loop = context.loop();
        this.probe = context.probe();
        this.spec = spec;
        this.target = target;
        this.result = initial;
        this.changed = changed;
        this.restart = restart;
        this.startedNs = loop.monotonicNs();
    }

    CheckResult result() {
        return result;
    }

    void start() {
        timer = loop.schedule(spec.intervalNs() / 2, this::run);
    }

    void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void run() {
        if (!stopped) {
            loop.offload(
                    () -> probe.run(target),
                    this::onOutcome,
                    e -> onOutcome(new CheckProbe.Outcome(false, 0, "nomad: " + e.getMessage())));
        }
    }

    private void onOutcome(final CheckProbe.Outcome outcome) {
        if (stopped) {
            return;
        }
        final String before = result.status();
        result = result.found(outcome, loop.wallClockNs() / 1_000_000_000L);
        timer = loop.schedule(spec.intervalNs(), this::run);
        if (!before.equals(result.status())) {
            changed.run();
        }
        countFailure(outcome.success());
    }

    private void countFailure(final boolean success) {
        final int limit = spec.restart().limit();
        if (success
                || limit <= 0
                || loop.monotonicNs() - startedNs < spec.restart().graceNs()) {
            failures = 0;
            return;
        }
        failures++;
        if (failures >= limit) {
            failures = 0;
            restart.accept("healthcheck: check \"" + result.check() + "\" unhealthy");
        }
    }
}
