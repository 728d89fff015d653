/** The tables as the scheduler reads them: its read-only seam, without copies. */
@NullMarked
package io.drover.cluster.view;

import org.jspecify.annotations.NullMarked;
