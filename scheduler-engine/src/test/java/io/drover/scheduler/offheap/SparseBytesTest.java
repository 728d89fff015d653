package io.drover.scheduler.offheap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseBytesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 66, 100_000})
    void shouldGiveBackWhatWasPacked(final int stride) {
        final Random random = Seeds.newRandom();
        final ExpandableArrayBuffer packed = new ExpandableArrayBuffer();
        final ExpandableArrayBuffer unpacked = new ExpandableArrayBuffer();
        for (int round = 0; round < 500; round++) {
            final byte[] record = new byte[random.nextInt(600)];
            for (int i = 0; i < record.length; i++) {
                record[i] = (byte) (random.nextInt(1 + round % 4) == 0 ? random.nextInt() : 0);
            }
            final int length = SparseBytes.pack(new UnsafeBuffer(record), 0, record.length, stride, packed, 3);
            assertThat(length).isLessThanOrEqualTo(SparseBytes.packedLengthMax(record.length, stride));
            final int restored = SparseBytes.unpack(packed, 3, stride, unpacked, 5);
            assertThat(Arrays.copyOfRange(unpacked.byteArray(), 5, 5 + restored))
                    .isEqualTo(record);
        }
    }

    @Test
    void shouldPackEntriesThatAreAlikeTightly() {
        final int entry = 66;
        final byte[] record = new byte[entry * 5];
        for (int i = 0; i < record.length; i++) {
            record[i] = (byte) (i % entry < 16 ? i + 1 : i % entry);
        }
        final int length =
                SparseBytes.pack(new UnsafeBuffer(record), 0, record.length, entry, new ExpandableArrayBuffer(), 0);
        // 4 bytes for the length, 9 bytes of bits for an entry, and what differs: the whole first entry and 16 bytes of
        // each other one.
        assertThat(length).isLessThanOrEqualTo(4 + 5 * 9 + 66 + 4 * 16);
    }
}
