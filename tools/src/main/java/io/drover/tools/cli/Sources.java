package io.drover.tools.cli;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Input that a user names by a path, where a dash means standard input. */
public final class Sources {
    /** More than any specification needs; the server refuses less than this. */
    private static final int BYTES_MAX = 64 << 20;

    private Sources() {}

    /** The whole text. The message of the exception says why it cannot be read, without the path. */
    public static String read(final String path, final Ui ui) throws IOException {
        return new String(readBytes(path, ui), StandardCharsets.UTF_8);
    }

    public static byte[] readBytes(final String path, final Ui ui) throws IOException {
        if (path.equals("-")) {
            return bounded(ui.in());
        }
        try (InputStream in = new BufferedInputStream(new FileInputStream(path))) {
            return bounded(in);
        } catch (final FileNotFoundException e) {
            final String message = String.valueOf(e.getMessage());
            throw new IOException(
                    message.contains("Permission denied")
                            ? "permission denied"
                            : message.contains("Is a directory") ? "is a directory" : "no such file or directory",
                    e);
        }
    }

    private static byte[] bounded(final InputStream in) throws IOException {
        final byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new IOException("more than " + BYTES_MAX + " bytes");
        }
        return bytes;
    }
}
