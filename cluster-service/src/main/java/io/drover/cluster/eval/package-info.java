/**
 * Evaluations: their queue, those that wait for capacity or time, and the application of what the scheduler decided. Scheduling
 * happens here, within the log entry that caused it.
 */
@NullMarked
package io.drover.cluster.eval;

import org.jspecify.annotations.NullMarked;
