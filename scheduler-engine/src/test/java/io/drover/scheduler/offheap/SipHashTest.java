package io.drover.scheduler.offheap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SipHashTest {
    /** Answers of an independent implementation of SipHash-1-3 with a key of zeroes. */
    @Test
    void shouldAgreeWithAnotherImplementation() {
        final SipHash hash = new SipHash(0, 0);
        assertThat(hash(hash, "a")).isEqualTo(0x407448d2b89b1813L);
        assertThat(hash(hash, "abc")).isEqualTo(0xc03bc3a0042630f2L);
        assertThat(hash(hash, "abcdefg")).isEqualTo(0x6db12aae9070f506L);
        assertThat(hash(hash, "abcdefgh")).isEqualTo(0x3f7b849c0b8e35eaL);
        assertThat(hash(hash, "drover schedules")).isEqualTo(0x910e47fab6126776L);
    }

    @Test
    void shouldDependOnItsKey() {
        assertThat(hash(new SipHash(1, 0), "web")).isNotEqualTo(hash(new SipHash(0, 0), "web"));
        assertThat(hash(new SipHash(0, 1), "web")).isNotEqualTo(hash(new SipHash(0, 0), "web"));
    }

    private static long hash(final SipHash hash, final String text) {
        final byte[] bytes = ("xx" + text).getBytes(US_ASCII);
        return hash.hash(new UnsafeBuffer(bytes), 2, bytes.length - 2);
    }
}
