package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSetTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 4095, 4096, 4097, 300_000})
    void shouldFillInAscendingOrderUpToItsBound(final int rowCountMax) {
        final RowSet rows = new RowSet(rowCountMax);
        for (int row = 0; row < rowCountMax; row++) {
            assertThat(rows.lowestAbsent()).isEqualTo(row);
            rows.add(row);
        }
        assertThat(rows.lowestAbsent()).isEqualTo(Slab.NULL_ROW);
        assertThat(rows.count()).isEqualTo(rowCountMax);

        final int hole = rowCountMax / 2;
        rows.remove(hole);
        assertThat(rows.lowestAbsent()).isEqualTo(hole);
        if (hole > 0) {
            rows.remove(0);
        }
        assertThat(rows.lowestAbsent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5_000, 300_000})
    void shouldAgreeWithATreeSet(final int rowCountMax) {
        final Random random = Seeds.newRandom();
        final RowSet rows = new RowSet(rowCountMax);
        final TreeSet<Integer> present = new TreeSet<>();
        final TreeSet<Integer> absent = new TreeSet<>();
        for (int row = 0; row < rowCountMax; row++) {
            absent.add(row);
        }

        for (int i = 0; i < 50_000; i++) {
            final int row = random.nextInt(4) == 0 && !absent.isEmpty() ? absent.first() : random.nextInt(rowCountMax);
            assertThat(rows.contains(row)).isEqualTo(present.contains(row));
            if (present.remove(row)) {
                absent.add(row);
                rows.remove(row);
            } else {
                absent.remove(row);
                present.add(row);
                rows.add(row);
            }
            assertThat(rows.count()).isEqualTo(present.size());
            assertThat(rows.lowestAbsent()).isEqualTo(absent.isEmpty() ? Slab.NULL_ROW : absent.first());
            final Integer next = present.ceiling(row);
            assertThat(rows.next(row)).isEqualTo(next == null ? Slab.NULL_ROW : next);
        }
    }

    @Test
    void shouldRefuseDoubleMembershipAndForeignRows() {
        final RowSet rows = new RowSet(10);
        rows.add(3);
        assertThatThrownBy(() -> rows.add(3)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> rows.remove(4)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> rows.add(10)).isInstanceOf(InvariantViolation.class);
        assertThat(rows.contains(-1)).isFalse();
        assertThat(rows.contains(Integer.MAX_VALUE)).isFalse();
    }
}
