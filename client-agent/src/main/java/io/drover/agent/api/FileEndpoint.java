package io.drover.agent.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /v1/client/fs/{ls,stat,cat,readat,stream}}. Blocks on the file system; called on the relay's threads. */
final class FileEndpoint {
    /** A directory with more entries is cut, because the listing is built in memory. */
    private static final int ENTRY_COUNT_MAX = 100_000;

    private static final int COPY_LENGTH = 64 * 1024;

    private final Path allocsDir;
    private final DirectoryWatcher watcher;

    FileEndpoint(final Path allocsDir, final DirectoryWatcher watcher) {
        this.allocsDir = allocsDir;
        this.watcher = watcher;
    }

    ClientResponse list(final String allocId, final ClientRequest request) throws ApiException {
        final AllocFiles files = files(allocId);
        final Path directory = files.resolve(request.text("path"), 500);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            final List<Path> paths = new ArrayList<>();
            for (final Path entry : entries) {
                if (paths.size() == ENTRY_COUNT_MAX) {
                    break;
                }
                paths.add(entry);
            }
            paths.sort(null);
            return ClientResponse.json(JsonText.of(json -> {
                json.writeStartArray();
                for (final Path path : paths) {
                    FileInfo.ofEntry(path).writeTo(json);
                }
                json.writeEndArray();
            }));
        } catch (final NotDirectoryException e) {
            throw new ApiException(500, Errors.of("open", directory, e));
        } catch (final IOException e) {
            throw new ApiException(Errors.isMissing(e) ? 404 : 500, Errors.of("open", directory, e));
        }
    }

    ClientResponse stat(final String allocId, final ClientRequest request) throws ApiException {
        final Path file = files(allocId).resolve(requiredPath(request, 400), 500);
        try {
            final FileInfo info = FileInfo.of(file);
            return ClientResponse.json(JsonText.of(info::writeTo));
        } catch (final IOException e) {
            throw new ApiException(Errors.isMissing(e) ? 404 : 500, Errors.of("stat", file, e));
        }
    }

    /** Errors of this route come with status 200, which clients have got used to. */
    ClientResponse cat(final String allocId, final ClientRequest request) throws ApiException {
        final Path file = readable(allocId, request, 200);
        return content(file, 0, Long.MAX_VALUE);
    }

    /** Errors of this route come with status 200 as well. */
    ClientResponse readAt(final String allocId, final ClientRequest request) throws ApiException {
        requiredPath(request, 200);
        final long offset = Parameters.requiredNumber(request, "offset", 200);
        final long limit = Parameters.number(request, "limit", 0, 200);
        final Path file = readable(allocId, request, 200);
        if (offset < 0) {
            throw new ApiException(200, "can't seek to offset " + offset + ": seek " + file + ": invalid argument");
        }
        return content(file, offset, limit <= 0 ? Long.MAX_VALUE : limit);
    }

    ClientResponse stream(final String allocId, final ClientRequest request) throws ApiException {
        final String path = requiredPath(request, 400);
        final boolean follow = Parameters.bool(request, "follow", true, 500);
        final long offset = Parameters.number(request, "offset", 0, 500);
        final boolean fromEnd = Parameters.isFromEnd(request);
        final AllocFiles files = files(allocId);
        final Path file = files.resolve(path, 400);
        final long size = size(path, file, 400);
        files.checkReadable(path, file, 500);
        final long start = Math.max(0, fromEnd ? size - offset : offset);
        final Map<String, String> headers =
                start < size || follow ? Map.of("Content-Type", ContentType.PLAIN) : Map.of();
        return new ClientResponse(
                200, headers, new FileStream(file, AllocFiles.name(path), start, follow ? watcher : null));
    }

    private AllocFiles files(final String allocId) {
        return new AllocFiles(allocsDir.resolve(allocId));
    }

    private Path readable(final String allocId, final ClientRequest request, final int errorStatus)
            throws ApiException {
        final String path = requiredPath(request, errorStatus);
        final AllocFiles files = files(allocId);
        final Path file = files.resolve(path, errorStatus);
        size(path, file, errorStatus);
        files.checkReadable(path, file, errorStatus);
        return file;
    }

    private static long size(final String path, final Path file, final int errorStatus) throws ApiException {
        try {
            if (Files.isDirectory(file)) {
                throw new ApiException(errorStatus, "file " + Parameters.quoted(path) + " is a directory");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // Opening a pipe would wait for somebody who writes.
                throw new ApiException(errorStatus, "file " + Parameters.quoted(path) + " is no regular file");
            }
            return Files.size(file);
        } catch (final IOException e) {
            throw new ApiException(errorStatus, Errors.of("stat", file, e));
        }
    }

    private static String requiredPath(final ClientRequest request, final int errorStatus) throws ApiException {
        final String path = request.text("path");
        if (path.isEmpty()) {
            throw new ApiException(errorStatus, "must provide a file name");
        }
        return path;
    }

    private static ClientResponse content(final Path file, final long offset, final long limit) throws ApiException {
        final byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(ContentType.LENGTH_MAX);
        } catch (final IOException e) {
            throw new ApiException(200, Errors.of("open", file, e));
        }
        final String sniffed = ContentType.of(start);
        // What tasks write must not run in the browser of who looks at it.
        final String type = sniffed.startsWith("text/html") || sniffed.startsWith("text/xml") ? "text/plain" : sniffed;
        return new ClientResponse(
                200,
                Map.of(
                        "Content-Type", type,
                        "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox",
                        "X-Content-Type-Options", "nosniff",
                        "X-XSS-Protection", "1; mode=block"),
                out -> {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                            InputStream in = Channels.newInputStream(channel.position(offset))) {
                        final byte[] part = new byte[COPY_LENGTH];
                        long remaining = limit;
                        while (remaining > 0) {
                            final int count = in.read(part, 0, (int) Math.min(part.length, remaining));
                            if (count < 0) {
                                break;
                            }
                            out.write(part, 0, count);
                            remaining -= count;
                        }
                    }
                });
    }
}
