/**
 * The simulator: whole clusters on one thread in virtual time, from one seed. Members, gateways, edges and links are the real ones; the
 * replicated log below them, the network, disks, clocks and the tasks of nodes are models that can fail.
 */
@NullMarked
package io.drover.tools.sim;

import org.jspecify.annotations.NullMarked;
