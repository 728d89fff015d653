package io.drover.scheduler.feasible;

import io.drover.scheduler.offheap.Mix;
import java.util.Arrays;

/**
 * Values of an attribute, numbered in the order in which they were met, and how many allocations use each. The numbers are
 * internal: nothing that is decided depends on them.
 *
 * <pre>
 *  slots   open addressing: key ──► number + 1        numbers  0, 1, 2 ... : key, count
 * </pre>
 */
public final class ValueCounts {
    /** No such value. */
    public static final int NONE = -1;

    private int[] slots = new int[32];
    private long[] keys = new long[16];
    private int[] counts = new int[16];
    private int count;

    public void clear() {
        Arrays.fill(slots, 0);
        count = 0;
    }

    /** The number of a value, given one when it has none. */
    public int add(final long key) {
        int slot = slot(key);
        if (slots[slot] == 0) {
            if (count == keys.length) {
                grow();
                slot = slot(key);
            }
            keys[count] = key;
            counts[count] = 0;
            slots[slot] = ++count;
        }
        return slots[slot] - 1;
    }

    /** The number of a value, or {@link #NONE}. */
    public int find(final long key) {
        return slots[slot(key)] - 1;
    }

    public void change(final int number, final int by) {
        counts[number] += by;
    }

    public int count() {
        return count;
    }

    public long key(final int number) {
        return keys[number];
    }

    /** Allocations that use the value. */
    public int uses(final int number) {
        return counts[number];
    }

    private int slot(final long key) {
        final int mask = slots.length - 1;
        int slot = (int) Mix.mix(key) & mask;
        while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, count << 1);
        counts = Arrays.copyOf(counts, count << 1);
        slots = new int[count << 2];
        for (int i = 0; i < count; i++) {
            slots[slot(keys[i])] = i + 1;
        }
    }
}
