/** What changed in a step, for the gateway of the same process. It has no influence on state. */
@NullMarked
package io.drover.cluster.feed;

import org.jspecify.annotations.NullMarked;
