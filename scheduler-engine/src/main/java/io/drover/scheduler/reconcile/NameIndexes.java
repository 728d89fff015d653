package io.drover.scheduler.reconcile;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.offheap.Bits;

/**
 * The n of {@code job.group[n]} in use. The lowest free ones below the count are given out; when all are taken, they are given
 * out a second time, from 0.
 */
final class NameIndexes {
    private static final int INDEX_MAX = 1 << 24;

    private final Bits used = new Bits(INDEX_MAX);
    private int count;
    private int overlapping;

    void reset(final int desiredCount) {
        used.clearAll();
        count = desiredCount;
        overlapping = 0;
    }

    void addAll(final AllocView allocs, final AllocList list) {
        for (int i = 0; i < list.count(); i++) {
            add(allocs.nameIndex(list.row(i)));
        }
    }

    void add(final int index) {
        if (index >= 0 && index < INDEX_MAX) {
            used.set(index);
        }
    }

    boolean contains(final int index) {
        return index >= 0 && index < INDEX_MAX && used.get(index);
    }

    void remove(final int index) {
        used.clear(index);
    }

    /** The next free index, which is used from now on. */
    int next() {
        final int free = used.nextClear(0);
        if (free != Bits.NONE && free < count) {
            used.set(free);
            return free;
        }
        return overlapping++ % Math.max(1, count);
    }

    /** The highest index in use below {@code limit}, or -1. */
    int highestBelow(final int limit) {
        int index = Math.min(limit, INDEX_MAX) - 1;
        while (index >= 0 && !used.get(index)) {
            index--;
        }
        return index;
    }

    /** One above the highest index in use. */
    int limit() {
        int limit = 0;
        for (int index = used.nextSet(0); index != Bits.NONE; index = used.nextSet(index + 1)) {
            limit = index + 1;
        }
        return limit;
    }
}
