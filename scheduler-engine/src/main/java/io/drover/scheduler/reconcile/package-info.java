/**
 * What has to change: compares the allocations of a job with its spec and says what to stop, update and place. Where things are
 * placed is not its matter.
 */
@NullMarked
package io.drover.scheduler.reconcile;

import org.jspecify.annotations.NullMarked;
