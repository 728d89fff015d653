/** Puts the parts of the state machine together for a cluster that was born. */
@NullMarked
package io.drover.cluster.engine;

import org.jspecify.annotations.NullMarked;
