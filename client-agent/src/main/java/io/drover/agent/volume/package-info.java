/** Host volumes of a node: those of its configuration, and those that clients have made while it ran. */
@NullMarked
package io.drover.agent.volume;

import org.jspecify.annotations.NullMarked;
