package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Digests, passwords, keys and unique ids. Results that differ from run to run are made once, when a file is parsed. */
final class CryptoFunctions {

    private CryptoFunctions() {}

    static List<HclFunction> all() {
        return List.of(
                HclFunction.variadic("bcrypt", new BcryptBody(), Parameter.number("cost"), Parameter.text("str")),
                digest("md5", "MD5"),
                digest("sha1", "SHA-1"),
                digest("sha256", "SHA-256"),
                digest("sha512", "SHA-512"),
                HclFunction.of(
                        "rsadecrypt",
                        a -> HclValue.of(RsaDecryption.decrypt(Arguments.text(a, 0), Arguments.text(a, 1))),
                        Parameter.text("ciphertext"),
                        Parameter.text("privatekey")),
                HclFunction.of("uuidv4", a -> HclValue.of(UUID.randomUUID().toString())),
                HclFunction.of("uuidv5", CryptoFunctions::uuidV5, Parameter.text("namespace"), Parameter.text("name")));
    }

    /** {@code bcrypt(password, cost)}; high costs are refused, as a server must not be kept busy for minutes. */
    private static final class BcryptBody implements HclFunction.SlowBody {

        private static final int MAX_COST = 14;
        private static final int MAX_BYTES = 72;
        private static final int STEPS_PER_ROUND = 250;
        private static final SecureRandom RANDOM = new SecureRandom();

        @Override
        public HclValue apply(final List<HclValue> arguments) throws FunctionException {
            if (arguments.size() > 2) {
                throw new FunctionException("bcrypt() takes no more than two arguments");
            }
            final int cost = arguments.size() == 2 ? Arguments.integer(arguments, 1) : Bcrypt.DEFAULT_COST;
            final String password = Arguments.text(arguments, 0);
            if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
                throw new FunctionException(
                        "error occured generating password bcrypt: password length exceeds 72 bytes");
            }
            if (cost > MAX_COST) {
                throw new FunctionException("error occured generating password crypto/bcrypt: cost " + cost
                        + " is outside allowed inclusive range " + Bcrypt.MIN_COST + ".." + MAX_COST);
            }
            final byte[] salt = new byte[16];
            RANDOM.nextBytes(salt);
            return HclValue.of(Bcrypt.hash(password, cost < Bcrypt.MIN_COST ? Bcrypt.DEFAULT_COST : cost, salt));
        }

        @Override
        public long steps(final List<HclValue> arguments) {
            final boolean hasCost =
                    arguments.size() == 2 && Arguments.number(arguments, 1).isInt64();
            final long cost = hasCost ? Arguments.number(arguments, 1).longValue() : Bcrypt.DEFAULT_COST;
            return (long) STEPS_PER_ROUND << (cost < Bcrypt.MIN_COST || cost > MAX_COST ? Bcrypt.DEFAULT_COST : cost);
        }
    }

    private static HclFunction digest(final String name, final String algorithm) {
        return HclFunction.of(
                name,
                a -> HclValue.of(HexFormat.of()
                        .formatHex(digestOf(algorithm, Arguments.text(a, 0).getBytes(StandardCharsets.UTF_8)))),
                Parameter.text("str"));
    }

    private static byte[] digestOf(final String algorithm, final byte[] bytes) throws FunctionException {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (final NoSuchAlgorithmException missing) {
            throw new FunctionException("this Java runtime has no " + algorithm);
        }
    }

    private static HclValue uuidV5(final List<HclValue> arguments) throws FunctionException {
        final String namespace = Arguments.text(arguments, 0);
        final UUID space = namespace(namespace);
        final byte[] name = Arguments.text(arguments, 1).getBytes(StandardCharsets.UTF_8);
        final byte[] input = ByteBuffer.allocate(16 + name.length)
                .putLong(space.getMostSignificantBits())
                .putLong(space.getLeastSignificantBits())
                .put(name)
                .array();
        final byte[] hash = Arrays.copyOf(digestOf("SHA-1", input), 16);
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        final ByteBuffer bytes = ByteBuffer.wrap(hash);
        return HclValue.of(new UUID(bytes.getLong(), bytes.getLong()).toString());
    }

    private static UUID namespace(final String name) throws FunctionException {
        final String id = switch (name) {
            case "dns" -> "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
            case "url" -> "6ba7b811-9dad-11d1-80b4-00c04fd430c8";
            case "oid" -> "6ba7b812-9dad-11d1-80b4-00c04fd430c8";
            case "x500" -> "6ba7b814-9dad-11d1-80b4-00c04fd430c8";
            default -> name;
        };
        if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw new FunctionException("uuidv5() doesn't support namespace " + name);
        }
        return UUID.fromString(id);
    }
}
