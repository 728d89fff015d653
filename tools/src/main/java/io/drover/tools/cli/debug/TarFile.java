package io.drover.tools.cli.debug;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a compressed archive of files in the form of POSIX tar:
 *
 * <pre>
 *  name (100) | mode (8) | uid (8) | gid (8) | size (12) | time (12) | sum (8) | type (1) | … | "ustar" (6) | "00" (2) | … to 512
 *  content, filled up to a multiple of 512                                            … two empty blocks at the end
 * </pre>
 */
final class TarFile implements AutoCloseable {
    private static final int BLOCK_LENGTH = 512;
    private static final int NAME_LENGTH_MAX = 100;
    private static final int SUM_AT = 148;
    private static final int SUM_LENGTH = 8;

    private final OutputStream out;
    private final long timeSeconds;

    /** Creates the file, which must not be there yet. Only its owner may read it: it may hold secrets of jobs. */
    TarFile(final Path path, final long timeSeconds) throws IOException {
        this.timeSeconds = timeSeconds;
        out = new GZIPOutputStream(
                Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        path.toFile().setReadable(false, false);
        path.toFile().setReadable(true, true);
    }

    /** Adds a file. */
    void add(final String name, final byte[] content) throws IOException {
        final byte[] header = new byte[BLOCK_LENGTH];
        final byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        if (nameBytes.length > NAME_LENGTH_MAX) {
            throw new IOException("name of a file exceeds " + NAME_LENGTH_MAX + " bytes: " + name);
        }
        System.arraycopy(nameBytes, 0, header, 0, nameBytes.length);
        put(header, 100, "0000600\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format("%011o\0", content.length));
        put(header, 136, String.format("%011o\0", timeSeconds));
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        put(header, SUM_AT, " ".repeat(SUM_LENGTH));
        int sum = 0;
        for (final byte each : header) {
            sum += each & 0xff;
        }
        put(header, SUM_AT, String.format("%06o\0 ", sum));
        out.write(header);
        out.write(content);
        out.write(new byte[(BLOCK_LENGTH - content.length % BLOCK_LENGTH) % BLOCK_LENGTH]);
    }

    @Override
    public void close() throws IOException {
        out.write(new byte[2 * BLOCK_LENGTH]);
        out.close();
    }

    private static void put(final byte[] header, final int at, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
