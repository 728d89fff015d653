package io.drover.gateway.acl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * BLAKE2b of 256 bits as RFC 7693 describes it, without a key: what clients compare entries by. Use: add texts, then take the digest;
 * one instance for each digest, by one thread.
 */
final class Blake2b {
    private static final int BLOCK_LENGTH = 128;
    private static final int DIGEST_LENGTH = 32;
    private static final int ROUNDS = 12;
    private static final long[] IV = {
        0x6a09e667f3bcc908L,
        0xbb67ae8584caa73bL,
        0x3c6ef372fe94f82bL,
        0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L,
        0x9b05688c2b3e6c1fL,
        0x1f83d9abfb41bd6bL,
        0x5be0cd19137e2179L
    };
    private static final byte[][] SIGMA = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
        {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
        {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
        {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
        {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
        {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
        {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
        {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
        {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}
    };

    private final long[] state = IV.clone();
    private final long[] work = new long[16];
    private final byte[] block = new byte[BLOCK_LENGTH];
    private int filled;
    private long total;

    Blake2b() {
        state[0] ^= 0x01010000L ^ DIGEST_LENGTH;
    }

    /** Adds the bytes of a text. */
    Blake2b add(final String text) {
        for (final byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (filled == BLOCK_LENGTH) {
                total += BLOCK_LENGTH;
                compress(false);
                filled = 0;
            }
            block[filled++] = each;
        }
        return this;
    }

    /** The digest of all that was added, in base 64. */
    String digest() {
        total += filled;
        Arrays.fill(block, filled, BLOCK_LENGTH, (byte) 0);
        compress(true);
        final byte[] digest = new byte[DIGEST_LENGTH];
        for (int i = 0; i < DIGEST_LENGTH; i++) {
            digest[i] = (byte) (state[i / Long.BYTES] >>> 8 * (i % Long.BYTES));
        }
        return Base64.getEncoder().encodeToString(digest);
    }

    private void compress(final boolean isLast) {
        System.arraycopy(state, 0, work, 0, 8);
        System.arraycopy(IV, 0, work, 8, 8);
        work[12] ^= total;
        if (isLast) {
            work[14] = ~work[14];
        }
        for (int round = 0; round < ROUNDS; round++) {
            final byte[] order = SIGMA[round % SIGMA.length];
            for (int i = 0; i < 4; i++) {
                mix(i, 4 + i, 8 + i, 12 + i, word(order[2 * i]), word(order[2 * i + 1]));
            }
            for (int i = 0; i < 4; i++) {
                mix(
                        i,
                        4 + (i + 1) % 4,
                        8 + (i + 2) % 4,
                        12 + (i + 3) % 4,
                        word(order[8 + 2 * i]),
                        word(order[9 + 2 * i]));
            }
        }
        for (int i = 0; i < state.length; i++) {
            state[i] ^= work[i] ^ work[i + 8];
        }
    }

    private void mix(final int a, final int b, final int c, final int d, final long first, final long second) {
        work[a] += work[b] + first;
        work[d] = Long.rotateRight(work[d] ^ work[a], 32);
        work[c] += work[d];
        work[b] = Long.rotateRight(work[b] ^ work[c], 24);
        work[a] += work[b] + second;
        work[d] = Long.rotateRight(work[d] ^ work[a], 16);
        work[c] += work[d];
        work[b] = Long.rotateRight(work[b] ^ work[c], 63);
    }

    private long word(final int index) {
        long word = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            word = word << 8 | block[index * Long.BYTES + i] & 0xff;
        }
        return word;
    }
}
