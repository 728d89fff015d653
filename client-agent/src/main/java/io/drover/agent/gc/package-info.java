/** When the files of allocations that have ended are removed. Owned by the event thread. */
@NullMarked
package io.drover.agent.gc;

import org.jspecify.annotations.NullMarked;
