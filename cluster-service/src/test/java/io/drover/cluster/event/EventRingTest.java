package io.drover.cluster.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The ring keeps the newest records whole and in order, whatever their lengths. */
class EventRingTest {
    private static final int BYTES = 1_024;

    @Test
    void shouldKeepTheNewestRecords() {
        final long seed = Long.getLong("seed", System.nanoTime());
        final Random random = new Random(seed);
        final EventRing ring = new EventRing(BYTES);
        final ArrayDeque<Integer> added = new ArrayDeque<>();
        for (int i = 0; i < 10_000; i++) {
            final int length = 4 + random.nextInt(ring.recordLengthMax() - 3);
            final UnsafeBuffer record = new UnsafeBuffer(new byte[length]);
            record.putInt(0, i);
            ring.add(record, length);
            added.add(i);
            if (random.nextInt(500) == 0) {
                ring.skip();
                added.clear();
            }

            int kept = 0;
            long at = ring.recordAt(ring.head());
            int last = -1;
            while (at < ring.tail()) {
                final int number = ring.buffer().getInt(ring.offset(at));
                assertThat(last == -1 || number == last + 1)
                        .as("%d after %d; seed %d", number, last, seed)
                        .isTrue();
                last = number;
                kept++;
                at = ring.recordAt(ring.next(at));
            }
            while (added.size() > kept) {
                added.removeFirst();
            }
            assertThat(ring.tail() - ring.head()).isLessThanOrEqualTo(BYTES);
            assertThat(kept).as("seed %d", seed).isEqualTo(added.size());
            assertThat(last).isEqualTo(added.isEmpty() ? -1 : added.peekLast());
        }
    }

    @Test
    void shouldLetReadersNoticeWhatWasSkipped() {
        final EventRing ring = new EventRing(BYTES);
        final UnsafeBuffer record = new UnsafeBuffer(new byte[16]);
        ring.add(record, 16);
        final long reader = ring.tail();
        ring.skip();

        assertThat(reader).isLessThan(ring.head());
        assertThat(ring.recordAt(reader)).isEqualTo(ring.tail());
    }
}
