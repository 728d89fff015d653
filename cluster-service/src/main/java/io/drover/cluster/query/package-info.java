/** Reads between log entries: one query, one bounded page, nothing changed. */
@NullMarked
package io.drover.cluster.query;

import org.jspecify.annotations.NullMarked;
