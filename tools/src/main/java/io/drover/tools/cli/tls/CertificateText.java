package io.drover.tools.cli.tls;

import io.drover.tools.cli.text.KeyValues;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What people want to know of a certificate. */
final class CertificateText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX").withZone(ZoneId.systemDefault());

    private CertificateText() {}

    static KeyValues of(final X509Certificate certificate) {
        return new KeyValues()
                .add("Serial Number", certificate.getSerialNumber().toString())
                .add(
                        "Issuer CN",
                        commonName(certificate.getIssuerX500Principal().getName()))
                .add(
                        "Common Name",
                        commonName(certificate.getSubjectX500Principal().getName()))
                .add("Expiry Date", TIME.format(certificate.getNotAfter().toInstant()));
    }

    /** Names and addresses that it stands for. */
    static List<String> names(final X509Certificate certificate) {
        final List<String> names = new ArrayList<>();
        try {
            final Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (final CertificateParsingException e) {
            names.add("unreadable: " + e.getMessage());
        }
        return names;
    }

    private static String commonName(final String name) {
        for (final String part : name.split(",")) {
            if (part.startsWith("CN=")) {
                return part.substring("CN=".length());
            }
        }
        return name;
    }
}
