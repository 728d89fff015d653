package io.drover.agent.task;

import io.drover.agent.env.TaskEnvironment;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a task is given beside its process and what is kept fresh while it is there: signed identities, files from templates, a
 * socket to the API. Owned by the event thread.
 */
final class TaskSupplies {
    private static final Logger LOG = LoggerFactory.getLogger(TaskSupplies.class);

    private final TaskRunner task;
    private final TaskContext context;
    private final TaskTokens tokens;
    private final TaskApi api;
    private final TemplateKeeper templates;
    private final IdentityKeeper identities;

    TaskSupplies(final TaskRunner task, final TaskContext context, final String taskName) {
        this.task = task;
        this.context = context;
        this.tokens = new TaskTokens(context.reads(), context.assignment().get().allocId(), taskName);
        this.api = new TaskApi(context.reads());
        this.templates = new TemplateKeeper(task, context, tokens.asTask());
        this.identities = new IdentityKeeper(task, context, tokens);
    }

    TaskTokens tokens() {
        return tokens;
    }

    TaskApi api() {
        return api;
    }

    /** Whether the task's start waits for something here. */
    boolean isWaiting() {
        return templates.isWaiting();
    }

    /** Makes ready what hooks leave open; exactly one of the two is called unless this is closed before. */
    void prepare(
            final TaskEnvironment environment,
            final Consumer<Map<String, String>> ready,
            final Consumer<Exception> failed) {
        templates.prepare(environment, ready, failed);
    }

    /** The task runs with what it was given just now. */
    void taskRuns() {
        templates.taskRuns();
        identities.taskRuns();
    }

    /** The task runs already, with what an earlier life of the agent gave it. */
    void resume() {
        templates.resume(task.environment());
        identities.resume();
        final Path secrets = context.directory().task(task.spec().name()).secrets();
        context.loop()
                .offload(
                        () -> {
                            api.open(secrets);
                            return true;
                        },
                        ignored -> {},
                        e -> LOG.debug("no API socket of task {}", task.spec().name(), e));
    }

    /** The task is over, or the agent lets go of it. */
    void close() {
        templates.close();
        identities.close();
        api.close();
    }
}
