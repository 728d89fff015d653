package io.drover.gateway.http;

import io.drover.gateway.core.QueryRequest;
import io.drover.sbe.common.TableId;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * A read as an endpoint declares it.
 *
 * @param request what to ask the state machine.
 * @param tables whose changes wake it when it blocks.
 * @param indexFloor 1 where waiting on an empty table must work, else 0.
 * @param index what a blocking query compares.
 */
public record Read(QueryRequest request, Set<TableId> tables, long indexFloor, ToLongFunction<Pages> index) {
    /** A read that is woken by changes of these tables. */
    public static Read of(final QueryRequest request, final TableId first, final TableId... others) {
        return new Read(request, EnumSet.of(first, others), 0, Pages::index);
    }

    /** The same read with an index of at least 1. */
    public Read withFloor() {
        return new Read(request, tables, 1, index);
    }

    /** The same read, whose index is that of what it shows where the query's counts more. */
    public Read indexedBy(final ToLongFunction<Pages> shown) {
        return new Read(request, tables, indexFloor, shown);
    }
}
