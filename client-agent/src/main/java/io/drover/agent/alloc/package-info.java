/**
 * The runner of one allocation: order of its tasks, the way it is ended, its health and what is reported about it.
 *
 * <p>Everything here runs on the agent's event thread.
 */
@NullMarked
package io.drover.agent.alloc;

import org.jspecify.annotations.NullMarked;
