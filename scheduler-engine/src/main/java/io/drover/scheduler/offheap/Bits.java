package io.drover.scheduler.offheap;

import java.util.Arrays;

/**
 * A set of small numbers, usually node rows: the scheduler combines such sets to find where a group may run.
 *
 * <pre>
 *  words   [0] bits 0 … 63   [1] bits 64 … 127   ...      grown by doubling when a higher bit is set
 * </pre>
 *
 * <p>Bits beyond the grown part read as clear. Operations on two sets work over sets of different size. Owned by one
 * thread; allocates only when a bit is set above all before it.
 */
public final class Bits {
    /** No bit. */
    public static final int NONE = -1;

    private static final long ALL = -1L;

    private final int bitCountMax;
    private long[] words = new long[1];

    /** A clear set for bits {@code 0 … bitCountMax - 1}. */
    public Bits(final int bitCountMax) {
        Invariant.check(bitCountMax > 0, "a bit set has room for a bit", bitCountMax);
        this.bitCountMax = bitCountMax;
    }

    /** Bits that may be set. */
    public int bitCountMax() {
        return bitCountMax;
    }

    /** Makes room for bits below {@code bitCount}, so that setting them does not allocate. */
    public Bits ensureBitCount(final int bitCount) {
        Invariant.check(bitCount >= 0 && bitCount <= bitCountMax, "bits within the bound", bitCount, bitCountMax);
        final int wordCount = (int) ((bitCount + 63L) >>> 6);
        if (wordCount > words.length) {
            final int wordCountMax = (int) ((bitCountMax + 63L) >>> 6);
            words = Arrays.copyOf(words, Math.min(wordCountMax, Math.max(wordCount, words.length << 1)));
        }
        return this;
    }

    public boolean get(final int bit) {
        Invariant.checkIndex(bit, bitCountMax, "bit");
        final int word = bit >>> 6;
        return word < words.length && (words[word] >>> bit & 1) != 0;
    }

    public void set(final int bit) {
        Invariant.checkIndex(bit, bitCountMax, "bit");
        final int word = bit >>> 6;
        if (word >= words.length) {
            ensureBitCount(bit + 1);
        }
        words[word] |= 1L << bit;
    }

    public void clear(final int bit) {
        Invariant.checkIndex(bit, bitCountMax, "bit");
        final int word = bit >>> 6;
        if (word < words.length) {
            words[word] &= ~(1L << bit);
        }
    }

    /** Sets or clears a bit. */
    public void put(final int bit, final boolean value) {
        if (value) {
            set(bit);
        } else {
            clear(bit);
        }
    }

    /** Clears every bit. */
    public Bits clearAll() {
        Arrays.fill(words, 0);
        return this;
    }

    /** Sets the bits {@code from <= bit < to}. */
    public Bits setRange(final int from, final int to) {
        checkRange(from, to);
        if (from < to) {
            ensureBitCount(to);
            final int firstWord = from >>> 6;
            final int lastWord = (to - 1) >>> 6;
            final long firstMask = ALL << from;
            final long lastMask = ALL >>> -to;
            if (firstWord == lastWord) {
                words[firstWord] |= firstMask & lastMask;
            } else {
                words[firstWord] |= firstMask;
                Arrays.fill(words, firstWord + 1, lastWord, ALL);
                words[lastWord] |= lastMask;
            }
        }
        return this;
    }

    /** Clears the bits {@code from <= bit < to}. */
    public Bits clearRange(final int from, final int to) {
        checkRange(from, to);
        final int limit = (int) Math.min(to, (long) words.length << 6);
        if (from < limit) {
            final int firstWord = from >>> 6;
            final int lastWord = (limit - 1) >>> 6;
            final long firstMask = ALL << from;
            final long lastMask = ALL >>> -limit;
            if (firstWord == lastWord) {
                words[firstWord] &= ~(firstMask & lastMask);
            } else {
                words[firstWord] &= ~firstMask;
                Arrays.fill(words, firstWord + 1, lastWord, 0);
                words[lastWord] &= ~lastMask;
            }
        }
        return this;
    }

