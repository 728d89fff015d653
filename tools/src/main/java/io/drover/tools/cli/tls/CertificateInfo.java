package io.drover.tools.cli.tls;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.text.KeyValues;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/** A command that shows the certificate in a file. */
abstract class CertificateInfo extends ApiCommand {
    private final String what;

    /**
     * Describes the command.
     *
     * @param name the words that call it.
     * @param what how messages call the file.
     * @param summary what it does.
     */
    CertificateInfo(final String name, final String what, final String summary) {
        super(name, "<" + what + " file>", summary);
        this.what = what;
    }

    /** Adds what this kind of certificate is asked for beside the common facts. */
    abstract void addFacts(KeyValues facts, X509Certificate certificate);

    @Override
    protected final int ask(final List<String> rest) {
        if (rest.size() > 1) {
            return usageError("This command takes one argument: <file>");
        }
        if (rest.isEmpty()) {
            return fail("no PEM-encoded data found");
        }
        final String pem;
        try {
            pem = PemFiles.read(rest.get(0));
        } catch (final IOException e) {
            return fail("Error reading " + what + " file: " + e.getMessage());
        }
        try {
            final X509Certificate certificate = PemFiles.certificate(pem);
            final KeyValues facts = CertificateText.of(certificate);
            addFacts(facts, certificate);
            ui().output(facts.toString());
            return 0;
        } catch (final IOException e) {
            return fail(String.valueOf(e.getMessage()));
        }
    }
}
