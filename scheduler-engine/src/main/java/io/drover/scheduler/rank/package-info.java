/**
 * Which feasible node is best: scores in fixed point, a total order, heaps that keep it while allocations are placed, and the
 * metrics that say why.
 */
@NullMarked
package io.drover.scheduler.rank;

import org.jspecify.annotations.NullMarked;
