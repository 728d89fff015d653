package io.drover.agent.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Paths below the directory of one allocation, as users name them. A path may go through links that tasks made, as long as it
 * stays below; what lies in a task's {@code secrets} or {@code private} directory can be listed but not read.
 */
final class AllocFiles {
    private final Path root;

    AllocFiles(final Path root) {
        this.root = root;
    }

    /** The file that a path means; it may not exist. */
    Path resolve(final String path, final int errorStatus) throws ApiException {
        final Path resolved;
        try {
            resolved = root.resolve(relative(path)).normalize();
        } catch (final IllegalArgumentException e) {
            throw new ApiException(errorStatus, "Path escapes the alloc directory");
        }
        if (!resolved.startsWith(root) || !staysInside(resolved)) {
            throw new ApiException(errorStatus, "Path escapes the alloc directory");
        }
        return resolved;
    }

    /** The name of the file in frames: the path as it was given, without leading and doubled separators. */
    static String name(final String path) {
        return relative(path);
    }

    /** Refuses to read credentials. */
    void checkReadable(final String path, final Path file, final int errorStatus) throws ApiException {
        try {
            final Path real = root.toRealPath().relativize(file.toRealPath());
            refuseCredentials(path, root.relativize(file), errorStatus);
            refuseCredentials(path, real, errorStatus);
        } catch (final IOException e) {
            throw new ApiException(errorStatus, Errors.of("open", file, e));
        }
    }

    private static void refuseCredentials(final String path, final Path relative, final int errorStatus)
            throws ApiException {
        if (relative.getNameCount() < 2) {
            return;
        }
        final String directory = relative.getName(1).toString().toLowerCase(Locale.ROOT);
        if ("secrets".equals(directory)) {
            throw new ApiException(errorStatus, "Reading secret file prohibited: " + path);
        }
        if ("private".equals(directory)) {
            throw new ApiException(errorStatus, "Reading private file prohibited: " + path);
        }
    }

    /** Follows the links of the part that exists. */
    private boolean staysInside(final Path resolved) {
        try {
            return existing(resolved).toRealPath().startsWith(root.toRealPath());
        } catch (final IOException e) {
            // A link that leads nowhere, or an allocation that is just being removed: opening will say so.
            return true;
        }
    }

    private Path existing(final Path resolved) {
        Path existing = root;
        for (final Path part : root.relativize(resolved)) {
            final Path next = existing.resolve(part);
            if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                break;
            }
            existing = next;
        }
        return existing;
    }

    private static String relative(final String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.substring(start);
    }
}
