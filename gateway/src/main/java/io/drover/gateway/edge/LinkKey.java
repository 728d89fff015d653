package io.drover.gateway.edge;

import io.drover.sbe.frame.FrameMac;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The secret that all edges of a cluster share. It signs tickets, so that a node which joined at one edge is known at every other,
 * and is what frame keys are derived from. Immutable.
 */
public final class LinkKey {
    /** Bytes of a ticket: node id, handle, expiry, code. */
    private static final int SIGNED_LENGTH = 4 * Long.BYTES;

    private static final int TICKET_LENGTH = SIGNED_LENGTH + FrameMac.LENGTH;

    private final byte[] secret;

    /** Takes the secret, at least 16 bytes. */
    public LinkKey(final byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("link key of " + secret.length + " bytes; at least 16 are needed");
        }
        this.secret = secret.clone();
    }

    /**
     * What a node shows to open a connection.
     *
     * @param nodeId the node.
     * @param nodeHandle its row and generation.
     * @param expiresMs end of validity, milliseconds since the epoch.
     */
    public record Ticket(UUID nodeId, long nodeHandle, long expiresMs) {}

    /** A ticket as the node keeps it. */
    public byte[] sign(final Ticket ticket) {
        final byte[] bytes =
                ByteBuffer.allocate(TICKET_LENGTH).put(signed(ticket)).array();
        final byte[] code = new FrameMac(secret).derive("drover ticket", signed(ticket));
        System.arraycopy(code, 0, bytes, SIGNED_LENGTH, code.length);
        return bytes;
    }

    /** The ticket in the bytes, or null when it is none of this cluster's or its time is over. */
    public @Nullable Ticket verify(final byte[] bytes, final long nowMs) {
        if (bytes.length != TICKET_LENGTH) {
            return null;
        }
        final byte[] signed = Arrays.copyOf(bytes, SIGNED_LENGTH);
        final byte[] code = new FrameMac(secret).derive("drover ticket", signed);
        if (!MessageDigest.isEqual(code, Arrays.copyOfRange(bytes, SIGNED_LENGTH, TICKET_LENGTH))) {
            return null;
        }
        final ByteBuffer fields = ByteBuffer.wrap(signed);
        final Ticket ticket =
                new Ticket(new UUID(fields.getLong(), fields.getLong()), fields.getLong(), fields.getLong());
        return ticket.expiresMs() > nowMs ? ticket : null;
    }

    /** The key for frames of the ticket's node. */
    public byte[] frameKey(final Ticket ticket) {
        return new FrameMac(secret).derive("drover frames", signed(ticket));
    }

    private static byte[] signed(final Ticket ticket) {
        return ByteBuffer.allocate(SIGNED_LENGTH)
                .putLong(ticket.nodeId().getMostSignificantBits())
                .putLong(ticket.nodeId().getLeastSignificantBits())
                .putLong(ticket.nodeHandle())
                .putLong(ticket.expiresMs())
                .array();
    }
}
