package io.drover.scheduler.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.scheduler.offheap.Digest;
import org.junit.jupiter.api.Test;

class FixedTest {
    @Test
    void shouldRaiseTenToAFraction() {
        assertThat(Fixed.powerOfTen(0)).isEqualTo(Fixed.ONE);
        assertThat(Fixed.powerOfTen(Fixed.ONE)).isEqualTo(10 * Fixed.ONE);
        for (long fraction = 0; fraction <= Fixed.ONE; fraction += 9_973_333L) {
            final double expected = StrictMath.pow(10, (double) fraction / Fixed.ONE);
            assertThat((double) Fixed.powerOfTen(fraction) / Fixed.ONE).isCloseTo(expected, within(1e-8));
        }
    }

    @Test
    void shouldNeverFall() {
        long last = 0;
        for (long fraction = 0; fraction <= Fixed.ONE; fraction += 65_537) {
            final long power = Fixed.powerOfTen(fraction);
            assertThat(power).isGreaterThanOrEqualTo(last);
            last = power;
        }
    }

    @Test
    void shouldDivideByMultiplying() {
        for (final int capacity : new int[] {1, 3, 7, 4_000, 14_000, 32_000, 999_983, NodeDraft.CAPACITY_MAX}) {
            final long reciprocal = Fixed.reciprocal(capacity);
            assertThat(Fixed.fraction(0, reciprocal)).isZero();
            assertThat(Fixed.fraction(capacity, reciprocal)).isEqualTo(Fixed.ONE);
            for (int i = 1; i < 100; i++) {
                final int part = (int) ((long) capacity * i / 100);
                final double expected = (double) part / capacity * Fixed.ONE;
                assertThat((double) Fixed.fraction(part, reciprocal)).isCloseTo(expected, within(1.5));
            }
        }
        assertThat(Fixed.fraction(0, Fixed.reciprocal(0))).isZero();
    }

    /** The same bits on every platform and JDK: the digest was computed once and must never change. */
    @Test
    void shouldGiveTheSameBitsEverywhere() {
        final Digest digest = new Digest();
        for (long fraction = 0; fraction <= Fixed.ONE; fraction += 1_000_003) {
            digest.add(Fixed.powerOfTen(fraction));
        }
        assertThat(Long.toHexString(digest.value())).isEqualTo("82876a503cbeb9bf");
    }
}
