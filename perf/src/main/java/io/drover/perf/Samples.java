package io.drover.perf;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Times in nanoseconds, asked for in milliseconds. */
final class Samples {
    private long[] values = new long[64];
    private int size;

    void add(final long ns) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = ns;
    }

    /** A percentile, 0 to 100, in milliseconds. */
    double percentileMs(final double percentile) {
        if (size == 0) {
            return 0;
        }
        final long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        final int index = (int) Math.ceil(percentile / 100 * size) - 1;
        return (double) sorted[Math.max(0, index)] / TimeUnit.MILLISECONDS.toNanos(1);
    }

    double medianMs() {
        return percentileMs(50);
    }
}
