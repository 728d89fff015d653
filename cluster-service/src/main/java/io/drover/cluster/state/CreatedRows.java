package io.drover.cluster.state;

import io.drover.scheduler.offheap.RowIds;

/** Rows that have an id and were created at an index: what the two orders of lists are made of. */
interface CreatedRows extends RowIds {
    long createIndex(int row);
}
