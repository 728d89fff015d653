package io.drover.tools.cli.tls;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** What a certificate allows, and for which names. */
final class Extensions {
    private static final String SUBJECT_KEY_ID = "2.5.29.14";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final String AUTHORITY_KEY_ID = "2.5.29.35";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final int DIGITAL_SIGNATURE = 0x80;
    private static final int KEY_ENCIPHERMENT = 0x20;
    private static final int SIGN_CERTIFICATES = 0x04;
    private static final int SIGN_REVOCATIONS = 0x02;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final List<byte[]> extensions = new ArrayList<>();

    /** May sign other certificates, those for given domains only if there are any. */
    Extensions authority(final List<String> domains) {
        add(BASIC_CONSTRAINTS, true, Der.sequence(Der.bool(true)));
        add(KEY_USAGE, true, Der.flags(DIGITAL_SIGNATURE | SIGN_CERTIFICATES | SIGN_REVOCATIONS));
        if (!domains.isEmpty()) {
            final List<byte[]> permitted = new ArrayList<>();
            for (final String domain : domains) {
                permitted.add(Der.sequence(Der.taggedBytes(DNS_NAME, bytes(domain))));
            }
            add(NAME_CONSTRAINTS, true, Der.sequence(Der.tagged(0, Der.join(permitted.toArray(new byte[0][])))));
        }
        return this;
    }

    /** May take part in connections, as the one who is called too if it is a server's. */
    Extensions endpoint(final boolean isServer) {
        add(BASIC_CONSTRAINTS, true, Der.sequence());
        add(KEY_USAGE, true, Der.flags(DIGITAL_SIGNATURE | KEY_ENCIPHERMENT));
        final byte[] client = Der.oid(CLIENT_AUTHENTICATION);
        add(
                EXTENDED_KEY_USAGE,
                false,
                isServer ? Der.sequence(Der.oid(SERVER_AUTHENTICATION), client) : Der.sequence(client));
        return this;
    }

    /** Stands for these names and addresses. */
    Extensions names(final List<String> dnsNames, final List<InetAddress> addresses) {
        final List<byte[]> names = new ArrayList<>();
        for (final String name : dnsNames) {
            names.add(Der.taggedBytes(DNS_NAME, bytes(name)));
        }
        for (final InetAddress address : addresses) {
            names.add(Der.taggedBytes(IP_ADDRESS, address.getAddress()));
        }
        add(ALTERNATIVE_NAMES, false, Der.sequence(names.toArray(new byte[0][])));
        return this;
    }

    /** Is about this key, and signed by that one. */
    Extensions keys(final byte[] subjectKey, final byte[] authorityKey) {
        add(SUBJECT_KEY_ID, false, Der.octets(digest(subjectKey)));
        add(AUTHORITY_KEY_ID, false, Der.sequence(Der.taggedBytes(0, digest(authorityKey))));
        return this;
    }

    byte[] encode() {
        return Der.sequence(extensions.toArray(new byte[0][]));
    }

    private void add(final String oid, final boolean isCritical, final byte[] value) {
        extensions.add(
                isCritical
                        ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value))
                        : Der.sequence(Der.oid(oid), Der.octets(value)));
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] digest(final byte[] key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK knows SHA-256", e);
        }
    }
}
