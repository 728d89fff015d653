/**
 * The rows that the last steps changed, as they were then: what the event stream is made of. Outside the replicated state and without
 * influence on it, yet equal on every member that applied the same log. Fed by the step, read by queries, both on the service thread.
 */
@NullMarked
package io.drover.cluster.event;

import org.jspecify.annotations.NullMarked;
