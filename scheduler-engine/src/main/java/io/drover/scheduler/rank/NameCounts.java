package io.drover.scheduler.rank;

import io.drover.scheduler.offheap.StringTable;
import java.util.Arrays;

/**
 * Counts by string, in the order of the strings.
 */
final class NameCounts {
    private int count;
    private int[] names = new int[8];
    private int[] counts = new int[8];

    void clear() {
        count = 0;
    }

    void add(final StringTable strings, final int name, final int by) {
        int at = count;
        while (at > 0 && strings.compare(names[at - 1], name) > 0) {
            at--;
        }
        if (at > 0 && names[at - 1] == name) {
            counts[at - 1] += by;
            return;
        }
        if (count == names.length) {
            names = Arrays.copyOf(names, count << 1);
            counts = Arrays.copyOf(counts, count << 1);
        }
        System.arraycopy(names, at, names, at + 1, count - at);
        System.arraycopy(counts, at, counts, at + 1, count - at);
        names[at] = name;
        counts[at] = by;
        count++;
    }

    int count() {
        return count;
    }

    int name(final int index) {
        return names[index];
    }

    int count(final int index) {
        return counts[index];
    }
}
