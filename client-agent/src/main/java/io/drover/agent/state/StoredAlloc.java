package io.drover.agent.state;

import io.drover.agent.model.Assignment;
import io.drover.agent.model.DeploymentHealth;
import io.drover.agent.task.LocalTaskState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An allocation as it was when it was last saved.
 *
 * @param assignment what the cluster wanted.
 * @param tasks task name to what is needed to find it again.
 * @param health the verdict about it, {@code null} when there was none.
 * @param overran whether it ran longer than its job allows.
 */
public record StoredAlloc(
        Assignment assignment,
        Map<String, LocalTaskState> tasks,
        @Nullable DeploymentHealth health,
        boolean overran) {}
