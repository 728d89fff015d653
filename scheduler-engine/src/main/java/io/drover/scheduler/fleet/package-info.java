/**
 * The fleet as the scheduler sees it: columns over node rows, classes of like nodes, ports in use. Written by the
 * commands that change nodes and allocations, read by feasibility and ranking.
 */
@NullMarked
package io.drover.scheduler.fleet;

import org.jspecify.annotations.NullMarked;
