/**
 * The plan: what an evaluation decided. Filled by the scheduler, read once by who applies it, then reused.
 */
@NullMarked
package io.drover.scheduler.plan;

import org.jspecify.annotations.NullMarked;
