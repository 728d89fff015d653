package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Proves that an operation allocates nothing on the thread that runs it. */
final class Garbage {
    private static final int WARM_UP_OPERATIONS = 20_000;
    private static final int MEASURED_OPERATIONS = 20_000;
    private static final int ROUNDS = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Garbage() {}

    /**
     * Repeats the operation. Interpreted and half-compiled code may allocate what the final code does not, so the least
     * of some rounds counts; a single byte per operation would show in all of them.
     */
    static void assertNone(final Runnable operation) {
        for (int i = 0; i < WARM_UP_OPERATIONS; i++) {
            operation.run();
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < MEASURED_OPERATIONS; i++) {
                operation.run();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least)
                .as("bytes allocated by %d operations", MEASURED_OPERATIONS)
                .isZero();
    }
}
