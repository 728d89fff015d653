package io.drover.tools.cli.http;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Accepts a server whose certificate carries a given name, whatever host the connection went to. */
final class ServerName implements HostnameVerifier {
    /** The kind of alternative name that is a DNS name, by RFC 5280. */
    private static final int DNS_NAME = 2;

    private final String name;

    ServerName(final String name) {
        this.name = name;
    }

    @Override
    public boolean verify(final String host, final SSLSession session) {
        try {
            final Certificate certificate = session.getPeerCertificates()[0];
            return certificate instanceof X509Certificate server && carries(server);
        } catch (final SSLPeerUnverifiedException | CertificateParsingException e) {
            return false;
        }
    }

    private boolean carries(final X509Certificate certificate) throws CertificateParsingException {
        final @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names == null) {
            return false;
        }
        for (final List<?> entry : names) {
            if (Integer.valueOf(DNS_NAME).equals(entry.get(0)) && name.equalsIgnoreCase(String.valueOf(entry.get(1)))) {
                return true;
            }
        }
        return false;
    }
}
