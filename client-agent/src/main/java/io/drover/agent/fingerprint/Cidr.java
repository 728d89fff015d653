package io.drover.agent.fingerprint;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of addresses.
 *
 * @param network its first address.
 * @param prefix how many leading bits are fixed.
 */
record Cidr(InetAddress network, int prefix) {
    /**
     * Parses {@code 10.0.0.0/8} or {@code fd00::/64}; no name is ever looked up.
     *
     * @throws IllegalArgumentException naming the text.
     */
    static Cidr parse(final String text) {
        final int slash = text.indexOf('/');
        try {
            if (slash > 0 && text.substring(0, slash).matches("[0-9a-fA-F.:]+")) {
                final InetAddress network = InetAddress.getByName(text.substring(0, slash));
                final int prefix = Integer.parseInt(text.substring(slash + 1));
                if (prefix >= 0 && prefix <= network.getAddress().length * Byte.SIZE) {
                    return new Cidr(network, prefix);
                }
            }
        } catch (final UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("invalid CIDR address: " + text, e);
        }
        throw new IllegalArgumentException("invalid CIDR address: " + text);
    }

    boolean contains(final InetAddress address) {
        final byte[] ours = network.getAddress();
        final byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            final int mask = 0x80 >> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
