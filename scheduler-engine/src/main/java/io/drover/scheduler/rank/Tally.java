package io.drover.scheduler.rank;

import io.drover.scheduler.feasible.Verdict;
import java.util.Arrays;

/**
 * How many nodes got which verdict. Verdicts that differ in their values, as those of {@code distinct_property} do, are
 * counted apart, up to a bound; what comes beyond it is counted with the last.
 */
final class Tally {
    private static final int ENTRIES_MAX = 256;

    /** Stands for nodes that have no entry of their own any more. */
    static final int OTHER_NODES = -1;

    private int count;
    private int[] verdicts = new int[16];
    private int[] values = new int[16];
    private int[] uses = new int[16];
    private int[] nodes = new int[16];
    private int exhausted;
    private int filtered;
    private int filterChanges;
    private int exhaustionChanges;

    void clear() {
        filterChanges++;
        exhaustionChanges++;
        count = 0;
        exhausted = 0;
        filtered = 0;
    }

    /** The entry of a verdict, made when there is none. */
    int entry(final int verdict, final int value, final int use) {
        int entry = 0;
        while (entry < count && !(verdicts[entry] == verdict && values[entry] == value && uses[entry] == use)) {
            entry++;
        }
        if (entry == ENTRIES_MAX) {
            return ENTRIES_MAX - 1;
        }
        if (entry == count) {
            append(verdict, value, use);
        }
        return entry;
    }

    /** The value of a verdict that names its node. The first ones have entries of their own, all others share one. */
    int nodeValue(final int node) {
        return count < ENTRIES_MAX / 2 ? node : OTHER_NODES;
    }

    /** Counts nodes in an entry, or takes them back. */
    void add(final int entry, final int by) {
        nodes[entry] += by;
        if (Verdict.isExhausted(verdicts[entry])) {
            exhausted += by;
            exhaustionChanges++;
        } else {
            filtered += by;
            filterChanges++;
        }
    }

    /** A number that differs whenever what is filtered may differ. */
    int filterChanges() {
        return filterChanges;
    }

    /** A number that differs whenever what is exhausted may differ. */
    int exhaustionChanges() {
        return exhaustionChanges;
    }

    int filtered() {
        return filtered;
    }

    int exhausted() {
        return exhausted;
    }

    int count() {
        return count;
    }

    int verdict(final int entry) {
        return verdicts[entry];
    }

    /** String id of the value that the verdict is about, where there is one. */
    int value(final int entry) {
        return values[entry];
    }

    /** Allocations that use the value. */
    int use(final int entry) {
        return uses[entry];
    }

    int nodes(final int entry) {
        return nodes[entry];
    }

    private void append(final int verdict, final int value, final int use) {
        if (count == verdicts.length) {
            final int capacity = count << 1;
            verdicts = Arrays.copyOf(verdicts, capacity);
            values = Arrays.copyOf(values, capacity);
            uses = Arrays.copyOf(uses, capacity);
            nodes = Arrays.copyOf(nodes, capacity);
        }
        verdicts[count] = verdict;
        values[count] = value;
        uses[count] = use;
        nodes[count++] = 0;
    }
}
