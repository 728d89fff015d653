/** What the state machine tells of its steps. */
@NullMarked
package io.drover.cluster.event;

import org.jspecify.annotations.NullMarked;
