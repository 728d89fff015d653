package io.drover.scheduler.fleet;

import java.util.Arrays;

/**
 * A permutation that puts the strings of a {@link TextList} into byte order. Merge sort: lists come from outside and may
 * be long.
 */
final class TextOrder {
    private int[] order = new int[16];
    private int[] scratch = new int[16];

    /** Sorts {@code count} strings; every {@code stride}-th of the list, beginning with {@code first}. */
    void sort(final TextList texts, final int count, final int stride, final int first) {
        if (count > order.length) {
            order = new int[Math.max(count, order.length << 1)];
            scratch = new int[order.length];
        }
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        for (int width = 1; width < count; width <<= 1) {
            for (int from = 0; from < count; from += width << 1) {
                merge(texts, stride, first, from, Math.min(from + width, count), Math.min(from + (width << 1), count));
            }
            final int[] sorted = scratch;
            scratch = order;
            order = sorted;
        }
    }

    /** Position of the string that comes at this place. */
    int at(final int place) {
        return order[place];
    }

    private void merge(
            final TextList texts, final int stride, final int first, final int from, final int middle, final int to) {
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            final boolean takesLeft = right >= to
                    || left < middle && texts.compare(order[left] * stride + first, order[right] * stride + first) <= 0;
            scratch[i] = takesLeft ? order[left++] : order[right++];
        }
    }

    /** Sorts two parallel arrays by the first; used once per class, where neither length nor time matters. */
    static void sortPairs(final int[] keys, final int[] values) {
        final long[] pairs = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            pairs[i] = (long) keys[i] << Integer.SIZE | values[i];
        }
        Arrays.sort(pairs);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (int) (pairs[i] >>> Integer.SIZE);
            values[i] = (int) pairs[i];
        }
    }
}
