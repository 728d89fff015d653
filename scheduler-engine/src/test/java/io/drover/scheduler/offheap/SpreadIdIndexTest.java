package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpreadIdIndexTest {
    /** How ids are made. */
    enum Kind {
        SPREAD(false),
        ASCENDING(true),
        AT_THE_END(true),
        EQUAL_BEGINNINGS(true),
        FEW_OF_MANY_EQUAL(true),
        CLUSTERED(true);

        private final boolean endsAsTree;

        Kind(final boolean endsAsTree) {
            this.endsAsTree = endsAsTree;
        }

        long high(final Random random, final int row) {
            return switch (this) {
                case SPREAD -> random.nextLong();
                case ASCENDING -> row;
                case AT_THE_END -> -1L - row;
                case EQUAL_BEGINNINGS -> 0x1234_5678_0000_0000L | random.nextInt(5);
                case FEW_OF_MANY_EQUAL -> row % 3 == 0 ? 0x9999_9999_9999_9999L : random.nextLong();
                case CLUSTERED -> (long) random.nextInt(3) << 62 | random.nextInt(1_000_000);
            };
        }
    }

    private static final class Ids implements RowIds {
        private final long[] highs;
        private final long[] lows;

        Ids(final int count, final Kind kind, final Random random) {
            highs = new long[count];
            lows = new long[count];
            for (int row = 0; row < count; row++) {
                highs[row] = kind.high(random, row);
                lows[row] = random.nextLong() << 20 | row;
            }
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

    private static final int ROWS = 20_000;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldAgreeWithASortedSet(final Kind kind) {
        final Random random = Seeds.newRandom();
        final Ids ids = new Ids(ROWS, kind, random);
        final Comparator<Integer> order =
                (a, b) -> RowIds.compare(ids.highs[a], ids.lows[a], ids.highs[b], ids.lows[b]);
        final TreeSet<Integer> expected = new TreeSet<>(order);
        final SpreadIdIndex index = new SpreadIdIndex(ROWS, ids);

        for (int i = 0; i < 120_000; i++) {
            final int row = random.nextInt(ROWS);
            final boolean isGrowing = i / 40_000 % 2 == 0;
            if (expected.contains(row)) {
                if (!isGrowing || random.nextInt(4) == 0) {
                    index.remove(row);
                    expected.remove(row);
                }
            } else if (isGrowing || random.nextInt(4) == 0) {
                assertThat(index.add(row)).isTrue();
                expected.add(row);
            }
            final int other = random.nextInt(ROWS);
            assertThat(index.find(ids.highs[other], ids.lows[other]))
                    .isEqualTo(expected.contains(other) ? other : Slab.NULL_ROW);
            if (i % 40 == 0) {
                assertNeighbours(index, ids, expected, other);
            }
            if (i % 5_000 == 0) {
                index.verify();
            }
        }
        index.verify();
        assertThat(index.count()).isEqualTo(expected.size());
        assertThat(index.isTree()).isEqualTo(kind.endsAsTree);
        assertWalks(index, expected);
    }

    private static void assertNeighbours(
            final SpreadIdIndex index, final Ids ids, final NavigableSet<Integer> expected, final int row) {
        final RowCursor cursor = index.seek(ids.highs[row], ids.lows[row]);
        assertThat(cursor.next()).isEqualTo(orNone(expected.ceiling(row)));
        final RowCursor back = index.seek(ids.highs[row], ids.lows[row]);
        assertThat(back.previous()).isEqualTo(orNone(expected.lower(row)));
    }

    private static void assertWalks(final SpreadIdIndex index, final NavigableSet<Integer> expected) {
        final RowCursor forwards = index.start(false);
        for (final int row : expected) {
            assertThat(forwards.next()).isEqualTo(row);
        }
        assertThat(forwards.next()).isEqualTo(Slab.NULL_ROW);
        final RowCursor backwards = index.start(true);
        for (final int row : expected.descendingSet()) {
            assertThat(backwards.previous()).isEqualTo(row);
        }
        assertThat(backwards.previous()).isEqualTo(Slab.NULL_ROW);
    }

    private static int orNone(final Integer row) {
        return row == null ? Slab.NULL_ROW : row;
    }

    @Test
    void shouldFillToCapacityInLittleMemory() {
        final int count = 300_000;
        final Ids ids = new Ids(count + 1, Kind.SPREAD, Seeds.newRandom());
        final SpreadIdIndex index = new SpreadIdIndex(count, ids);
        for (int row = 0; row < count; row++) {
            assertThat(index.add(row)).isTrue();
        }
        assertThat(index.add(count)).isFalse();
        assertThat(index.isTree()).isFalse();
        assertThat(index.allocatedBytes() / count).isLessThan(14);
        index.remove(0);
        assertThat(index.add(count)).isTrue();
        assertThat(index.find(ids.highs[count], ids.lows[count])).isEqualTo(count);
        index.verify();
    }

    @Test
    void shouldRefuseDoubleIdsRowsThatAreNotInAndCursorsOfThePast() {
        final Ids ids = new Ids(3, Kind.ASCENDING, Seeds.newRandom());
        ids.highs[1] = ids.highs[0];
        ids.lows[1] = ids.lows[0];
        final SpreadIdIndex index = new SpreadIdIndex(3, ids);
        index.add(0);
        final RowCursor cursor = index.start(false);
        assertThatThrownBy(() -> index.remove(2)).isInstanceOf(InvariantViolation.class);
        assertThat(index.find(ids.highs[0], ids.lows[0])).isZero();
        index.add(2);
        assertThatThrownBy(cursor::next).isInstanceOf(InvariantViolation.class);
        index.add(1);
        assertThatThrownBy(index::verify).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void shouldAllocateNothing() {
        final Ids ids = new Ids(5_000, Kind.SPREAD, Seeds.newRandom());
        final SpreadIdIndex index = new SpreadIdIndex(5_000, ids);
        for (int row = 0; row < 5_000; row++) {
            index.add(row);
        }
        final int[] next = {0};
        Garbage.assertNone(() -> {
            final int row = next[0]++ % 5_000;
            Invariant.check(index.find(ids.highs[row], ids.lows[row]) == row, "id is found", row);
            index.remove(row);
            Invariant.check(index.add(row), "row is added", row);
            Invariant.check(index.seek(ids.highs[row], ids.lows[row]).next() == row, "row is next", row);
        });
    }
}
