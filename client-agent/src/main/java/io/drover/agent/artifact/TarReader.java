package io.drover.agent.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a tar archive entry by entry, with the long names of GNU and POSIX. */
final class TarReader {
    static final char FILE = '0';
    static final char LINK = '2';
    static final char DIRECTORY = '5';

    private static final int BLOCK_LENGTH = 512;
    private static final int LONG_NAME_LENGTH_MAX = 64 * 1024;

    /** What stands in front of a file. */
    record Entry(String name, char type, int mode, long length, String link) {}

    private final InputStream in;
    private final byte[] block = new byte[BLOCK_LENGTH];
    private long contentLeft;
    private long padding;

    TarReader(final InputStream in) {
        this.in = in;
    }

    /** The next entry, {@code null} at the end. What is left of the one before is skipped. */
    @Nullable
    Entry next() throws IOException {
        String longName = "";
        String longLink = "";
        while (true) {
            in.skipNBytes(contentLeft + padding);
            contentLeft = 0;
            padding = 0;
            if (in.readNBytes(block, 0, BLOCK_LENGTH) < BLOCK_LENGTH || block[0] == 0) {
                return null;
            }
            final long length = number(124, 12);
            if (length < 0) {
                throw new IOException("archive/tar: invalid tar header");
            }
            contentLeft = length;
            padding = (BLOCK_LENGTH - length % BLOCK_LENGTH) % BLOCK_LENGTH;
            final char type = block[156] == 0 ? FILE : (char) block[156];
            switch (type) {
                case 'L' -> longName = text(longText(length));
                case 'K' -> longLink = text(longText(length));
                case 'x' -> {
                    final String extended = new String(longText(length), StandardCharsets.UTF_8);
                    longName = extended(extended, "path", longName);
                    longLink = extended(extended, "linkpath", longLink);
                }
                case 'g' -> longText(length);
                default -> {
                    return entry(type, length, longName, longLink);
                }
            }
        }
    }

    /** The content of the entry; its length is the entry's. */
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                final byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(final byte[] bytes, final int offset, final int length) throws IOException {
                if (contentLeft == 0) {
                    return -1;
                }
                final int read = in.read(bytes, offset, (int) Math.min(length, contentLeft));
                contentLeft -= Math.max(0, read);
                return read;
            }
        };
    }

    private Entry entry(final char type, final long length, final String longName, final String longLink)
            throws IOException {
        final String prefix = block[257] == 'u' && block[263] == '0' ? text(345, 155) : "";
        final String shortName = prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
        final String name = longName.isEmpty() ? shortName : longName;
        final char kind = name.endsWith("/") && type == FILE ? DIRECTORY : type;
        return new Entry(
                name, kind, (int) number(100, 8) & 0777, length, longLink.isEmpty() ? text(157, 100) : longLink);
    }

    private byte[] longText(final long length) throws IOException {
        if (length > LONG_NAME_LENGTH_MAX) {
            throw new IOException("archive/tar: header field too long");
        }
        final byte[] bytes = in.readNBytes((int) length);
        contentLeft = 0;
        return bytes;
    }

    private static String extended(final String records, final String key, final String absent) {
        for (final String line : records.split("\n", -1)) {
            final int blank = line.indexOf(' ');
            if (blank > 0 && line.startsWith(key + "=", blank + 1)) {
                return line.substring(blank + key.length() + 2);
            }
        }
        return absent;
    }

    private static String text(final byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private String text(final int offset, final int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.UTF_8);
    }

    /** Octal digits, or, when the first bit is set, a binary number. */
    private long number(final int offset, final int length) throws IOException {
        long value = 0;
        if ((block[offset] & 0x80) != 0) {
            for (int i = offset + length - 8; i < offset + length; i++) {
                value = value << 8 | block[i] & 0xff;
            }
            return value;
        }
        final String digits = text(offset, length).trim();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (final NumberFormatException e) {
            throw new IOException("archive/tar: invalid tar header", e);
        }
    }
}
