package io.drover.tools.cli.tls;

import io.drover.tools.cli.text.KeyValues;
import java.security.cert.X509Certificate;

/** {@code tls cert info}. */
final class CertInfoCommand extends CertificateInfo {
    CertInfoCommand() {
        super("tls cert info", "certificate", "Shows a certificate.");
    }

    @Override
    void addFacts(final KeyValues facts, final X509Certificate certificate) {
        facts.add("DNS and IP Names", String.join(", ", CertificateText.names(certificate)));
    }
}
