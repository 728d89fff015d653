/** The commands about evaluations, the scheduler's work on a change. */
@NullMarked
package io.drover.tools.cli.eval;

import org.jspecify.annotations.NullMarked;
