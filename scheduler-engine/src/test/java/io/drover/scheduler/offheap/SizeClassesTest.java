package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeClassesTest {
    @Test
    void shouldFindTheSmallestClassThatFits() {
        for (int bytes = 1; bytes <= SizeClasses.BLOCK_LENGTH_MAX; bytes++) {
            final int sizeClass = SizeClasses.classOf(bytes);
            assertThat(sizeClass).isBetween(0, SizeClasses.COUNT - 1);
            assertThat(SizeClasses.blockLength(sizeClass)).isGreaterThanOrEqualTo(bytes);
            if (sizeClass > 0) {
                assertThat(SizeClasses.blockLength(sizeClass - 1)).isLessThan(bytes);
            }
        }
        assertThat(SizeClasses.blockLength(SizeClasses.COUNT - 1)).isEqualTo(SizeClasses.BLOCK_LENGTH_MAX);
    }

    @Test
    void shouldWasteLessThanAQuarterAboveTheSmallestBlocks() {
        for (int bytes = 49; bytes <= SizeClasses.BLOCK_LENGTH_MAX; bytes++) {
            final int blockLength = SizeClasses.blockLength(SizeClasses.classOf(bytes));
            assertThat(blockLength % 16).isZero();
            assertThat(blockLength - bytes).isLessThan(Math.max(16, bytes / 4 + 1));
        }
    }
}
