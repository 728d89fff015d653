package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderedIndexTest {
    private static final int ROW_COUNT_MAX = 20_000;
    private static final int PROBE_ROW = 0;

    private final long[] keys = new long[ROW_COUNT_MAX];

    /** How much of a key its prefix tells: everything, a part of it, or nothing. */
    private enum Prefixes {
        WHOLE(0),
        PART(12),
        NONE(63);

        private final int hiddenBits;

        Prefixes(final int hiddenBits) {
            this.hiddenBits = hiddenBits;
        }

        long of(final long key) {
            return key >> hiddenBits;
        }
    }

    private RowComparator comparator(final Prefixes prefixes) {
        return new RowComparator() {
            @Override
            public long prefix(final int row) {
                return prefixes.of(keys[row]);
            }

            @Override
            public int compare(final int rowA, final int rowB) {
                final int order = Long.compare(keys[rowA], keys[rowB]);
                return order != 0 ? order : Integer.compare(rowA, rowB);
            }
        };
    }

    /** Looks for the first row with a key, whatever its number. */
    private final class KeyProbe implements RowProbe {
        private final Prefixes prefixes;
        private long key;

        private KeyProbe(final Prefixes prefixes) {
            this.prefixes = prefixes;
        }

        KeyProbe set(final long newKey) {
            key = newKey;
            return this;
        }

        @Override
        public long prefix() {
            return prefixes.of(key);
        }

        @Override
        public int compareTo(final int row) {
            return keys[row] < key ? 1 : -1;
        }
    }

    private static final class RowKeyProbe implements RowProbe {
        private final RowComparator comparator;
        private final int row;

        private RowKeyProbe(final RowComparator comparator, final int row) {
            this.comparator = comparator;
            this.row = row;
        }

        @Override
        public long prefix() {
            return comparator.prefix(row);
        }

        @Override
        public int compareTo(final int other) {
            return comparator.compare(row, other);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAgreeWithATreeSet(final Prefixes prefixes) {
        final Random random = Seeds.newRandom();
        final int keyRange = 1 << 8 + random.nextInt(14);
        for (int row = 0; row < ROW_COUNT_MAX; row++) {
            keys[row] = random.nextInt(keyRange);
        }
        final RowComparator comparator = comparator(prefixes);
        final OrderedIndex index = new OrderedIndex(ROW_COUNT_MAX, comparator);
        final OrderedIndex.Cursor cursor = index.newCursor();
        final KeyProbe probe = new KeyProbe(prefixes);
        final NavigableSet<Integer> expected = new TreeSet<>(comparator::compare);

        for (int i = 0; i < 100_000; i++) {
            final int row = 1 + random.nextInt(ROW_COUNT_MAX - 1);
            final boolean isGrowing = i / 20_000 % 2 == 0;
            if (expected.contains(row)) {
                assertThat(index.find(new RowKeyProbe(comparator, row))).isEqualTo(row);
                if (!isGrowing || random.nextInt(4) == 0) {
                    assertThat(index.remove(row)).isTrue();
                    expected.remove(row);
                }
            } else if (isGrowing || random.nextInt(4) == 0) {
                assertThat(index.remove(row)).isFalse();
                assertThat(index.find(new RowKeyProbe(comparator, row))).isEqualTo(Slab.NULL_ROW);
                assertThat(index.add(row)).isTrue();
                expected.add(row);
            }
            if (i % 10 == 0) {
                final long key = random.nextInt(keyRange + 1);
                walk(cursor.seek(probe.set(key)), expected, key);
            }
            if (i % 5_000 == 0) {
                index.verify();
                assertThat(forwards(index)).containsExactlyElementsOf(expected);
                assertThat(backwards(index)).containsExactlyElementsOf(expected.descendingSet());
                assertThat(index.first()).isEqualTo(expected.isEmpty() ? Slab.NULL_ROW : expected.first());
                assertThat(index.last()).isEqualTo(expected.isEmpty() ? Slab.NULL_ROW : expected.last());
            }
            assertThat(index.count()).isEqualTo(expected.size());
        }

        final List<Integer> rest = new ArrayList<>(expected);
        Collections.shuffle(rest, random);
        for (final int row : rest) {
            assertThat(index.remove(row)).isTrue();
        }
        index.verify();
        assertThat(index.nodeCount()).isZero();
        assertThat(cursor.toFirst().next()).isEqualTo(Slab.NULL_ROW);
        assertThat(cursor.toLast().previous()).isEqualTo(Slab.NULL_ROW);
        assertThat(cursor.seek(probe.set(0)).next()).isEqualTo(Slab.NULL_ROW);
    }

    /** A few steps forwards and, from the end, one back. The probe row stands for the key in the tree set. */
    private void walk(final OrderedIndex.Cursor cursor, final NavigableSet<Integer> expected, final long key) {
        keys[PROBE_ROW] = key;
        Integer row = expected.ceiling(PROBE_ROW);
        for (int step = 0; step < 100 && row != null; step++) {
            assertThat(cursor.next()).isEqualTo(row);
            row = expected.higher(row);
        }
        if (row == null) {
            assertThat(cursor.next()).isEqualTo(Slab.NULL_ROW);
            assertThat(cursor.previous()).isEqualTo(expected.isEmpty() ? Slab.NULL_ROW : expected.last());
        }
    }

    private static List<Integer> forwards(final OrderedIndex index) {
        final List<Integer> rows = new ArrayList<>();
        final OrderedIndex.Cursor cursor = index.newCursor().toFirst();
        for (int row = cursor.next(); row != Slab.NULL_ROW; row = cursor.next()) {
            rows.add(row);
        }
        return rows;
    }

    private static List<Integer> backwards(final OrderedIndex index) {
        final List<Integer> rows = new ArrayList<>();
        final OrderedIndex.Cursor cursor = index.newCursor().toLast();
        for (int row = cursor.previous(); row != Slab.NULL_ROW; row = cursor.previous()) {
            rows.add(row);
        }
        return rows;
    }

    @Test
    void shouldFillLeavesWithAscendingKeys() {
        for (int row = 0; row < ROW_COUNT_MAX; row++) {
            keys[row] = row;
        }
        final OrderedIndex index = new OrderedIndex(ROW_COUNT_MAX, comparator(Prefixes.WHOLE));
        for (int row = 0; row < ROW_COUNT_MAX; row++) {
            index.add(row);
        }
        index.verify();
        final int leavesAtLeast = ROW_COUNT_MAX / TreeNodes.LEAF_ENTRIES_MAX;
        assertThat(index.nodeCount()).isBetween(leavesAtLeast, leavesAtLeast * 11 / 10);

        for (int row = 0; row < ROW_COUNT_MAX - 1; row++) {
            assertThat(index.remove(row)).isTrue();
            assertThat(index.first()).isEqualTo(row + 1);
        }
        index.verify();
        assertThat(index.nodeCount()).isEqualTo(1);
    }

    @Test
    void shouldShrinkFromTheEndWhenTheLastAreRemoved() {
        for (int row = 0; row < ROW_COUNT_MAX; row++) {
            keys[row] = row;
        }
        final OrderedIndex index = new OrderedIndex(ROW_COUNT_MAX, comparator(Prefixes.WHOLE));
        final Random random = Seeds.newRandom();
        int count = 0;
        for (int i = 0; i < 100_000; i++) {
            if (count < ROW_COUNT_MAX && random.nextInt(100) < (i < 60_000 ? 65 : 35)) {
                assertThat(index.add(count++)).isTrue();
            } else if (count > 0) {
                assertThat(index.remove(--count)).isTrue();
            }
            if (i % 1_000 == 0) {
                index.verify();
            }
            assertThat(index.last()).isEqualTo(count - 1);
        }
    }

    @Test
    void shouldRefuseRowsWhenFullAndDuplicatesAlways() {
        for (int row = 0; row < 10; row++) {
            keys[row] = row;
        }
        final OrderedIndex index = new OrderedIndex(3, comparator(Prefixes.WHOLE));
        assertThat(index.add(5)).isTrue();
        assertThatThrownBy(() -> index.add(5)).isInstanceOf(InvariantViolation.class);
        assertThat(index.add(4)).isTrue();
        assertThat(index.hasRoomFor(1)).isTrue();
        assertThat(index.add(6)).isTrue();
        assertThat(index.hasRoomFor(1)).isFalse();
        assertThat(index.add(7)).isFalse();
        assertThat(forwards(index)).containsExactly(4, 5, 6);
        assertThat(index.remove(5)).isTrue();
        assertThat(index.add(7)).isTrue();
        assertThat(forwards(index)).containsExactly(4, 6, 7);
    }

    @Test
    void shouldOrderPrefixesAsUnsignedNumbers() {
        keys[0] = -1;
        keys[1] = 1;
        keys[2] = Long.MIN_VALUE;
        final OrderedIndex index = new OrderedIndex(10, new RowComparator() {
            @Override
            public long prefix(final int row) {
                return keys[row];
            }

            @Override
            public int compare(final int rowA, final int rowB) {
                return Long.compareUnsigned(keys[rowA], keys[rowB]);
            }
        });
        index.add(0);
        index.add(1);
        index.add(2);
        assertThat(forwards(index)).containsExactly(1, 2, 0);
    }

    @Test
    void shouldRefuseToMoveACursorAfterAChange() {
        keys[1] = 1;
        final OrderedIndex index = new OrderedIndex(10, comparator(Prefixes.WHOLE));
        final OrderedIndex.Cursor cursor = index.newCursor();
        assertThatThrownBy(cursor::next).isInstanceOf(InvariantViolation.class);
        index.add(0);
        cursor.toFirst();
        index.add(1);
        assertThatThrownBy(cursor::next).isInstanceOf(InvariantViolation.class);
        assertThat(cursor.toFirst().next()).isZero();
    }

    @Test
    void shouldAllocateNothing() {
        final Random random = new Random(1);
        for (int row = 0; row < ROW_COUNT_MAX; row++) {
            keys[row] = random.nextInt(Integer.MAX_VALUE);
        }
        final OrderedIndex index = new OrderedIndex(ROW_COUNT_MAX, comparator(Prefixes.PART));
        for (int row = 0; row < ROW_COUNT_MAX; row++) {
            index.add(row);
        }
        final OrderedIndex.Cursor cursor = index.newCursor();
        final KeyProbe probe = new KeyProbe(Prefixes.PART);
        final int[] next = {0};
        Garbage.assertNone(() -> {
            final int row = next[0]++ % ROW_COUNT_MAX;
            cursor.seek(probe.set(keys[row]));
            Invariant.check(keys[cursor.next()] == keys[row], "key is found", row);
            Invariant.check(index.remove(row), "row is removed", row);
            Invariant.check(index.add(row), "row is added", row);
        });
    }
}
