package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdIndexTest {
    private record Id(long high, long low) {}

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 100_000})
    void shouldAgreeWithAHashMap(final int idCount) {
        final Random random = Seeds.newRandom();
        final IdIndex index = new IdIndex(idCount, random.nextLong());
        final List<Id> ids = newIds(random, idCount);
        final Map<Id, Integer> expected = new HashMap<>();

        for (int i = 0; i < 400_000; i++) {
            final Id id = ids.get(random.nextInt(idCount));
            final int row = random.nextInt(Integer.MAX_VALUE);
            if (random.nextInt(10) < (i / 100_000 % 2 == 0 ? 7 : 3)) {
                assertThat(index.put(id.high, id.low, row)).isTrue();
                expected.put(id, row);
            } else {
                final Integer removed = expected.remove(id);
                assertThat(index.remove(id.high, id.low)).isEqualTo(removed == null ? Slab.NULL_ROW : removed);
            }
            final Id other = ids.get(random.nextInt(idCount));
            assertThat(index.find(other.high, other.low)).isEqualTo(expected.getOrDefault(other, Slab.NULL_ROW));
            assertThat(index.count()).isEqualTo(expected.size());
        }
        for (final Id id : ids) {
            assertThat(index.find(id.high, id.low)).isEqualTo(expected.getOrDefault(id, Slab.NULL_ROW));
        }
    }

    /** Half of the ids differ in few bits, as ids from counters do. */
    private static List<Id> newIds(final Random random, final int count) {
        final List<Id> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(i % 2 == 0 ? new Id(random.nextLong(), random.nextLong()) : new Id(0, i));
        }
        return ids;
    }

    @Test
    void shouldRefuseNewIdsWhenFullAndStillReplace() {
        final IdIndex index = new IdIndex(3);
        assertThat(index.hasRoomFor(3)).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(index.put(i, 0, i)).isTrue();
        }
        assertThat(index.hasRoomFor(1)).isFalse();
        assertThat(index.put(3, 0, 3)).isFalse();
        assertThat(index.find(3, 0)).isEqualTo(Slab.NULL_ROW);
        assertThat(index.put(2, 0, 9)).isTrue();
        assertThat(index.find(2, 0)).isEqualTo(9);
        assertThat(index.remove(0, 0)).isZero();
        assertThat(index.put(3, 0, 3)).isTrue();
    }

    @Test
    void shouldFillToCapacityAndEmptyAgain() {
        final int count = 200_000;
        final IdIndex index = new IdIndex(count);
        for (int i = 0; i < count; i++) {
            assertThat(index.put(i, -i, i)).isTrue();
        }
        assertThat(index.put(-1, 1, 0)).isFalse();
        assertThat(index.allocatedBytes() / count).isLessThan(72);
        final long fullBytes = index.allocatedBytes();
        for (int i = 0; i < count; i++) {
            assertThat(index.remove(i, -i)).isEqualTo(i);
        }
        assertThat(index.count()).isZero();
        for (int i = 0; i < count; i++) {
            assertThat(index.put(i, -i, i)).isTrue();
        }
        assertThat(index.allocatedBytes()).isEqualTo(fullBytes);
    }

    @Test
    void shouldRefuseNegativeRows() {
        assertThatThrownBy(() -> new IdIndex(1).put(1, 1, -1)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> new IdIndex(0)).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void shouldAllocateNothing() {
        final IdIndex index = new IdIndex(10_000);
        for (int i = 0; i < 5_000; i++) {
            index.put(i, i, i);
        }
        final int[] next = {0};
        Garbage.assertNone(() -> {
            final int i = next[0]++ % 5_000;
            Invariant.check(index.find(i, i) == i, "id is found", i);
            Invariant.check(index.remove(i, i) == i, "id is removed", i);
            Invariant.check(index.put(i, i, i), "id is added", i);
        });
    }
}
