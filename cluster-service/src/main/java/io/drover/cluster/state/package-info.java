/**
 * The replicated tables: rows off-heap, their ids, orders and lists. A table keeps its own indexes and references right and raises
 * no index by itself; what a change means is decided in {@code io.drover.cluster.command} and {@code .eval}.
 */
@NullMarked
package io.drover.cluster.state;

import org.jspecify.annotations.NullMarked;
