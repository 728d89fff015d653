package io.drover.agent.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Compares a file with the digest that a job names. */
final class Checksum {
    private static final int CHUNK_LENGTH = 64 * 1024;

    private Checksum() {}

    /**
     * Throws unless the file has the digest.
     *
     * @param expected {@code type:hex} or hex alone; nothing is checked when it is empty.
     */
    static void verify(final Path file, final String expected) throws IOException {
        if (expected.isEmpty()) {
            return;
        }
        final int colon = expected.indexOf(':');
        final String hex = expected.substring(colon + 1).toLowerCase(Locale.ROOT);
        final String type = colon < 0 ? guess(hex) : expected.substring(0, colon);
        final String got = digest(file, type);
        if (!got.equals(hex)) {
            throw new IOException("Checksums did not match for " + file + ".\nExpected: " + hex + "\nGot: " + got + "\n"
                    + name(type));
        }
    }

    private static String guess(final String hex) throws IOException {
        return switch (hex.length()) {
            case 32 -> "md5";
            case 40 -> "sha1";
            case 64 -> "sha256";
            case 128 -> "sha512";
            default -> throw new IOException("Unknown type for checksum " + hex);
        };
    }

    private static String name(final String type) {
        return type.startsWith("sha2") || type.startsWith("sha5") ? "*" + type + ".Digest" : "*" + type + ".digest";
    }

    private static String digest(final Path file, final String type) throws IOException {
        final String algorithm = switch (type) {
            case "md5" -> "MD5";
            case "sha1" -> "SHA-1";
            case "sha256" -> "SHA-256";
            case "sha512" -> "SHA-512";
            default -> throw new IOException("unsupported checksum type: " + type);
        };
        try (InputStream in = Files.newInputStream(file)) {
            final MessageDigest digest = MessageDigest.getInstance(algorithm);
            final byte[] chunk = new byte[CHUNK_LENGTH];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                digest.update(chunk, 0, length);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (final NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }
}
