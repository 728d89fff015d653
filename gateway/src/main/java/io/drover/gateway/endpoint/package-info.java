/**
 * The HTTP API, one class per resource. An endpoint reads what a request asks for, asks the state machine or sends it a command, and
 * writes the answer through {@code render}; it keeps nothing. {@code Routes} lists all of them.
 */
@NullMarked
package io.drover.gateway.endpoint;

import org.jspecify.annotations.NullMarked;
