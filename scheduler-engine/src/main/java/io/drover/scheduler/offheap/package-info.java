/**
 * Building blocks of the replicated state: rows in slabs, blobs, id and string indexes, ordered indexes, intrusive
 * lists, columns, bit sets and deadlines.
 *
 * <p>Everything here is owned by one thread, allocates nothing in steady state, grows by segments instead of copying
 * rows, and is bounded by a capacity given at construction. Reaching that capacity is a return value
 * ({@code false}, {@link io.drover.scheduler.offheap.Slab#NULL_ROW NULL_ROW} and the like) that depends only on the
 * content, never on its history, so that a member restored from a snapshot rejects exactly what its peers reject.
 * Misuse is a defect and ends in an {@link io.drover.scheduler.offheap.InvariantViolation InvariantViolation}.
 *
 * <p>Not here: what the rows mean, encoding of snapshots, clocks, logging and I/O.
 */
@NullMarked
package io.drover.scheduler.offheap;

import org.jspecify.annotations.NullMarked;
