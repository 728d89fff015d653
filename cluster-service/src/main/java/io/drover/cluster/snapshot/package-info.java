/** Snapshots: rows of all tables in a canonical order, led by what they are and closed by what they must add up to. */
@NullMarked
package io.drover.cluster.snapshot;

import org.jspecify.annotations.NullMarked;
