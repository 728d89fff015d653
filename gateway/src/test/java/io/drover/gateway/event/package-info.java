/** Tests of what readers of the event stream get. */
@NullMarked
package io.drover.gateway.event;

import org.jspecify.annotations.NullMarked;
