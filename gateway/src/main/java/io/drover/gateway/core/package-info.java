/**
 * The gateway's side of the replicated state machine: commands through the cluster's log, queries and the change feed through the
 * rings of this process. Only encoded messages cross. Knows nothing of HTTP.
 */
@NullMarked
package io.drover.gateway.core;

import org.jspecify.annotations.NullMarked;
