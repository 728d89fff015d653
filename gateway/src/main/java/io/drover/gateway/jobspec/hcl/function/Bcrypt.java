package io.drover.gateway.jobspec.hcl.function;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bcrypt password hash, version 2a: the Blowfish cipher with a key schedule that is made slow on purpose. */
final class Bcrypt {

    static final int MIN_COST = 4;
    static final int DEFAULT_COST = 10;

    private static final int ROUNDS = 16;
    private static final int KEY_WORDS = ROUNDS + 2;
    private static final int BOX_WORDS = 256;
    private static final int BOXES = 4;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 23;
    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String PLAINTEXT = "OrpheanBeholderScryDoubt";

    /** The first words of the fraction of pi, from which the cipher's tables start. */
    private static final int[] PI = piFraction(KEY_WORDS + BOXES * BOX_WORDS);

    private final int[] keys = Arrays.copyOf(PI, KEY_WORDS);
    private final int[] boxes = Arrays.copyOfRange(PI, KEY_WORDS, PI.length);

    private Bcrypt() {}

    /**
     * Hashes a password.
     *
     * @param password up to 72 bytes, which the caller checks
     * @param cost binary logarithm of the number of rounds
     * @param salt 16 random bytes
     */
    static String hash(final String password, final int cost, final byte[] salt) {
        final byte[] key = Arrays.copyOf(
                password.getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8).length + 1);
        final Bcrypt cipher = new Bcrypt();
        cipher.expand(key, salt);
        for (long i = 0; i < 1L << cost; i++) {
            cipher.expand(key, new byte[SALT_BYTES]);
            cipher.expand(salt, new byte[SALT_BYTES]);
        }
        final byte[] plain = PLAINTEXT.getBytes(StandardCharsets.US_ASCII);
        final int[] words = new int[plain.length / Integer.BYTES];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(plain, i * Integer.BYTES);
        }
        final byte[] result = new byte[plain.length];
        for (int i = 0; i < words.length; i += 2) {
            long block = (long) words[i] << 32 | (words[i + 1] & 0xffffffffL);
            for (int round = 0; round < 64; round++) {
                block = cipher.encrypt(block);
            }
            for (int b = 0; b < Long.BYTES; b++) {
                result[i * Integer.BYTES + b] = (byte) (block >>> (56 - 8 * b));
            }
        }
        return String.format("$2a$%02d$", cost) + base64(salt) + base64(Arrays.copyOf(result, HASH_BYTES));
    }

    private void expand(final byte[] key, final byte[] salt) {
        for (int i = 0; i < KEY_WORDS; i++) {
            keys[i] ^= word(key, i * Integer.BYTES);
        }
        long block = 0;
        int saltPosition = 0;
        for (int i = 0; i < KEY_WORDS + boxes.length; i += 2) {
            block ^= (long) word(salt, saltPosition) << 32 | (word(salt, saltPosition + 4) & 0xffffffffL);
            saltPosition = (saltPosition + Long.BYTES) % SALT_BYTES;
            block = encrypt(block);
            final int[] target = i < KEY_WORDS ? keys : boxes;
            final int offset = i < KEY_WORDS ? i : i - KEY_WORDS;
            target[offset] = (int) (block >>> 32);
            target[offset + 1] = (int) block;
        }
    }

    private long encrypt(final long block) {
        int left = (int) (block >>> 32) ^ keys[0];
        int right = (int) block;
        for (int i = 1; i <= ROUNDS; i += 2) {
            right ^= mix(left) ^ keys[i];
            left ^= mix(right) ^ keys[i + 1];
        }
        right ^= keys[ROUNDS + 1];
        return (long) right << 32 | (left & 0xffffffffL);
    }

    private int mix(final int x) {
        final int sum = boxes[x >>> 24] + boxes[BOX_WORDS + (x >>> 16 & 0xff)];
        return (sum ^ boxes[2 * BOX_WORDS + (x >>> 8 & 0xff)]) + boxes[3 * BOX_WORDS + (x & 0xff)];
    }

    /** Returns four bytes from a position on, the bytes repeating for ever. */
    private static int word(final byte[] bytes, final int position) {
        int word = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            word = word << 8 | (bytes[(position + i) % bytes.length] & 0xff);
        }
        return word;
    }

    private static String base64(final byte[] bytes) {
        final StringBuilder text = new StringBuilder();
        int bits = 0;
        int pending = 0;
        for (final byte b : bytes) {
            pending = pending << 8 | (b & 0xff);
            bits += 8;
            while (bits >= 6) {
                bits -= 6;
                text.append(ALPHABET.charAt(pending >>> bits & 0x3f));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(pending << (6 - bits) & 0x3f));
        }
        return text.toString();
    }

    /** Computes pi by 16 arctan(1/5) - 4 arctan(1/239). */
    private static int[] piFraction(final int words) {
        final int bits = words * Integer.SIZE;
        final int guard = 64;
        final BigInteger one = BigInteger.ONE.shiftLeft(bits + guard);
        final BigInteger pi = arctanOfInverse(5, one)
                .shiftLeft(4)
                .subtract(arctanOfInverse(239, one).shiftLeft(2));
        final BigInteger fraction =
                pi.subtract(one.multiply(BigInteger.valueOf(3))).shiftRight(guard);
        final int[] result = new int[words];
        for (int i = 0; i < words; i++) {
            result[i] = fraction.shiftRight(bits - (i + 1) * Integer.SIZE).intValue();
        }
        return result;
    }

    private static BigInteger arctanOfInverse(final int x, final BigInteger one) {
        final BigInteger square = BigInteger.valueOf((long) x * x);
        BigInteger power = one.divide(BigInteger.valueOf(x));
        BigInteger sum = power;
        for (int n = 3; power.signum() != 0; n += 2) {
            power = power.divide(square);
            final BigInteger term = power.divide(BigInteger.valueOf(n));
            sum = n % 4 == 3 ? sum.subtract(term) : sum.add(term);
        }
        return sum;
    }
}
