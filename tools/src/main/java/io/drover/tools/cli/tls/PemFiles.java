package io.drover.tools.cli.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Certificates and keys as files of text. Files are never overwritten; keys are readable by their owner alone. */
final class PemFiles {
    private static final int LINE_LENGTH = 64;

    private PemFiles() {}

    static void writeCertificate(final String path, final byte[] certificate) throws IOException {
        write(path, "CERTIFICATE", certificate, "rw-r--r--");
    }

    static void writeKey(final String path, final byte[] key) throws IOException {
        write(path, "EC PRIVATE KEY", key, "rw-------");
    }

    /** The text of a file. The message of the exception is fit for users. */
    static String read(final String path) throws IOException {
        try {
            return Files.readString(Path.of(path));
        } catch (final NoSuchFileException e) {
            throw new IOException("open " + path + ": no such file or directory", e);
        } catch (final IOException e) {
            throw new IOException("open " + path + ": " + e.getMessage(), e);
        }
    }

    static X509Certificate certificate(final String pem) throws IOException {
        if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
            throw new IOException("no PEM-encoded data found");
        }
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (final CertificateException e) {
            throw new IOException("the certificate cannot be read: " + e.getMessage(), e);
        }
    }

    private static void write(final String path, final String kind, final byte[] content, final String permissions)
            throws IOException {
        final Path file = Path.of(path);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        } catch (final FileAlreadyExistsException e) {
            throw new IOException("file '" + path + "' already exists", e);
        }
        final Base64.Encoder lines = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'});
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + lines.encodeToString(content) + "\n-----END " + kind + "-----\n",
                StandardOpenOption.WRITE);
    }
}
