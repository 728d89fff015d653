package io.drover.agent.task;

import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.ExecRequest;
import io.drover.agent.driver.process.Signals;
import io.drover.agent.env.TaskEnvironment;
import io.drover.agent.model.ServerReads;
import io.drover.agent.spec.TemplateSpec;
import io.drover.agent.spec.TemplateSpec.Change;
import io.drover.agent.spec.TemplateSpec.ChangeMode;
import io.drover.agent.template.TaskSurroundings;
import io.drover.agent.template.TaskTemplates;
import io.drover.agent.template.TemplateFailure;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the templates of a task and does to the task what its changes ask for: of several, one restart instead of everything else,
 * else each signal once and each script. Owned by the event thread.
 */
final class TemplateKeeper {
    private final TaskRunner task;
    private final TaskContext context;
    private final ServerReads reads;
    private @Nullable TaskTemplates templates;
    private boolean isFirstRun = true;

    TemplateKeeper(final TaskRunner task, final TaskContext context, final ServerReads reads) {
        this.task = task;
        this.reads = reads;
        this.context = context;
    }

    /** Whether the task's start waits for its templates. */
    boolean isWaiting() {
        return templates != null && !templates.isReady();
    }

    /** Makes the templates ready for a start; exactly one of the two is called unless they are closed before. */
    void prepare(
            final TaskEnvironment environment,
            final Consumer<Map<String, String>> ready,
            final Consumer<Exception> failed) {
        final TaskTemplates known = templates;
        if (known != null && known.isReady() && !task.spec().restart().rendersTemplates()) {
            ready.accept(known.variables());
            return;
        }
        close();
        if (task.spec().templates().isEmpty()) {
            ready.accept(Map.of());
            return;
        }
        isFirstRun = true;
        final TaskTemplates fresh = fresh(environment, ready, failed);
        templates = fresh;
        fresh.start();
    }

    /** Takes the templates of a task up that runs already. */
    void resume(final TaskEnvironment environment) {
        if (task.spec().templates().isEmpty()) {
            return;
        }
        isFirstRun = false;
        final TaskTemplates fresh = fresh(environment, ignored -> {}, ignored -> {});
        templates = fresh;
        fresh.resume();
    }

    /** The task runs: scripts that also want the first time get it. */
    void taskRuns() {
        if (isFirstRun) {
            isFirstRun = false;
            task.spec().templates().stream()
                    .filter(template -> template.change().mode() == ChangeMode.SCRIPT)
                    .filter(template -> template.change().script().isOnFirst())
                    .forEach(template -> script(template.change().script()));
        }
    }

    void close() {
        if (templates != null) {
            templates.close();
            templates = null;
        }
    }

    private TaskTemplates fresh(
            final TaskEnvironment environment,
            final Consumer<Map<String, String>> ready,
            final Consumer<Exception> failed) {
        return new TaskTemplates(
                context.loop(),
                reads,
                task.spec().templates(),
                context.directory(),
                task.spec().name(),
                new TaskSurroundings(context.assignment().get().namespace(), environment.interpolation()),
                context.random(),
                new Listener(ready, failed));
    }

    private void apply(final List<TemplateSpec> changed) {
        final List<Change> changes = changed.stream().map(TemplateSpec::change).toList();
        if (changes.stream().anyMatch(change -> change.mode() == ChangeMode.RESTART)) {
            task.restart(
                    TaskEvents.restartBecause(
                            context.loop().wallClockNs(), "Template with change_mode restart re-rendered"),
                    false);
            return;
        }
        changes.stream()
                .filter(change -> change.mode() == ChangeMode.SIGNAL)
                .map(Change::signal)
                .distinct()
                .forEach(this::signal);
        changes.stream()
                .filter(change -> change.mode() == ChangeMode.SCRIPT)
                .map(Change::script)
                .distinct()
                .forEach(this::script);
    }

    private void signal(final String signal) {
        final long nowNs = context.loop().wallClockNs();
        if (task.phase() != TaskRunner.Phase.RUNNING) {
            task.note(TaskEvents.hookMessage(
                    nowNs, "Template skipped signal " + Signals.description(signal) + ": task is not running"));
            return;
        }
        try {
            task.signal(
                    signal, TaskEvents.signalingBecause(nowNs, Signals.description(signal), "Template re-rendered"));
        } catch (final DriverException e) {
            killBecause("Template failed to send signals [" + Signals.description(signal) + "]: " + e.getMessage());
        }
    }

    private void script(final TemplateSpec.Script script) {
        final String shown = script.command().get(0) + " with arguments: "
                + script.command().subList(1, script.command().size());
        final TaskRunner.ExecStart start;
        try {
            start = task.exec(new ExecRequest(script.command(), false));
        } catch (final DriverException e) {
            scriptFailed(
                    script,
                    "Template failed to run script " + shown + " on change: " + e.getMessage() + ". Exit code: 0");
            return;
        }
        context.loop()
                .offload(
                        () -> new ScriptRun(start, script.timeoutNs()).run(),
                        code -> {
                            if (code == 0) {
                                task.note(TaskEvents.hookMessage(
                                        context.loop().wallClockNs(),
                                        "Template successfully ran script " + shown + ". Exit code: 0"));
                            } else {
                                scriptFailed(
                                        script,
                                        "Template ran script " + shown + " on change but it exited with code: " + code);
                            }
                        },
                        e -> scriptFailed(
                                script,
                                "Template failed to run script " + shown + " on change: " + e.getMessage()
                                        + ". Exit code: 0"));
    }

    private void scriptFailed(final TemplateSpec.Script script, final String message) {
        task.note(TaskEvents.hookMessage(context.loop().wallClockNs(), message));
        if (script.isFatal()) {
            killBecause("Template script failed, task is being killed");
        }
    }

    private void killBecause(final String reason) {
        task.kill(nowNs -> TaskEvents.killingBecause(nowNs, reason));
    }

    /** Between the templates and the task. */
    private final class Listener implements TaskTemplates.Listener {
        private final Consumer<Map<String, String>> ready;
        private final Consumer<Exception> failed;
        private boolean isTold;

        Listener(final Consumer<Map<String, String>> ready, final Consumer<Exception> failed) {
            this.ready = ready;
            this.failed = failed;
        }

        @Override
        public void ready(final Map<String, String> variables) {
            isTold = true;
            ready.accept(variables);
        }

        @Override
        public void failed(final TemplateFailure failure) {
            final String message = String.valueOf(failure.getMessage());
            if (isTold || task.phase() != TaskRunner.Phase.SETUP) {
                killBecause(failure.isFatal() ? message : "Template failed: " + message);
                return;
            }
            templates = null;
            final TaskSetupException refusal = failure.isFatal()
                    ? TaskSetupException.killing(
                            TaskEvents.killingBecause(context.loop().wallClockNs(), message))
                    : TaskSetupException.of(message, true);
            failed.accept(new TaskSetup.HookFailure("template", refusal));
        }

        @Override
        public void waiting(final String missing) {
            task.note(TaskEvents.templateMissing(context.loop().wallClockNs(), missing));
        }

        @Override
        public void changed(final List<TemplateSpec> changed) {
            apply(changed);
        }
    }
}
