package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final int ROW_COUNT = 3 * IntColumn.CHUNK_LENGTH + 5;

    @Test
    void shouldAgreeWithArrays() {
        final Random random = Seeds.newRandom();
        final IntColumn ints = new IntColumn(ROW_COUNT);
        final LongColumn longs = new LongColumn(ROW_COUNT);
        final int[] expectedInts = new int[ROW_COUNT];
        final long[] expectedLongs = new long[ROW_COUNT];
        for (int i = 0; i < 100_000; i++) {
            final int row = random.nextInt(ROW_COUNT);
            assertThat(ints.get(row)).isEqualTo(expectedInts[row]);
            assertThat(longs.get(row)).isEqualTo(expectedLongs[row]);
            if (random.nextBoolean()) {
                expectedInts[row] = random.nextInt();
                expectedLongs[row] = random.nextLong();
                ints.set(row, expectedInts[row]);
                longs.set(row, expectedLongs[row]);
            } else {
                expectedInts[row] -= 3;
                expectedLongs[row] -= 3;
                assertThat(ints.add(row, -3)).isEqualTo(expectedInts[row]);
                assertThat(longs.add(row, -3)).isEqualTo(expectedLongs[row]);
            }
        }
        for (int row = 0; row < ROW_COUNT; row++) {
            final int chunk = row / IntColumn.CHUNK_LENGTH;
            assertThat(ints.chunk(chunk)[row % IntColumn.CHUNK_LENGTH]).isEqualTo(expectedInts[row]);
            assertThat(longs.chunk(chunk)[row % LongColumn.CHUNK_LENGTH]).isEqualTo(expectedLongs[row]);
        }
    }

    @Test
    void shouldReadZeroWhereNothingWasWritten() {
        final IntColumn column = new IntColumn(ROW_COUNT);
        column.set(0, 1);
        assertThat(column.get(ROW_COUNT - 1)).isZero();
        assertThat(new IntColumn(ROW_COUNT).get(0)).isZero();
        assertThat(new LongColumn(ROW_COUNT).get(ROW_COUNT - 1)).isZero();
    }

    @Test
    void shouldRefuseRowsOutsideItsBound() {
        final IntColumn ints = new IntColumn(10);
        final LongColumn longs = new LongColumn(10);
        assertThatThrownBy(() -> ints.get(10)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> ints.set(-1, 0)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> ints.add(10, 0)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> longs.get(-1)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> longs.set(10, 0)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> new IntColumn(0)).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void shouldAllocateNothingWhereChunksExist() {
        final IntColumn ints = new IntColumn(100);
        final LongColumn longs = new LongColumn(100);
        Garbage.assertNone(() -> {
            ints.set(7, ints.add(8, 1));
            longs.set(7, longs.add(8, 1) + ints.get(7));
        });
    }
}
