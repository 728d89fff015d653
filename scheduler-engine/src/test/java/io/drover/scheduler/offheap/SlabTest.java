package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SlabTest {
    private static final int VALUE_OFFSET = 8;

    @Test
    void shouldAgreeWithATreeMap() {
        final Random random = Seeds.newRandom();
        final int rowCountMax = 10_000;
        final Slab slab = new Slab(40, rowCountMax);
        final Map<Integer, Long> handles = new TreeMap<>();
        final List<Long> staleHandles = new ArrayList<>();

        for (int i = 0; i < 200_000; i++) {
            if (random.nextInt(100) < (i / 50_000 % 2 == 0 ? 60 : 40)) {
                final int row = slab.allocate();
                if (handles.size() == rowCountMax) {
                    assertThat(row).isEqualTo(Slab.NULL_ROW);
                } else {
                    assertThat(handles).doesNotContainKey(row);
                    assertThat(slab.getLong(row, VALUE_OFFSET)).isZero();
                    slab.putLong(row, VALUE_OFFSET, slab.handle(row));
                    handles.put(row, slab.handle(row));
                }
            } else if (!handles.isEmpty()) {
                final int row = random.nextInt(rowCountMax);
                final Long handle = handles.remove(row);
                assertThat(slab.isLive(row)).isEqualTo(handle != null);
                if (handle != null) {
                    assertThat(slab.resolve(handle)).isEqualTo(row);
                    assertThat(slab.getLong(row, VALUE_OFFSET)).isEqualTo(handle);
                    slab.free(row);
                    staleHandles.add(handle);
                }
            }
            assertThat(slab.count()).isEqualTo(handles.size());
        }

        final List<Integer> rows = new ArrayList<>();
        for (int row = slab.first(); row != Slab.NULL_ROW; row = slab.next(row)) {
            rows.add(row);
        }
        assertThat(rows).containsExactlyElementsOf(handles.keySet());
        assertThat(staleHandles).allMatch(handle -> slab.resolve(handle) == Slab.NULL_ROW);
    }

    @Test
    void shouldAlwaysTakeTheLowestFreeRow() {
        final Slab slab = new Slab(8, 100);
        for (int row = 0; row < 10; row++) {
            assertThat(slab.nextFreeRow()).isEqualTo(row);
            assertThat(slab.allocate()).isEqualTo(row);
        }
        slab.free(7);
        slab.free(2);
        slab.free(5);
        assertThat(slab.allocate()).isEqualTo(2);
        assertThat(slab.allocate()).isEqualTo(5);
        assertThat(slab.allocate()).isEqualTo(7);
        assertThat(slab.allocate()).isEqualTo(10);
    }

    @Test
    void shouldAnswerNullRowWhenFullAndRecover() {
        final Slab slab = new Slab(16, 3);
        assertThat(slab.hasRoomFor(3)).isTrue();
        assertThat(slab.hasRoomFor(4)).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(slab.allocate()).isEqualTo(i);
        }
        assertThat(slab.allocate()).isEqualTo(Slab.NULL_ROW);
        assertThat(slab.hasRoomFor(1)).isFalse();
        slab.free(1);
        assertThat(slab.allocate()).isEqualTo(1);
    }

    @Test
    void shouldContinueAfterRestoreExactlyLikeTheOriginal() {
        final Random random = Seeds.newRandom();
        final Slab original = new Slab(8, 5_000);
        final List<Long> stale = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            final int row = random.nextInt(5_000);
            if (original.isLive(row)) {
                stale.add(original.handle(row));
                original.free(row);
            } else {
                original.allocate();
            }
        }

        final Slab restored = new Slab(8, 5_000);
        final List<Integer> rows = new ArrayList<>();
        for (int row = original.first(); row != Slab.NULL_ROW; row = original.next(row)) {
            rows.add(row);
        }
        Collections.shuffle(rows, random);
        for (final int row : rows) {
            restored.restore(row, original.generation(row));
        }
        restored.restoreLastGeneration(original.lastGeneration());

        assertThat(stale).allMatch(handle -> restored.resolve(handle) == Slab.NULL_ROW);
        for (int i = 0; i < 5_000; i++) {
            final int row = original.allocate();
            assertThat(restored.allocate()).isEqualTo(row);
            if (Slab.NULL_ROW != row) {
                assertThat(restored.handle(row)).isEqualTo(original.handle(row));
            }
        }
        assertThat(stale).allMatch(handle -> restored.resolve(handle) == Slab.NULL_ROW);
    }

    @Test
    void shouldKeepFieldsOfEveryWidthApart() {
        final Slab slab = new Slab(24, 20_000);
        for (int row = 0; row < 20_000; row++) {
            slab.allocate();
            slab.putLong(row, 0, -row);
            slab.putInt(row, 8, row);
            slab.putShort(row, 12, (short) row);
            slab.putByte(row, 14, (byte) row);
            slab.putRow(row, 16, row - 1);
        }
        for (int row = 0; row < 20_000; row++) {
            assertThat(slab.getLong(row, 0)).isEqualTo(-row);
            assertThat(slab.getInt(row, 8)).isEqualTo(row);
            assertThat(slab.getShort(row, 12)).isEqualTo((short) row);
            assertThat(slab.getByte(row, 14)).isEqualTo((byte) row);
            assertThat(slab.getRow(row, 16)).isEqualTo(row - 1);
            assertThat(slab.getRow(row, 20)).isEqualTo(Slab.NULL_ROW);
            assertThat(slab.buffer(row).getInt(slab.offset(row) + 8)).isEqualTo(row);
        }
    }

    @Test
    void shouldRefuseWhatIsNoHandle() {
        final Slab slab = new Slab(8, 10);
        slab.allocate();
        final long handle = slab.handle(0);
        assertThat(slab.resolve(handle)).isZero();
        assertThat(slab.resolve(Slab.NULL_HANDLE)).isEqualTo(Slab.NULL_ROW);
        assertThat(slab.resolve(-1)).isEqualTo(Slab.NULL_ROW);
        assertThat(slab.resolve(Long.MAX_VALUE)).isEqualTo(Slab.NULL_ROW);
        assertThat(slab.resolve(handle + 1)).isEqualTo(Slab.NULL_ROW);
        assertThat(slab.resolve(handle | 0xffff_ffffL)).isEqualTo(Slab.NULL_ROW);
        assertThatThrownBy(() -> slab.handle(1)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> slab.free(1)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> slab.restore(0, 5)).isInstanceOf(InvariantViolation.class);
        assertThatThrownBy(() -> new Slab(12, 1)).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void shouldWrapGenerationsWithoutEverUsingZero() {
        final Slab slab = new Slab(8, 10);
        slab.restoreLastGeneration(Integer.MAX_VALUE - 1);
        assertThat(slab.generation(slab.allocate())).isEqualTo(Integer.MAX_VALUE);
        assertThat(slab.generation(slab.allocate())).isEqualTo(1);
        assertThat(slab.resolve(slab.handle(0))).isZero();
    }

    @Test
    void shouldTakeMemoryBySegments() {
        final Slab slab = new Slab(256, 1_000_000);
        assertThat(slab.allocatedBytes()).isZero();
        slab.allocate();
        assertThat(slab.allocatedBytes()).isEqualTo(256 * 1024);
        for (int i = 1; i < 1025; i++) {
            slab.allocate();
        }
        assertThat(slab.allocatedBytes()).isEqualTo(512 * 1024);
        assertThat(new Slab(256, 3).rowLength()).isEqualTo(256);
    }

    @Test
    void shouldAllocateNothing() {
        final Slab slab = new Slab(64, 1_000);
        for (int i = 0; i < 500; i++) {
            slab.allocate();
        }
        Garbage.assertNone(() -> {
            final int row = slab.allocate();
            slab.putLong(row, 8, slab.handle(row));
            Invariant.check(slab.resolve(slab.getLong(row, 8)) == row, "handle resolves");
            slab.free(slab.next(slab.first() + row % 100));
        });
    }
}
