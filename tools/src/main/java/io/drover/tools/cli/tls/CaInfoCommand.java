package io.drover.tools.cli.tls;

import io.drover.tools.cli.text.KeyValues;
import java.security.cert.X509Certificate;

/** {@code tls ca info}. */
final class CaInfoCommand extends CertificateInfo {
    private static final String NAME_CONSTRAINTS = "2.5.29.30";

    CaInfoCommand() {
        super("tls ca info", "CA", "Shows the certificate of an authority.");
    }

    @Override
    void addFacts(final KeyValues facts, final X509Certificate certificate) {
        facts.add("Is CA", certificate.getBasicConstraints() >= 0);
        facts.add("Has Name Constraints", certificate.getExtensionValue(NAME_CONSTRAINTS) != null);
    }
}
