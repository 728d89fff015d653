package io.drover.agent.task;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must survive a restart of the agent to find a task again.
 *
 * @param taskId the id that the driver knows it by; empty when it was never started.
 * @param handleState the driver's bytes, {@code null} when it does not run.
 * @param doneHooks hooks that need not run again.
 * @param state what was reported last.
 */
@SuppressWarnings("ArrayRecordComponent")
public record LocalTaskState(String taskId, byte @Nullable [] handleState, Set<String> doneHooks, TaskState state) {}
