/**
 * The scheduler's form of a job: a decoded {@code SchedulingSpec}, its criteria compiled once, kept in a bounded cache.
 */
@NullMarked
package io.drover.scheduler.spec;

import org.jspecify.annotations.NullMarked;
