/**
 * The runner of one task: its life as a state machine, its hooks, its restart policy and the events that people read.
 *
 * <p>Everything here runs on the agent's event thread; a runner reaches its allocation only through
 * {@link io.drover.agent.task.TaskListener}.
 */
@NullMarked
package io.drover.agent.task;

import org.jspecify.annotations.NullMarked;
