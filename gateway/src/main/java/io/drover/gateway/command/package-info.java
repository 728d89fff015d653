/** Encoders of the commands that HTTP requests become. The sender fills in their origin. */
@NullMarked
package io.drover.gateway.command;

import org.jspecify.annotations.NullMarked;
