package io.drover.agent.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.drover.agent.task.GoText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A file as the API describes it.
 *
 * @param name last part of its path.
 * @param directory whether it is a directory.
 * @param size bytes.
 * @param mode such as {@code -rw-r--r--}.
 * @param modifiedNs last change, nanoseconds since the epoch.
 * @param contentType what it seems to contain, empty when that was not asked for.
 */
record FileInfo(String name, boolean directory, long size, String mode, long modifiedNs, String contentType) {
    private static final int TYPE_MASK = 0_170000;
    private static final int DIRECTORY = 0_040000;
    private static final int LINK = 0_120000;
    private static final int PIPE = 0_010000;
    private static final int SOCKET = 0_140000;
    private static final int BLOCK_DEVICE = 0_060000;
    private static final int CHARACTER_DEVICE = 0_020000;

    /** An entry of a listing; links are shown as links. */
    static FileInfo ofEntry(final Path path) throws IOException {
        return of(path, "", LinkOption.NOFOLLOW_LINKS);
    }

    /** One file; links are followed and the content is looked at. */
    static FileInfo of(final Path path) throws IOException {
        return of(path, contentType(path));
    }

    private static FileInfo of(final Path path, final String contentType, final LinkOption... options)
            throws IOException {
        final PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class, options);
        final int mode = Objects.requireNonNull((Integer) Files.getAttribute(path, "unix:mode", options));
        final boolean regularOrDirectory = (mode & TYPE_MASK) != PIPE && (mode & TYPE_MASK) != SOCKET;
        return new FileInfo(
                String.valueOf(path.getFileName()),
                (mode & TYPE_MASK) == DIRECTORY,
                regularOrDirectory ? attributes.size() : 0,
                mode(mode),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                contentType);
    }

    private static String contentType(final Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return ContentType.BINARY;
        }
        if (path.toString().endsWith(".json")) {
            return ClientResponse.JSON;
        }
        try (InputStream in = Files.newInputStream(path)) {
            final byte[] start = in.readNBytes(ContentType.LENGTH_MAX);
            return start.length == 0 ? ContentType.BINARY : ContentType.of(start);
        }
    }

    void writeTo(final JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("Name", name);
        json.writeBooleanField("IsDir", directory);
        json.writeNumberField("Size", size);
        json.writeStringField("FileMode", mode);
        json.writeStringField("ModTime", GoText.time(modifiedNs));
        json.writeStringField("ContentType", contentType);
        json.writeEndObject();
    }

    /** The notation of the API: kind and special bits first, then the nine permissions. */
    static String mode(final int mode) {
        final StringBuilder text = new StringBuilder(12);
        switch (mode & TYPE_MASK) {
            case DIRECTORY -> text.append('d');
            case LINK -> text.append('L');
            case BLOCK_DEVICE -> text.append('D');
            case PIPE -> text.append('p');
            case SOCKET -> text.append('S');
            case CHARACTER_DEVICE -> text.append("Dc");
            default -> {}
        }
        append(text, mode, 0_4000, 'u');
        append(text, mode, 0_2000, 'g');
        append(text, mode, 0_1000, 't');
        if (text.length() == 0) {
            text.append('-');
        }
        for (int bit = 8; bit >= 0; bit--) {
            text.append((mode & 1 << bit) == 0 ? '-' : "xwr".charAt(bit % 3));
        }
        return text.toString();
    }

    private static void append(final StringBuilder text, final int mode, final int bit, final char letter) {
        if ((mode & bit) != 0) {
            text.append(letter);
        }
    }
}
