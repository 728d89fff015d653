/** Nodes as the cluster sees them: heartbeats, times to live, and what follows when a node comes, goes or returns. */
@NullMarked
package io.drover.cluster.liveness;

import org.jspecify.annotations.NullMarked;
