package io.drover.scheduler.reconcile;

import io.drover.scheduler.AllocView;
import java.util.Arrays;

/**
 * Allocation rows in order. Reusable.
 */
final class AllocList {
    private int count;
    private int[] rows = new int[16];

    void clear() {
        count = 0;
    }

    void add(final int alloc) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count << 1);
        }
        rows[count++] = alloc;
    }

    void addAll(final AllocList other) {
        for (int i = 0; i < other.count; i++) {
            add(other.rows[i]);
        }
    }

    int count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int row(final int index) {
        return rows[index];
    }

    boolean contains(final int alloc) {
        for (int i = 0; i < count; i++) {
            if (rows[i] == alloc) {
                return true;
            }
        }
        return false;
    }

    /** Takes an element out and keeps the order of the others. */
    void removeAt(final int index) {
        System.arraycopy(rows, index + 1, rows, index, count - index - 1);
        count--;
    }

    /** Adds a row behind those whose names are not higher. */
    void addSorted(final AllocView allocs, final int alloc) {
        add(alloc);
        int at = count - 1;
        while (at > 0 && allocs.nameIndex(rows[at - 1]) > allocs.nameIndex(alloc)) {
            rows[at] = rows[at - 1];
            at--;
        }
        rows[at] = alloc;
    }

    /** Takes out what the other list has. */
    void removeAll(final AllocList other) {
        for (int i = 0; i < count; i++) {
            if (other.contains(rows[i])) {
                mark(i);
            }
        }
        compact();
    }

    /** Replaces an element by a negative mark, to be taken out by {@link #compact}. */
    void mark(final int index) {
        rows[index] = -1;
    }

    boolean isMarked(final int index) {
        return rows[index] < 0;
    }

    /** Takes out all marked elements at once. */
    void compact() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (rows[i] >= 0) {
                rows[kept++] = rows[i];
            }
        }
        count = kept;
    }
}
