/** Tests of planted defects: that they are valid code, and that they are found. */
@NullMarked
package io.drover.tools.sim.mutant;

import org.jspecify.annotations.NullMarked;
