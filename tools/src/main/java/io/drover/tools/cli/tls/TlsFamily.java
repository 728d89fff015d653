package io.drover.tools.cli.tls;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.Family;
import org.jspecify.annotations.Nullable;

/** {@code tls}. */
public final class TlsFamily implements Family {
    @Override
    public String synopsis() {
        return "Makes the certificates with which agents and clients know each other.";
    }

    @Override
    public String[][] members() {
        return new String[][] {
            {"ca create", "Make a certificate authority"},
            {"ca info", "Show the certificate of an authority"},
            {"cert create", "Make a certificate that an authority has signed"},
            {"cert info", "Show a certificate"},
        };
    }

    @Override
    public @Nullable Command create(final String name) {
        return switch (name) {
            case "ca create" -> new CaCreateCommand();
            case "ca info" -> new CaInfoCommand();
            case "cert create" -> new CertCreateCommand();
            case "cert info" -> new CertInfoCommand();
            default -> null;
        };
    }
}
