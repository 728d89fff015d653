package io.drover.tools.cli.tls;

import io.drover.tools.cli.ApiCommand;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;

/** {@code tls ca create}: an authority for the certificates of one cluster. */
final class CaCreateCommand extends ApiCommand {
    CaCreateCommand() {
        super(
                "tls ca create",
                "[options]",
                "Makes a certificate authority: a certificate and its key, in two files here.");
        flags.integer("days", 1_825, "How many days it is valid.")
                .text("domain", "domain", "nomad", "The domain of the cluster, which also names the files.")
                .bool("name-constraint", "Lets it sign for the domain, localhost and additional domains only.")
                .list(
                        "additional-domain",
                        "domain",
                        "With -name-constraint, one more domain. May be given several times.")
                .text("common-name", "name", "The name of the authority.")
                .text("country", "code", "US", "The country of the authority.")
                .text("postal-code", "code", "94105", "The postal code of the authority.")
                .text("province", "name", "CA", "The province of the authority.")
                .text("locality", "name", "San Francisco", "The locality of the authority.")
                .text("street-address", "address", "101 Second Street", "The street of the authority.")
                .text("organization", "name", "Drover", "The organization of the authority.")
                .text("organizational-unit", "name", "Cluster", "The unit of that organization.");
    }

    @Override
    protected int ask(final List<String> rest) {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final List<String> domains = flags.list("additional-domain");
        if (!domains.isEmpty() && !flags.isOn("name-constraint")) {
            return fail("Please use -name-constraint with -additional-domain");
        }
        if (flags.number("days") < 1) {
            return fail("-days must be at least 1");
        }
        final String prefix = flags.text("domain") + "-agent-ca";
        final String certificatePath = prefix + ".pem";
        final String keyPath = prefix + "-key.pem";
        if (Files.exists(Path.of(certificatePath))) {
            return fail("CA certificate file '" + certificatePath + "' already exists");
        }
        if (Files.exists(Path.of(keyPath))) {
            return fail("CA key file '" + keyPath + "' already exists");
        }
        try {
            final KeyPair pair = KeyMaterial.generate();
            PemFiles.writeKey(keyPath, KeyMaterial.encode(pair));
            PemFiles.writeCertificate(certificatePath, sign(pair));
        } catch (final GeneralSecurityException | IOException e) {
            return fail("Error creating CA: " + e.getMessage());
        }
        ui().output("==> CA certificate saved to: " + certificatePath);
        ui().output("==> CA certificate key saved to: " + keyPath);
        return 0;
    }

    private byte[] sign(final KeyPair pair) throws GeneralSecurityException {
        final BigInteger serial = Certificate.serial();
        final byte[] name = subject(serial).encode();
        final byte[] publicKey = pair.getPublic().getEncoded();
        final Extensions extensions =
                new Extensions().authority(permittedDomains()).keys(publicKey, publicKey);
        final int days = (int) flags.number("days");
        return Certificate.sign(serial, name, publicKey, extensions, days, name, pair.getPrivate());
    }

    private Subject subject(final BigInteger serial) {
        final String name = flags.text("common-name");
        return new Subject()
                .with("C", flags.text("country"))
                .with("POSTALCODE", flags.text("postal-code"))
                .with("ST", flags.text("province"))
                .with("L", flags.text("locality"))
                .with("STREET", flags.text("street-address"))
                .with("O", flags.text("organization"))
                .with("OU", flags.text("organizational-unit"))
                .with("CN", name.isEmpty() ? "Agent CA " + serial : name);
    }

    private List<String> permittedDomains() {
        final List<String> domains = new ArrayList<>();
        if (flags.isOn("name-constraint")) {
            domains.addAll(flags.list("additional-domain"));
            domains.add(flags.text("domain"));
            domains.add("localhost");
            if (!domains.contains(CertCreateCommand.DEFAULT_DOMAIN)) {
                domains.add(CertCreateCommand.DEFAULT_DOMAIN);
            }
        }
        return domains;
    }
}
