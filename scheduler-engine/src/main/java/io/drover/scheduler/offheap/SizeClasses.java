package io.drover.scheduler.offheap;

/**
 * Block lengths of the blob heap: steps of 16 up to 128, then four steps to each doubling, so that rounding up wastes
 * less than a quarter and on average about a tenth.
 *
 * <pre>
 *  class   0   1  ...  7  |   8   9  10  11  |  12  13  14  15  | ...  31
 *  length 16  32  ... 128 | 160 192 224 256  | 320 384 448 512  | ... 8192
 * </pre>
 */
final class SizeClasses {
    static final int COUNT = 32;
    static final int BLOCK_LENGTH_MAX = 8192;

    private static final int LINEAR_STEP_SHIFT = 4;
    private static final int LINEAR_COUNT = 8;
    private static final int LINEAR_LENGTH_MAX = LINEAR_COUNT << LINEAR_STEP_SHIFT;
    private static final int LINEAR_LENGTH_MAX_SHIFT = 7;

    private SizeClasses() {}

    /** The smallest class whose blocks have at least this many bytes, {@code 1 <= bytes <= BLOCK_LENGTH_MAX}. */
    static int classOf(final int bytes) {
        final int last = bytes - 1;
        if (bytes <= LINEAR_LENGTH_MAX) {
            return last >>> LINEAR_STEP_SHIFT;
        }
        final int power = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(last);
        final int quarter = last >>> (power - 2) & 3;
        return LINEAR_COUNT + ((power - LINEAR_LENGTH_MAX_SHIFT) << 2) + quarter;
    }

    /** Bytes per block of a class. */
    static int blockLength(final int sizeClass) {
        if (sizeClass < LINEAR_COUNT) {
            return (sizeClass + 1) << LINEAR_STEP_SHIFT;
        }
        final int power = LINEAR_LENGTH_MAX_SHIFT + ((sizeClass - LINEAR_COUNT) >>> 2);
        final int quarter = sizeClass - LINEAR_COUNT & 3;
        return (1 << power) + ((quarter + 1) << (power - 2));
    }
}
