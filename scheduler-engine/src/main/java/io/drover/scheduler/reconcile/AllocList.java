package io.drover.scheduler.reconcile;

import io.drover.scheduler.AllocView;
import java.util.Arrays;

/**
 * Allocation rows in order. Reusable.
 */
final class AllocList {
    private int count;
    private int[] rows = new int[16];
    private int foundAt = -1;

    void clear() {
        count = 0;
        foundAt = -1;
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

    /** Whether a row is in the list; cheap when rows are asked for in the order of the list. */
    boolean contains(final int alloc) {
        final int next = foundAt + 1;
        if (next < count && rows[next] == alloc) {
            foundAt = next;
            return true;
        }
        for (int i = 0; i < count; i++) {
            if (rows[i] == alloc) {
                foundAt = i;
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
        final int name = allocs.nameIndex(alloc);
        int low = count > 0 && allocs.nameIndex(rows[count - 1]) <= name ? count : 0;
        int high = count;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (allocs.nameIndex(rows[middle]) <= name) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        add(alloc);
        System.arraycopy(rows, low, rows, low + 1, count - 1 - low);
        rows[low] = alloc;
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
