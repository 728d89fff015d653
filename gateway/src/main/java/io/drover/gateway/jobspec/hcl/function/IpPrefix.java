package io.drover.gateway.jobspec.hcl.function;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * A network: an address with its host bits cleared and the length of the prefix.
 *
 * @param base the first address
 * @param length of the prefix in bits
 * @param bits of an address: 32 or 128
 */
record IpPrefix(BigInteger base, int length, int bits) {

    /** Reads {@code address/length}, or returns null. */
    static @Nullable IpPrefix parse(final String text) {
        final int slash = text.lastIndexOf('/');
        if (slash < 0 || slash == text.length() - 1 || text.length() - slash > 4) {
            return null;
        }
        final byte[] address = literalAddress(text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int length = 0;
        for (int i = slash + 1; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
            length = length * 10 + c - '0';
        }
        final int bits = address.length * 8;
        if (length > bits) {
            return null;
        }
        final BigInteger value = new BigInteger(1, address);
        return new IpPrefix(value.shiftRight(bits - length).shiftLeft(bits - length), length, bits);
    }

    /** Returns the bytes of a written address; never asks a name service. */
    private static byte @Nullable [] literalAddress(final String text) {
        final boolean isV6 = text.indexOf(':') >= 0;
        if (!text.matches(isV6 ? "[0-9a-fA-F:.]{2,45}" : "(\\d{1,3}\\.){3}\\d{1,3}")) {
            return null;
        }
        try {
            final byte[] address = InetAddress.getByName(text).getAddress();
            return isV6 && address.length == 4 ? mapped(address) : address;
        } catch (final UnknownHostException invalid) {
            return null;
        }
    }

    private static byte[] mapped(final byte[] v4) {
        final byte[] v6 = new byte[16];
        v6[10] = (byte) 0xff;
        v6[11] = (byte) 0xff;
        System.arraycopy(v4, 0, v6, 12, 4);
        return v6;
    }

    /** Writes an address of this network's family. */
    String address(final BigInteger value) {
        final byte[] bytes = new byte[bits / 8];
        final byte[] raw = value.toByteArray();
        final int count = Math.min(raw.length, bytes.length);
        System.arraycopy(raw, raw.length - count, bytes, bytes.length - count, count);
        return bits == 32 ? v4(bytes) : v6(bytes);
    }

    String netmask() {
        final BigInteger ones = BigInteger.ONE.shiftLeft(length).subtract(BigInteger.ONE);
        return address(ones.shiftLeft(bits - length));
    }

    private static String v4(final byte[] bytes) {
        return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
    }

    /** Writes groups in hexadecimal with the longest run of at least two zero groups shortened. */
    private static String v6(final byte[] bytes) {
        final int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
        }
        int bestStart = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                bestStart = i;
                bestLength = end - i;
            }
        }
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == bestStart) {
                text.append("::");
                i += bestLength - 1;
                continue;
            }
            if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return address(base) + "/" + length;
    }
}
