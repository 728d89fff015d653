package io.drover.agent.template;

import io.drover.agent.env.Interpolation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a task's templates see of the task.
 *
 * @param namespace of its job.
 * @param names variables of the task and facts of the node.
 */
public record TaskSurroundings(String namespace, Interpolation names) {
    /** Replaces names in a path. */
    String text(final String path) {
        return names.text(path);
    }

    @Nullable
    String variable(final String name) {
        return names.find(name);
    }

    Instant now() {
        return Instant.now();
    }

    /** Variables and tokens stay out of logs. */
    @Override
    public String toString() {
        return "surroundings in " + namespace;
    }
}
