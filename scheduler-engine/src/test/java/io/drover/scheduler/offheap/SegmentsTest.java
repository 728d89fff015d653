package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    @Test
    void shouldAddZeroedSegmentsWithoutMovingOthers() {
        final Segments segments = new Segments(1024, 3);
        assertThat(segments.add()).isZero();
        final UnsafeBuffer first = segments.get(0);
        first.putLong(1016, 42);

        segments.growTo(3);

        assertThat(segments.count()).isEqualTo(3);
        assertThat(segments.allocatedBytes()).isEqualTo(3 * 1024);
        assertThat(segments.get(0)).isSameAs(first);
        assertThat(first.getLong(1016)).isEqualTo(42);
        for (int i = 0; i < 1024; i++) {
            assertThat(segments.get(2).getByte(i)).isZero();
        }
    }

    @Test
    void shouldRefuseMoreSegmentsThanAllowed() {
        final Segments segments = new Segments(64, 1);
        segments.growTo(1);
        assertThatThrownBy(segments::add).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void shouldRefuseLengthsThatBreakAlignment() {
        assertThatThrownBy(() -> new Segments(12, 1)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> new Segments(0, 1)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> new Segments(8, 0)).isInstanceOf(InvariantViolation.class);
    }
}
