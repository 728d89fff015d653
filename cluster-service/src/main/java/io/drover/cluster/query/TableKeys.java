package io.drover.cluster.query;

import java.util.function.IntToLongFunction;

/** Keys of a table's rows, read through its accessors. */
record TableKeys(IntToLongFunction createIndexOf, IntToLongFunction idHighOf, IntToLongFunction idLowOf)
        implements RowLists.Keys {
    @Override
    public long createIndex(final int row) {
        return createIndexOf.applyAsLong(row);
    }

    @Override
    public long idHigh(final int row) {
        return idHighOf.applyAsLong(row);
    }

    @Override
    public long idLow(final int row) {
        return idLowOf.applyAsLong(row);
    }
}
