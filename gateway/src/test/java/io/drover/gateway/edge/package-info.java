/** Tests of the edge's parts that need no streams. */
@NullMarked
package io.drover.gateway.edge;

import org.jspecify.annotations.NullMarked;
