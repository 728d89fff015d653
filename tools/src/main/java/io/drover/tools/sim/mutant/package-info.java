/**
 * Planted defects: classes of the product are changed while a class loader of their own loads them, so that the product itself knows
 * nothing of it. Each defect must be found by simulations, or the simulator's checks are worth nothing.
 */
@NullMarked
package io.drover.tools.sim.mutant;

import org.jspecify.annotations.NullMarked;
