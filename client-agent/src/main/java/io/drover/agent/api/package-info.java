/**
 * The part of the HTTP API that only the node itself can answer: files, logs, usage, and orders to running allocations.
 *
 * <p>There is no HTTP server here. Requests come through the server's relay as values and answers go back as values whose body
 * is written by the relay's thread. Every path is checked against the allocation's directory, and every answer is bounded or
 * streamed.
 */
@NullMarked
package io.drover.agent.api;

import org.jspecify.annotations.NullMarked;
