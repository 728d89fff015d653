package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongIndexTest {
    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 100_000})
    void shouldAgreeWithAHashMap(final int keyCount) {
        final Random random = Seeds.newRandom();
        final LongIndex index = new LongIndex(keyCount, random.nextLong());
        final Map<Long, Integer> expected = new HashMap<>();

        for (int i = 0; i < 400_000; i++) {
            final long key = (long) random.nextInt(keyCount) << (i & 1) * 40;
            final int row = random.nextInt(Integer.MAX_VALUE);
            if (random.nextInt(10) < (i / 100_000 % 2 == 0 ? 7 : 3)) {
                final boolean isRoomy = expected.size() < keyCount || expected.containsKey(key);
                assertThat(index.put(key, row)).isEqualTo(isRoomy);
                if (isRoomy) {
                    expected.put(key, row);
                }
            } else {
                final Integer removed = expected.remove(key);
                assertThat(index.remove(key)).isEqualTo(removed == null ? Slab.NULL_ROW : removed);
            }
            final long other = random.nextInt(keyCount);
            assertThat(index.find(other)).isEqualTo(expected.getOrDefault(other, Slab.NULL_ROW));
            assertThat(index.count()).isEqualTo(expected.size());
        }
        expected.forEach((key, row) -> assertThat(index.find(key)).isEqualTo(row));
    }

    /** Keys that share the bits by which partitions may split fill one partition and leave the others alone. */
    @Test
    void shouldRefuseWhenTooManyKeysCollideAndStayHealthy() {
        final LongIndex index = new LongIndex(5_000);
        final List<Long> colliding = new ArrayList<>();
        for (long key = 0; colliding.size() < HashPartitions.SLOT_COUNT; key++) {
            if (isInFirstPartition(key)) {
                colliding.add(key);
            }
        }
        final long last = colliding.remove(colliding.size() - 1);
        for (final long key : colliding) {
            assertThat(index.put(key, 1)).isTrue();
        }
        assertThat(index.put(last, 2)).isFalse();
        for (final long key : colliding) {
            assertThat(index.find(key)).isEqualTo(1);
        }
        for (long key = -1; key > -3_000; key--) {
            assertThat(index.put(key, 3)).isEqualTo(!isInFirstPartition(key));
        }
        assertThat(index.find(last)).isEqualTo(Slab.NULL_ROW);
        assertThat(index.remove(colliding.get(500))).isEqualTo(1);
        assertThat(index.put(last, 2)).isTrue();
        assertThat(index.find(last)).isEqualTo(2);
        colliding.remove(500);
        for (final long key : colliding) {
            assertThat(index.remove(key)).isEqualTo(1);
        }
        assertThat(index.find(last)).isEqualTo(2);
    }

    /** Whether the upper eleven bits of the hash are zero, at which depth an index of this size splits no further. */
    private static boolean isInFirstPartition(final long key) {
        return Mix.mix(key) >>> 53 == 0;
    }

    @Test
    void shouldAllocateNothing() {
        final LongIndex index = new LongIndex(10_000);
        for (int i = 0; i < 5_000; i++) {
            index.put(i, i);
        }
        final int[] next = {0};
        Garbage.assertNone(() -> {
            final int i = next[0]++ % 5_000;
            Invariant.check(index.find(i) == i, "key is found", i);
            Invariant.check(index.remove(i) == i, "key is removed", i);
            Invariant.check(index.put(i, i), "key is added", i);
        });
    }
}
