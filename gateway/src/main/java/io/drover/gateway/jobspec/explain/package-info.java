/** Tells people where the values of a finished job come from. */
@NullMarked
package io.drover.gateway.jobspec.explain;

import org.jspecify.annotations.NullMarked;
