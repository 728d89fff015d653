package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeadlineQueueTest {
    private static final int KIND_COUNT = 3;
    private static final int ROW_COUNT = 5_000;

    private record Timer(long deadlineMs, int kind, int row) {}

    private record Key(int kind, int row) {}

    private static final Comparator<Timer> ORDER = Comparator.comparingLong(Timer::deadlineMs)
            .thenComparing(Timer::kind)
            .thenComparing(Timer::row);

    private final DeadlineQueue queue = new DeadlineQueue(10_000, ROW_COUNT, ROW_COUNT, ROW_COUNT);

    @Test
    void shouldAgreeWithATreeSet() {
        final Random random = Seeds.newRandom();
        final TreeSet<Timer> expected = new TreeSet<>(ORDER);
        final Map<Key, Timer> byKey = new HashMap<>();
        long nowMs = 0;
        for (int i = 0; i < 200_000; i++) {
            final Key key = new Key(random.nextInt(KIND_COUNT), random.nextInt(ROW_COUNT));
            final Timer known = byKey.get(key);
            assertThat(queue.deadlineMs(key.kind, key.row))
                    .isEqualTo(known == null ? DeadlineQueue.NULL_DEADLINE : known.deadlineMs);
            if (random.nextInt(4) > 0) {
                final Timer timer = new Timer(nowMs + random.nextInt(1_000), key.kind, key.row);
                final boolean isRoomy = known != null || expected.size() < 10_000;
                assertThat(queue.schedule(key.kind, key.row, timer.deadlineMs)).isEqualTo(isRoomy);
                if (isRoomy) {
                    expected.remove(known == null ? timer : known);
                    expected.add(timer);
                    byKey.put(key, timer);
                }
            } else {
                assertThat(queue.cancel(key.kind, key.row)).isEqualTo(known != null);
                if (known != null) {
                    expected.remove(known);
                    byKey.remove(key);
                }
            }
            if (random.nextInt(50) == 0) {
                nowMs += random.nextInt(20);
                checkPoll(nowMs, random.nextInt(100), expected, byKey);
            }
            assertThat(queue.count()).isEqualTo(expected.size());
            assertThat(queue.earliestMs())
                    .isEqualTo(expected.isEmpty() ? DeadlineQueue.NULL_DEADLINE : expected.first().deadlineMs);
            if (i % 10_000 == 0) {
                queue.verify();
            }
        }
        checkPoll(Long.MAX_VALUE - 1, Integer.MAX_VALUE, expected, byKey);
        assertThat(queue.count()).isZero();
    }

    private void checkPoll(
            final long nowMs, final int limit, final NavigableSet<Timer> expected, final Map<Key, Timer> byKey) {
        final List<Timer> due = new ArrayList<>();
        while (due.size() < limit && !expected.isEmpty() && expected.first().deadlineMs <= nowMs) {
            final Timer timer = expected.pollFirst();
            byKey.remove(new Key(timer.kind, timer.row));
            due.add(timer);
        }
        assertThat(poll(queue, nowMs, limit)).isEqualTo(due);
    }

    private static List<Timer> poll(final DeadlineQueue queue, final long nowMs, final int limit) {
        final List<Timer> expired = new ArrayList<>();
        final int count =
                queue.poll(nowMs, limit, (kind, row, deadlineMs) -> expired.add(new Timer(deadlineMs, kind, row)));
        assertThat(count).isEqualTo(expired.size());
        return expired;
    }

    @Test
    void shouldExpireEqualDeadlinesByKindAndRowWhateverTheirHistory() {
        final Random random = Seeds.newRandom();
        for (int i = 0; i < 5_000; i++) {
            queue.schedule(random.nextInt(KIND_COUNT), random.nextInt(ROW_COUNT), random.nextInt(3));
        }
        final DeadlineQueue restored = new DeadlineQueue(10_000, ROW_COUNT, ROW_COUNT, ROW_COUNT);
        for (int kind = 0; kind < KIND_COUNT; kind++) {
            for (int row = queue.nextRow(kind, 0); row != Slab.NULL_ROW; row = queue.nextRow(kind, row + 1)) {
                restored.schedule(kind, row, queue.deadlineMs(kind, row));
            }
        }
        assertThat(restored.count()).isEqualTo(queue.count());
        final List<Timer> expired = poll(queue, 2, Integer.MAX_VALUE);
        assertThat(expired).isSortedAccordingTo(ORDER);
        assertThat(poll(restored, 2, Integer.MAX_VALUE)).isEqualTo(expired);
    }

    @Test
    void shouldLetTheHandlerScheduleAndCancel() {
        queue.schedule(0, 1, 10);
        queue.schedule(0, 2, 10);
        queue.schedule(0, 3, 10);
        final List<Integer> rows = new ArrayList<>();
        final int expired = queue.poll(10, 100, (kind, row, deadlineMs) -> {
            rows.add(row);
            queue.cancel(kind, 2);
            queue.schedule(kind, row, deadlineMs + 5);
        });
        assertThat(expired).isEqualTo(2);
        assertThat(rows).containsExactly(1, 3);
        assertThat(queue.earliestMs()).isEqualTo(15);
        assertThat(queue.isScheduled(0, 2)).isFalse();
        assertThat(queue.isScheduled(0, 3)).isTrue();
    }

    @Test
    void shouldShiftOneKindOnly() {
        for (int row = 0; row < 1_000; row++) {
            queue.schedule(row & 1, row, 1_000 - row);
        }
        queue.shift(1, 700);
        queue.verify();
        for (int row = 0; row < 1_000; row++) {
            assertThat(queue.deadlineMs(row & 1, row)).isEqualTo(1_000 - row + (row & 1) * 700);
        }
        assertThat(poll(queue, 2_000, 5_000)).hasSize(1_000).isSortedAccordingTo(ORDER);
        queue.shift(1, 5);
    }

    @Test
    void shouldRefuseDeadlinesWhenFullAndStillMoveOthers() {
        final DeadlineQueue small = new DeadlineQueue(2, 10);
        assertThat(small.schedule(0, 1, 5)).isTrue();
        assertThat(small.hasRoomFor(1)).isTrue();
        assertThat(small.schedule(0, 2, 5)).isTrue();
        assertThat(small.hasRoomFor(1)).isFalse();
        assertThat(small.schedule(0, 3, 5)).isFalse();
        assertThat(small.schedule(0, 2, 1)).isTrue();
        assertThat(small.earliestMs()).isEqualTo(1);
        assertThatThrownBy(() -> small.schedule(0, 10, 5)).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void shouldListRowsAcrossUnwrittenChunks() {
        final DeadlineQueue wide = new DeadlineQueue(10, 100_000);
        wide.schedule(0, 4_095, 1);
        wide.schedule(0, 99_999, 1);
        assertThat(wide.nextRow(0, 0)).isEqualTo(4_095);
        assertThat(wide.nextRow(0, 4_096)).isEqualTo(99_999);
        assertThat(wide.nextRow(0, 5_000)).isEqualTo(99_999);
        assertThat(wide.nextRow(0, 100_000)).isEqualTo(Slab.NULL_ROW);
        wide.cancel(0, 99_999);
        assertThat(wide.nextRow(0, 4_096)).isEqualTo(Slab.NULL_ROW);
    }

    @Test
    void shouldAllocateNothing() {
        for (int row = 0; row < ROW_COUNT; row++) {
            queue.schedule(0, row, row);
        }
        final long[] nowMs = {0};
        final DeadlineQueue.Handler again =
                (kind, row, deadlineMs) -> queue.schedule(kind, row, deadlineMs + ROW_COUNT);
        Garbage.assertNone(() -> {
            nowMs[0]++;
            queue.poll(nowMs[0], 10, again);
            queue.schedule(1, (int) (nowMs[0] % ROW_COUNT), nowMs[0] * 31 % 9_000);
            queue.cancel(1, (int) (nowMs[0] * 7 % ROW_COUNT));
        });
    }
}
