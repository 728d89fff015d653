/** Tests of the simulator, and simulations as tests. */
@NullMarked
package io.drover.tools.sim;

import org.jspecify.annotations.NullMarked;
