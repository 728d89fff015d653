/**
 * The agent's single event thread, its timers and its workers.
 *
 * <p>All runner state belongs to the event thread; whatever may block (file system, drivers, network) runs on a worker and
 * comes back as an event. Nothing here knows about allocations.
 */
@NullMarked
package io.drover.agent.loop;

import org.jspecify.annotations.NullMarked;
