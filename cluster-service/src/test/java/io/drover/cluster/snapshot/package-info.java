/** Files of earlier formats. */
@NullMarked
package io.drover.cluster.snapshot;

import org.jspecify.annotations.NullMarked;
