package io.drover.agent.task;

import io.drover.agent.dir.AllocDirectory;
import io.drover.agent.env.TaskEnvironment;
import io.drover.agent.spec.TaskSpec;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One pass through the hooks of a task. Confined to the worker that runs it until it is finished; events leave it through a
 * consumer that hands them to the event thread.
 */
final class TaskSetup {
    private final TaskSpec spec;
    private final AllocDirectory directory;
    private final String payload;
    private final TaskTokens tokens;
    private final TaskApi api;
    private final Function<Map<String, String>, TaskEnvironment> environment;
    private final Consumer<TaskEvent> events;
    private final LongSupplier clock;
    private final Map<String, String> hookEnv = new TreeMap<>();
    private final Set<String> done;

    TaskSetup(
            final TaskSpec spec,
            final AllocDirectory directory,
            final String payload,
            final TaskTokens tokens,
            final TaskApi api,
            final Function<Map<String, String>, TaskEnvironment> environment,
            final Set<String> done,
            final LongSupplier clock,
            final Consumer<TaskEvent> events) {
        this.spec = spec;
        this.directory = directory;
        this.payload = payload;
        this.tokens = tokens;
        this.api = api;
        this.environment = environment;
        this.done = new TreeSet<>(done);
        this.clock = clock;
        this.events = events;
    }

    /** Runs the hooks in order; those which run once are skipped when an earlier pass finished them. */
    void run(final Iterable<? extends TaskHook> hooks) throws HookFailure {
        for (final TaskHook hook : hooks) {
            if (hook.runsOnce() && done.contains(hook.name())) {
                continue;
            }
            try {
                hook.prestart(this);
            } catch (final TaskSetupException e) {
                throw new HookFailure(hook.name(), e);
            }
            done.add(hook.name());
        }
    }

    TaskSpec spec() {
        return spec;
    }

    AllocDirectory directory() {
        return directory;
    }

    AllocDirectory.TaskDirectory taskDirectory() {
        return directory.task(spec.name());
    }

    /** What the job was dispatched with: base64 text, or empty. */
    String payload() {
        return payload;
    }

    /** The signed identities of the task. */
    TaskTokens tokens() {
        return tokens;
    }

    /** The task's socket to the API. */
    TaskApi taskApi() {
        return api;
    }

    /** The environment as it is so far. */
    TaskEnvironment environment() {
        return environment.apply(hookEnv);
    }

    void putEnv(final Map<String, String> variables) {
        hookEnv.putAll(variables);
    }

    /** Variables that hooks made. */
    Map<String, String> hookEnv() {
        return Map.copyOf(hookEnv);
    }

    void emit(final TaskEvent event) {
        events.accept(event);
    }

    long nowNs() {
        return clock.getAsLong();
    }

    boolean isDone(final String hookName) {
        return done.contains(hookName);
    }

    Set<String> doneHooks() {
        return Collections.unmodifiableSet(done);
    }

    /** Tells which hook failed. */
    static final class HookFailure extends Exception {
        private static final long serialVersionUID = 1L;

        private final String hook;
        private final TaskSetupException failure;

        HookFailure(final String hook, final TaskSetupException failure) {
            super(failure.getMessage(), failure);
            this.hook = hook;
            this.failure = failure;
        }

        String hook() {
            return hook;
        }

        TaskSetupException failure() {
            return failure;
        }
    }
}
