package io.drover.agent.template;

import io.drover.agent.dir.AllocDirectory;
import io.drover.agent.template.lang.FunctionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * The files of one task that templates read and write. A task may put links wherever it can write, so that every path is looked at
 * as it really is before it is used: nothing outside the task's and the shared directory is read or written.
 *
 * @param directory of the allocation.
 * @param taskName the task.
 */
record TaskFiles(AllocDirectory directory, String taskName) {
    private static final int LENGTH_MAX = 16 * 1024 * 1024;

    private Path taskRoot() {
        return directory.task(taskName).root();
    }

    /** A path of the job as a path of the host; absolute ones are those that the task sees, or those of the host. */
    Path resolve(final String path, final String what) throws TemplateFailure {
        final Path resolved = place(path);
        if (!isInside(resolved)) {
            throw TemplateFailure.recoverable("template " + what + " path escapes alloc directory");
        }
        return resolved;
    }

    private Path place(final String path) {
        if (Path.of(path).startsWith(directory.root())) {
            return Path.of(path).normalize();
        }
        if (path.equals("/alloc") || path.startsWith("/alloc/")) {
            return directory.root().resolve(path.substring(1)).normalize();
        }
        return taskRoot().resolve(path.replaceFirst("^/+", "")).normalize();
    }

    private boolean isInside(final Path path) {
        return path.startsWith(taskRoot()) || path.startsWith(directory.shared());
    }

    /** The text of a template. */
    String source(final Path path) throws TemplateFailure {
        final String shown = "/" + directory.root().relativize(path);
        try {
            if (!Files.exists(path)) {
                throw unreadable(shown, "no such file or directory");
            }
            return text(path);
        } catch (final IOException e) {
            throw unreadable(shown, e.getClass().getSimpleName());
        } catch (final FunctionException e) {
            throw unreadable(shown, String.valueOf(e.getMessage()));
        }
    }

    private static TemplateFailure unreadable(final String path, final String problem) {
        return TemplateFailure.recoverable("failed to read template: exit status 1: failed to open source file \""
                + path + "\": open " + path + ": " + problem + "\n");
    }

    /** The text of a file that a template names. */
    String read(final String path) throws FunctionException {
        final Path place = place(path);
        if (!isInside(place)) {
            throw new FunctionException("'" + path + "' is outside of sandbox");
        }
        try {
            return text(place);
        } catch (final IOException e) {
            throw new FunctionException("file: open " + path + ": no such file or directory");
        }
    }

    private String text(final Path path) throws IOException, FunctionException {
        final Path real = path.toRealPath();
        final boolean isInside = real.startsWith(taskRoot().toRealPath())
                || real.startsWith(directory.shared().toRealPath());
        if (!isInside || !Files.isRegularFile(real)) {
            throw new FunctionException("'" + path.getFileName() + "' is outside of sandbox");
        }
        try (InputStream in = Files.newInputStream(real)) {
            final byte[] bytes = in.readNBytes(LENGTH_MAX + 1);
            if (bytes.length > LENGTH_MAX) {
                throw new FunctionException("'" + path.getFileName() + "' is longer than " + LENGTH_MAX + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /**
     * Puts a text in place, whole or not at all, and never readable by more than it should be.
     *
     * @return whether the file was not this already.
     */
    boolean write(final Path target, final String text, final String permissions, final int uid, final int gid)
            throws TemplateFailure {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(target) == bytes.length
                    && Arrays.equals(Files.readAllBytes(target), bytes)) {
                return false;
            }
            final Path parent = Files.createDirectories(target.getParent()).toRealPath();
            if (!parent.startsWith(directory.root().toRealPath())) {
                throw TemplateFailure.recoverable("template destination path escapes alloc directory");
            }
            final Path fresh = Files.createTempFile(
                    parent,
                    ".template-",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.write(fresh, bytes, StandardOpenOption.TRUNCATE_EXISTING);
                own(fresh, uid, gid);
                Files.setAttribute(fresh, "unix:mode", Integer.parseInt(permissions, 8));
                Files.move(fresh, parent.resolve(target.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            return true;
        } catch (final IOException | NumberFormatException e) {
            throw TemplateFailure.recoverable("failed to write template to \"" + target + "\": " + e.getMessage());
        }
    }

    private static void own(final Path file, final int uid, final int gid) throws IOException {
        if (uid >= 0) {
            Files.setAttribute(file, "unix:uid", uid);
        }
        if (gid >= 0) {
            Files.setAttribute(file, "unix:gid", gid);
        }
    }
}
