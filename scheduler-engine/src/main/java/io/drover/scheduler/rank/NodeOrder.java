package io.drover.scheduler.rank;

/**
 * The order of nodes by what they were judged with: the higher sum first, then the higher tie, then the lower row. Lists are sorted the
 * other way round, so that the best stand at their ends.
 */
final class NodeOrder {
    private static final int SHORT = 12;

    long[] sums = new long[64];
    long[] ties = new long[64];

    /** Whether a comes before b. */
    boolean precedes(final int a, final int b) {
        if (sums[a] != sums[b]) {
            return sums[a] > sums[b];
        }
        return ties[a] != ties[b] ? ties[a] > ties[b] : a < b;
    }

    /** Whether a comes before what b was once. */
    boolean precedes(final int a, final int b, final long sumOfB, final long tieOfB) {
        if (sums[a] != sumOfB) {
            return sums[a] > sumOfB;
        }
        return ties[a] != tieOfB ? ties[a] > tieOfB : a < b;
    }

    /** Where a node stands, or would have to, in the first so many nodes of a list that is sorted, worst first. */
    int find(final int[] list, final int count, final int node) {
        int low = 0;
        int high = count;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (precedes(node, list[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Sorts the first so many nodes of a list, worst first. */
    void sort(final int[] list, final int count) {
        sort(list, 0, count - 1);
    }

    /** Quicksort of three values' median; the longer part is left to the loop, so that it goes no deeper than log n. */
    private void sort(final int[] list, final int first, final int last) {
        int low = first;
        int high = last;
        while (high - low >= SHORT) {
            final int pivot = median(list[low], list[(low + high) >>> 1], list[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (precedes(pivot, list[i])) {
                    i++;
                }
                while (precedes(list[j], pivot)) {
                    j--;
                }
                if (i <= j) {
                    final int node = list[i];
                    list[i++] = list[j];
                    list[j--] = node;
                }
            }
            if (j - low < high - i) {
                sort(list, low, j);
                low = i;
            } else {
                sort(list, i, high);
                high = j;
            }
        }
        insert(list, low, high);
    }

    private void insert(final int[] list, final int first, final int last) {
        for (int i = first + 1; i <= last; i++) {
            final int node = list[i];
            int at = i;
            while (at > first && precedes(list[at - 1], node)) {
                list[at] = list[at - 1];
                at--;
            }
            list[at] = node;
        }
    }

    private int median(final int a, final int b, final int c) {
        if (precedes(a, b)) {
            return precedes(b, c) ? b : precedes(a, c) ? c : a;
        }
        return precedes(a, c) ? a : precedes(b, c) ? c : b;
    }
}
