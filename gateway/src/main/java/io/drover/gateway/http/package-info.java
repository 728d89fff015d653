/**
 * The HTTP server: limits, routing, parameters, errors, parked reads, the relay to the leader. Knows the conventions that all
 * routes share and no route; the endpoints live in {@code io.drover.gateway.endpoint}.
 */
@NullMarked
package io.drover.gateway.http;

import org.jspecify.annotations.NullMarked;
