/** One applied step: its index, time and ids, and the notices that its changes leave in the index table and the change feed. */
@NullMarked
package io.drover.cluster.step;

import org.jspecify.annotations.NullMarked;
