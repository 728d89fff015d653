package io.drover.agent.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Who a node is: an id that everybody sees and a secret that only the node knows. Both are made once and kept, so that a restarted
 * agent is the same node.
 *
 * @param nodeId the node's id.
 * @param secret 64 hex digits; never logged.
 */
public record NodeIdentity(UUID nodeId, String secret) {
    private static final int SECRET_LENGTH = 32;

    /** Another identity. */
    public static NodeIdentity create() {
        final byte[] secret = new byte[SECRET_LENGTH];
        new SecureRandom().nextBytes(secret);
        return new NodeIdentity(UUID.randomUUID(), HexFormat.of().formatHex(secret));
    }

    /** The identity kept in this directory, made there if there is none. */
    public static NodeIdentity loadOrCreate(final Path directory) throws IOException {
        final Path idFile = directory.resolve("client-id");
        final Path secretFile = directory.resolve("secret-id");
        if (Files.exists(idFile) && Files.exists(secretFile)) {
            return new NodeIdentity(
                    UUID.fromString(
                            Files.readString(idFile, StandardCharsets.US_ASCII).trim()),
                    Files.readString(secretFile, StandardCharsets.US_ASCII).trim());
        }
        final NodeIdentity identity = create();
        Files.createDirectories(directory);
        writePrivately(secretFile, identity.secret);
        writePrivately(idFile, identity.nodeId.toString());
        return identity;
    }

    /** The secret stays out of logs and messages. */
    @Override
    public String toString() {
        return "node " + nodeId;
    }

    private static void writePrivately(final Path file, final String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }
}