    /** Becomes equal to {@code other}. */
    public Bits copyFrom(final Bits other) {
        final int common = growToFit(other);
        System.arraycopy(other.words, 0, words, 0, common);
        Arrays.fill(words, common, words.length, 0);
        return this;
    }

    /** Keeps the bits that {@code other} has too. */
    public Bits and(final Bits other) {
        final int common = Math.min(words.length, other.words.length);
        for (int i = 0; i < common; i++) {
            words[i] &= other.words[i];
        }
        Arrays.fill(words, common, words.length, 0);
        return this;
    }

    /** Adds the bits of {@code other}. */
    public Bits or(final Bits other) {
        final int common = growToFit(other);
        for (int i = 0; i < common; i++) {
            words[i] |= other.words[i];
        }
        return this;
    }

    /** Removes the bits of {@code other}. */
    public Bits andNot(final Bits other) {
        final int common = Math.min(words.length, other.words.length);
        for (int i = 0; i < common; i++) {
            words[i] &= ~other.words[i];
        }
        return this;
    }

    /** Whether a bit is set in both. */
    public boolean intersects(final Bits other) {
        final int common = Math.min(words.length, other.words.length);
        for (int i = 0; i < common; i++) {
            if ((words[i] & other.words[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the same bits are set in both. */
    public boolean contentEquals(final Bits other) {
        final int common = Math.min(words.length, other.words.length);
        return Arrays.equals(words, 0, common, other.words, 0, common)
                && isClearFrom(common)
                && other.isClearFrom(common);
    }

    /** The lowest set bit that is not below {@code from}, or {@link #NONE}. */
    public int nextSet(final int from) {
        int index = from >>> 6;
        if (index >= words.length) {
            return NONE;
        }
        long word = words[index] & ALL << from;
        while (word == 0) {
            if (++index == words.length) {
                return NONE;
            }
            word = words[index];
        }
        return (index << 6) + Long.numberOfTrailingZeros(word);
    }

    /** The lowest clear bit that is not below {@code from}; {@link #bitCountMax()} or above when all are set. */
    public int nextClear(final int from) {
        int index = from >>> 6;
        if (index >= words.length) {
            return from;
        }
        long word = ~words[index] & ALL << from;
        while (word == 0) {
            if (++index == words.length) {
                return index << 6;
            }
            word = ~words[index];
        }
        return (index << 6) + Long.numberOfTrailingZeros(word);
    }

    /** Number of set bits. */
    public int cardinality() {
        int sum = 0;
        for (final long word : words) {
            sum += Long.bitCount(word);
        }
        return sum;
    }

    /** Number of bits that are set in both. */
    public int cardinalityOfAnd(final Bits other) {
        final int common = Math.min(words.length, other.words.length);
        int sum = 0;
        for (int i = 0; i < common; i++) {
            sum += Long.bitCount(words[i] & other.words[i]);
        }
        return sum;
    }

    public boolean isEmpty() {
        return isClearFrom(0);
    }

    /** Words that {@link #word(int)} may be asked for; bits beyond them are clear. */
    public int wordCount() {
        return words.length;
    }

    /** Bits {@code 64 * index} to {@code 64 * index + 63}, lowest first: for loops over many bits. */
    public long word(final int index) {
        return words[index];
    }

    private boolean isClearFrom(final int firstWord) {
        for (int i = firstWord; i < words.length; i++) {
            if (words[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Grows to hold the set bits of the other, and returns how many of its words are of interest. */
    private int growToFit(final Bits other) {
        int used = other.words.length;
        while (used > words.length && other.words[used - 1] == 0) {
            used--;
        }
        if (used > words.length) {
            final int highestBit = (used << 6) - 1 - Long.numberOfLeadingZeros(other.words[used - 1]);
            ensureBitCount(highestBit + 1);
        }
        return used;
    }

    private void checkRange(final int from, final int to) {
        Invariant.check(from >= 0 && from <= to, "range begins before it ends", from, to);
        Invariant.check(to <= bitCountMax, "range ends within the bound", to, bitCountMax);
    }
}
