/**
 * The event stream: what steps changed, as clients see it. One hub asks the state machine of this process for all readers, and only while
 * there are some; readers are parked without a thread.
 */
@NullMarked
package io.drover.gateway.event;

import org.jspecify.annotations.NullMarked;
