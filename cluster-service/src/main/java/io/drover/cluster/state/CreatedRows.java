package io.drover.cluster.state;

/** Rows that have an id and were created at an index: what the two orders of lists are made of. */
interface CreatedRows {
    long idHigh(int row);

    long idLow(int row);

    long createIndex(int row);
}
