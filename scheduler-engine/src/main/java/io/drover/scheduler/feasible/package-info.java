/**
 * Where a group may run: checks per class of nodes, checks per node, ports and cores. Every check answers a
 * {@link io.drover.scheduler.feasible.Verdict} code; none ranks.
 */
@NullMarked
package io.drover.scheduler.feasible;

import org.jspecify.annotations.NullMarked;
