/** Rows of the tables as {@code snapshot} messages: snapshots are made of them, query pages carry them, digests read them. */
@NullMarked
package io.drover.cluster.rows;

import org.jspecify.annotations.NullMarked;
