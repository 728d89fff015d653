package io.drover.tools.cli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.http.PrivateKeyPem;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    @TempDir
    private Path folder;

    private final KeyPair topKey;
    private X509Certificate top;

    CertificatesTest() throws Exception {
        topKey = KeyMaterial.generate();
    }

    @Test
    void shouldMakeCertificatesThatTheJdkTrusts() throws Exception {
        final KeyPair authorityKey = KeyMaterial.generate();
        final X509Certificate authority = authority(authorityKey, List.of());
        final X509Certificate server = endpoint(authority, authorityKey.getPrivate(), "server.global.nomad");

        assertThat(validates(authority, server)).isTrue();
        assertThat(authority.getBasicConstraints()).isGreaterThanOrEqualTo(0);
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(CertificateText.names(server)).containsExactly("server.global.nomad", "127.0.0.1");
        assertThat(CertificateText.of(server).toString()).contains("Common Name   = server.global.nomad");
    }

    @Test
    void shouldRestrictAnAuthorityToItsDomains() throws Exception {
        final KeyPair authorityKey = KeyMaterial.generate();
        final X509Certificate authority = authority(authorityKey, List.of("nomad"));

        assertThat(validates(authority, endpoint(authority, authorityKey.getPrivate(), "server.global.nomad")))
                .isTrue();
        assertThat(validates(authority, endpoint(authority, authorityKey.getPrivate(), "server.global.other")))
                .isFalse();
    }

    @Test
    void shouldWriteFilesThatItReadsBack() throws Exception {
        final KeyPair pair = KeyMaterial.generate();
        final String keyPath = folder.resolve("key.pem").toString();
        PemFiles.writeKey(keyPath, KeyMaterial.encode(pair));

        final byte[] encoded = PrivateKeyPem.pkcs8(PemFiles.read(keyPath), keyPath);
        final PrivateKey read = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        assertThat(((ECPrivateKey) read).getS()).isEqualTo(((ECPrivateKey) pair.getPrivate()).getS());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(keyPath))))
                .isEqualTo("rw-------");
        Assertions.assertThatThrownBy(() -> PemFiles.writeKey(keyPath, new byte[0]))
                .hasMessageContaining("already exists");
        Assertions.assertThatThrownBy(() -> PemFiles.certificate("nothing")).hasMessage("no PEM-encoded data found");
    }

    @Test
    void shouldEncodeNumbersAndLengthsInTheirShortestForm() {
        assertThat(Der.oid("1.2.840.10045.3.1.7"))
                .isEqualTo(new byte[] {6, 8, 42, (byte) 0x86, 72, (byte) 0xce, 61, 3, 1, 7});
        assertThat(Der.integer(BigInteger.valueOf(128))).isEqualTo(new byte[] {2, 2, 0, (byte) 128});
        assertThat(Der.octets(new byte[200])).startsWith(4, 0x81, 200).hasSize(203);
        assertThat(Der.octets(new byte[300])).startsWith(4, 0x82, 1, 44).hasSize(304);
        assertThat(Der.flags(0xa0)).isEqualTo(new byte[] {3, 2, 5, (byte) 0xa0});
        assertThat(Der.utf8("a")).isEqualTo(new byte[] {12, 1, 'a'});
    }

    /** An authority that another one has signed: those at the top are trusted whatever they say of themselves. */
    private X509Certificate authority(final KeyPair pair, final List<String> domains) throws Exception {
        final byte[] topName = new Subject().with("CN", "top").encode();
        final byte[] topPublic = topKey.getPublic().getEncoded();
        top = parsed(Certificate.sign(
                Certificate.serial(),
                topName,
                topPublic,
                new Extensions().authority(List.of()).keys(topPublic, topPublic),
                2,
                topName,
                topKey.getPrivate()));
        final byte[] key = pair.getPublic().getEncoded();
        return parsed(Certificate.sign(
                Certificate.serial(),
                new Subject().with("CN", "authority").with("O", "").encode(),
                key,
                new Extensions().authority(domains).keys(key, topPublic),
                2,
                topName,
                topKey.getPrivate()));
    }

    private static X509Certificate endpoint(
            final X509Certificate authority, final PrivateKey authorityKey, final String name) throws Exception {
        final byte[] key = KeyMaterial.generate().getPublic().getEncoded();
        return parsed(Certificate.sign(
                Certificate.serial(),
                new Subject().with("CN", name).encode(),
                key,
                new Extensions()
                        .endpoint(true)
                        .names(List.of(name), List.of(InetAddress.getLoopbackAddress()))
                        .keys(key, authority.getPublicKey().getEncoded()),
                1,
                authority.getSubjectX500Principal().getEncoded(),
                authorityKey));
    }

    private static X509Certificate parsed(final byte[] certificate) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private boolean validates(final X509Certificate authority, final X509Certificate certificate) throws Exception {
        final CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate, authority));
        final PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(top, null)));
        parameters.setRevocationEnabled(false);
        try {
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return true;
        } catch (final CertPathValidatorException ex) {
            return false;
        }
    }
}
