package io.drover.tools.cli.tls;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.PrivateKeyPem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code tls cert create}: a certificate for a server, a client agent or the command line. */
final class CertCreateCommand extends ApiCommand {
    /** The domain by whose names agents know each other whatever their own domain is. */
    static final String DEFAULT_DOMAIN = "nomad";

    private static final String WARNING = "==> WARNING: Server Certificates grants authority to become a\n"
            + "    server and access all state in the cluster including root keys\n"
            + "    and all ACL tokens. Do not distribute them to production hosts\n"
            + "    that are not server nodes. Store them as securely as CA keys.";

    CertCreateCommand() {
        super(
                "tls cert create",
                "[options]",
                "Makes a certificate that the authority in this directory has signed, and its key, in two files.");
        flags.bool("server", "Makes one for servers.")
                .bool("client", "Makes one for client agents.")
                .bool("cli", "Makes one for the command line.")
                .text("ca", "path", "The authority's certificate. Default = <domain>-agent-ca.pem.")
                .text("key", "path", "The authority's key. Default = <domain>-agent-ca-key.pem.")
                .integer("days", 365, "How many days it is valid.")
                .text("domain", "domain", DEFAULT_DOMAIN, "The domain of the cluster.")
                .text("region", "region", "global", "The region of the agent.")
                .list("additional-dnsname", "name", "One more name that it stands for. May be given several times.")
                .list("additional-ipaddress", "address", "One more address. May be given several times.");
    }

    @Override
    protected int ask(final List<String> rest) {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final List<String> kinds = new ArrayList<>(List.of("server", "client", "cli"));
        kinds.removeIf(kind -> !flags.isOn(kind));
        if (kinds.size() != 1) {
            return fail("Please provide either -server, -client, or -cli");
        }
        if (flags.number("days") < 1) {
            return fail("-days must be at least 1");
        }
        return create(kinds.get(0));
    }

    private int create(final String kind) {
        final String authorityPath = given("ca", "-agent-ca.pem");
        final String authorityKeyPath = given("key", "-agent-ca-key.pem");
        final X509Certificate authority;
        final PrivateKey authorityKey;
        try {
            authority = PemFiles.certificate(PemFiles.read(authorityPath));
        } catch (final IOException e) {
            return fail("Error reading CA: " + e.getMessage());
        }
        try {
            authorityKey = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(
                            PrivateKeyPem.pkcs8(PemFiles.read(authorityKeyPath), authorityKeyPath)));
        } catch (final GeneralSecurityException | IOException e) {
            return fail("Error reading CA key: " + e.getMessage());
        }
        final String prefix = flags.text("region") + '-' + kind + '-' + flags.text("domain");
        final String certificatePath = prefix + ".pem";
        final String keyPath = prefix + "-key.pem";
        if (Files.exists(Path.of(certificatePath)) || Files.exists(Path.of(keyPath))) {
            return fail("Certificate file '" + certificatePath + "' or key file '" + keyPath + "' already exists");
        }
        if (kind.equals("server")) {
            ui().error(WARNING);
        }
        ui().output("==> Using CA file " + authorityPath + " and CA key " + authorityKeyPath);
        try {
            final KeyPair pair = KeyMaterial.generate();
            PemFiles.writeKey(keyPath, KeyMaterial.encode(pair));
            PemFiles.writeCertificate(certificatePath, sign(kind, pair, authority, authorityKey));
        } catch (final GeneralSecurityException | IOException e) {
            return fail("Error creating certificate: " + e.getMessage());
        }
        final String title = Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
        ui().output("==> " + title + " Certificate saved to " + certificatePath);
        ui().output("==> " + (kind.equals("cli") ? "CLI" : title) + " Certificate key saved to " + keyPath);
        return 0;
    }

    private byte[] sign(
            final String kind, final KeyPair pair, final X509Certificate authority, final PrivateKey authorityKey)
            throws GeneralSecurityException, UnknownHostException {
        final String ownName = kind + '.' + flags.text("region") + '.';
        final Set<String> names = new LinkedHashSet<>(flags.list("additional-dnsname"));
        names.add(ownName + flags.text("domain"));
        names.add(ownName + DEFAULT_DOMAIN);
        names.add("localhost");
        final List<InetAddress> addresses = new ArrayList<>();
        addresses.add(InetAddress.getLoopbackAddress());
        for (final String address : flags.list("additional-ipaddress")) {
            addresses.add(literal(address));
        }
        final byte[] publicKey = pair.getPublic().getEncoded();
        final Extensions extensions = new Extensions()
                .endpoint(!kind.equals("cli"))
                .names(List.copyOf(names), addresses)
                .keys(publicKey, authority.getPublicKey().getEncoded());
        return Certificate.sign(
                Certificate.serial(),
                new Subject().with("CN", ownName + flags.text("domain")).encode(),
                publicKey,
                extensions,
                (int) flags.number("days"),
                authority.getSubjectX500Principal().getEncoded(),
                authorityKey);
    }

    /** An address that is written in numbers: no name is looked up. */
    private static InetAddress literal(final String text) throws UnknownHostException {
        if (!text.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new UnknownHostException("invalid IP address " + text);
        }
        return InetAddress.getAllByName(text)[0];
    }

    private String given(final String flag, final String suffix) {
        final String path = flags.text(flag);
        return path.isEmpty() ? flags.text("domain") + suffix : path;
    }
}
