package io.drover.scheduler.offheap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ByteStringsTest {
    @Test
    void shouldOrderLikeUnsignedArrays() {
        final Random random = Seeds.newRandom();
        for (int i = 0; i < 100_000; i++) {
            final byte[] a = new byte[random.nextInt(20)];
            random.nextBytes(a);
            final byte[] b = Arrays.copyOf(a, random.nextInt(20));
            if (b.length > 0 && random.nextBoolean()) {
                b[random.nextInt(b.length)] ^= (byte) (1 << random.nextInt(8));
            }
            final UnsafeBuffer bufferA = new UnsafeBuffer(new byte[a.length + 3]);
            bufferA.putBytes(3, a);
            final UnsafeBuffer bufferB = new UnsafeBuffer(b);

            final int order = ByteStrings.compare(bufferA, 3, a.length, bufferB, 0, b.length);

            assertThat(Integer.signum(order)).isEqualTo(Integer.signum(Arrays.compareUnsigned(a, b)));
            final long prefixA = ByteStrings.prefix(bufferA, 3, a.length);
            final long prefixB = ByteStrings.prefix(bufferB, 0, b.length);
            if (prefixA != prefixB) {
                assertThat(Long.compareUnsigned(prefixA, prefixB)).isEqualTo(Integer.signum(order));
            }
            if (a.length == b.length) {
                assertThat(ByteStrings.equal(bufferA, 3, bufferB, 0, a.length)).isEqualTo(Arrays.equals(a, b));
            }
        }
    }

    @Test
    void shouldCompareWithAsciiText() {
        final UnsafeBuffer buffer = new UnsafeBuffer("xservice".getBytes(US_ASCII));
        assertThat(ByteStrings.equalsAscii(buffer, 1, 7, "service")).isTrue();
        assertThat(ByteStrings.equalsAscii(buffer, 1, 7, "servicE")).isFalse();
        assertThat(ByteStrings.equalsAscii(buffer, 1, 6, "service")).isFalse();
        assertThat(ByteStrings.equalsAscii(buffer, 1, 0, "")).isTrue();
    }
}
