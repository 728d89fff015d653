/** Tests of what an agent measures of itself. */
@NullMarked
package io.drover.gateway.metric;

import org.jspecify.annotations.NullMarked;
