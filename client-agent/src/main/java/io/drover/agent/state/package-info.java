/**
 * What the agent remembers across restarts: one file per allocation, and the lock that keeps a second agent away.
 *
 * <p>Encoding happens on the event thread, disk access on a worker.
 */
@NullMarked
package io.drover.agent.state;

import org.jspecify.annotations.NullMarked;
