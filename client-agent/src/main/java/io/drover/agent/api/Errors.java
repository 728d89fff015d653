package io.drover.agent.api;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Failures of the file system in the words that clients know. */
final class Errors {
    private Errors() {}

    /** For example {@code stat /a/b: no such file or directory}. */
    static String of(final String operation, final Path path, final IOException e) {
        final String reason;
        if (e instanceof NoSuchFileException) {
            reason = "no such file or directory";
        } else if (e instanceof NotDirectoryException) {
            reason = "not a directory";
        } else if (e instanceof AccessDeniedException) {
            reason = "permission denied";
        } else {
            reason = String.valueOf(e.getMessage());
        }
        return operation + " " + path + ": " + reason;
    }

    /** Whether the file is simply not there. */
    static boolean isMissing(final IOException e) {
        return e instanceof NoSuchFileException;
    }
}
