package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowIdIndexTest {
    private static final class Ids implements RowIds {
        private final long[] highs;
        private final long[] lows;

        Ids(final int count) {
            highs = new long[count];
            lows = new long[count];
        }

        @Override
        public long idHigh(final int row) {
            return highs[row];
        }

        @Override
        public long idLow(final int row) {
            return lows[row];
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 100_000})
    void shouldFindExactlyTheRowsThatAreIn(final int rowCount) {
        final Random random = Seeds.newRandom();
        final Ids ids = new Ids(rowCount);
        for (int row = 0; row < rowCount; row++) {
            ids.highs[row] = row % 2 == 0 ? random.nextLong() : 0;
            ids.lows[row] = row % 2 == 0 ? random.nextLong() : row;
        }
        final RowIdIndex index = new RowIdIndex(rowCount, ids, random.nextLong());
        final BitSet expected = new BitSet();

        for (int i = 0; i < 400_000; i++) {
            final int row = random.nextInt(rowCount);
            final boolean isGrowing = i / 100_000 % 2 == 0;
            if (expected.get(row)) {
                if (!isGrowing || random.nextInt(4) == 0) {
                    index.remove(row);
                    expected.clear(row);
                }
            } else if (isGrowing || random.nextInt(4) == 0) {
                assertThat(index.add(row)).isTrue();
                expected.set(row);
            }
            final int other = random.nextInt(rowCount);
            assertThat(index.find(ids.highs[other], ids.lows[other]))
                    .isEqualTo(expected.get(other) ? other : Slab.NULL_ROW);
        }
        assertThat(index.count()).isEqualTo(expected.cardinality());
    }

    @Test
    void shouldFillToCapacityInLittleMemory() {
        final int count = 200_000;
        final Ids ids = new Ids(count + 1);
        for (int row = 0; row <= count; row++) {
            ids.lows[row] = row * 3L;
        }
        final RowIdIndex index = new RowIdIndex(count, ids, 7);
        for (int row = 0; row < count; row++) {
            assertThat(index.hasRoomFor(1)).isTrue();
            assertThat(index.add(row)).isTrue();
        }
        assertThat(index.hasRoomFor(1)).isFalse();
        assertThat(index.add(count)).isFalse();
        assertThat(index.allocatedBytes() / count).isLessThan(24);
        index.remove(0);
        assertThat(index.add(count)).isTrue();
        assertThat(index.find(0, count * 3L)).isEqualTo(count);
    }

    @Test
    void shouldRefuseDoubleIdsAndRowsThatAreNotIn() {
        final Ids ids = new Ids(3);
        ids.lows[2] = 5;
        final RowIdIndex index = new RowIdIndex(3, ids, 0);
        index.add(0);
        assertThatThrownBy(() -> index.add(1)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> index.remove(2)).isInstanceOf(InvariantViolation.class);
        assertThat(index.find(0, 0)).isZero();
    }

    @Test
    void shouldAllocateNothing() {
        final Ids ids = new Ids(5_000);
        for (int row = 0; row < 5_000; row++) {
            ids.lows[row] = row;
        }
        final RowIdIndex index = new RowIdIndex(5_000, ids, 0);
        for (int row = 0; row < 5_000; row++) {
            index.add(row);
        }
        final int[] next = {0};
        Garbage.assertNone(() -> {
            final int row = next[0]++ % 5_000;
            Invariant.check(index.find(0, row) == row, "id is found", row);
            index.remove(row);
            Invariant.check(index.add(row), "row is added", row);
        });
    }
}
