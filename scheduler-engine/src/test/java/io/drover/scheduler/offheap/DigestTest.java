package io.drover.scheduler.offheap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DigestTest {
    /** Computed by another implementation, and the same on every JDK. */
    @Test
    void shouldNeverChangeItsAnswers() {
        final UnsafeBuffer bytes = new UnsafeBuffer("drover schedules inside the commit".getBytes(US_ASCII));
        assertThat(new Digest().value()).isEqualTo(0xf490368aba8bfeacL);
        assertThat(new Digest().add(1).add(2).add(-1).value()).isEqualTo(0x2a065038ea399edL);
        assertThat(new Digest().add(bytes, 0, 34).value()).isEqualTo(0x950b2a041ac7e5bbL);
        assertThat(new Digest().add(true).add(3, 4).value()).isEqualTo(0x1b50b5a3dfb178a6L);
    }

    @Test
    void shouldDependOnOrderAndOnBoundaries() {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        final Set<Long> values = new HashSet<>();
        values.add(new Digest().value());
        values.add(new Digest().add(0).value());
        values.add(new Digest().add(0).add(0).value());
        values.add(new Digest().add(1).add(2).value());
        values.add(new Digest().add(2).add(1).value());
        values.add(new Digest().add(bytes, 0, 0).value() + 1);
        values.add(new Digest().add(bytes, 0, 4).add(bytes, 4, 4).value());
        values.add(new Digest().add(bytes, 0, 5).add(bytes, 5, 3).value());
        values.add(new Digest().add(bytes, 0, 8).value());
        values.add(new Digest().add(bytes, 0, 9).value());
        values.add(new Digest().add(bytes, 0, 10).value());
        assertThat(values).hasSize(11);
    }

    @Test
    void shouldChangeHalfOfItsBitsForEachChangedBit() {
        final Random random = Seeds.newRandom();
        long changedBits = 0;
        final int samples = 20_000;
        for (int i = 0; i < samples; i++) {
            final long value = random.nextLong();
            final long other = value ^ 1L << random.nextInt(64);
            changedBits += Long.bitCount(
                    new Digest().add(value).value() ^ new Digest().add(other).value());
        }
        assertThat((double) changedBits / samples).isBetween(31.5, 32.5);
    }

    @Test
    void shouldGiveTheSameForTheSameBytesElsewhere() {
        final Random random = Seeds.newRandom();
        final byte[] bytes = new byte[200];
        random.nextBytes(bytes);
        final UnsafeBuffer heap = new UnsafeBuffer(bytes);
        final UnsafeBuffer moved = new UnsafeBuffer(new byte[300]);
        for (int length = 0; length <= 200; length++) {
            moved.putBytes(length & 15, heap, 0, length);
            assertThat(new Digest().add(moved, length & 15, length).value())
                    .isEqualTo(new Digest().add(heap, 0, length).value());
        }
    }

    @Test
    void shouldStartAfresh() {
        assertThat(new Digest().add(5).reset().add(6).value())
                .isEqualTo(new Digest().add(6).value());
    }

    @Test
    void shouldAllocateNothing() {
        final Digest digest = new Digest();
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[100]);
        Garbage.assertNone(() -> digest.add(1).add(bytes, 1, 77).add(true).add(2, 3));
    }
}
