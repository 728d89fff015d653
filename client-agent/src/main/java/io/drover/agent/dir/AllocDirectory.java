package io.drover.agent.dir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tree of one allocation. Modes are wide open inside, because tasks run as users of their own; the directory above all
 * allocations is not listable.
 *
 * <pre>
 *   alloc id/
 *     alloc/          shared by all tasks
 *       data/ logs/ tmp/
 *     task name/      the root of a task
 *       local/ tmp/ secrets/ private/
 * </pre>
 */
public final class AllocDirectory {
    private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwxrwxrwx");
    private static final Logger LOG = LoggerFactory.getLogger(AllocDirectory.class);
    private static final int STICKY_OPEN = 0_1777;

    private final Path root;
    private final boolean isSecretInMemory;

    /** Names the directory; nothing is made. */
    public AllocDirectory(final Path root) {
        this(root, false);
    }

    /**
     * Names the directory; nothing is made.
     *
     * @param isSecretInMemory whether credentials are kept in memory where the kernel allows it.
     */
    public AllocDirectory(final Path root, final boolean isSecretInMemory) {
        this.root = root;
        this.isSecretInMemory = isSecretInMemory;
    }

    /** The allocation's own directory. */
    public Path root() {
        return root;
    }

    /** What all tasks share. */
    public Path shared() {
        return root.resolve("alloc");
    }

    /** Where task output goes. */
    public Path logs() {
        return shared().resolve("logs");
    }

    /** The tree of one task. */
    public TaskDirectory task(final String taskName) {
        return new TaskDirectory(root.resolve(taskName));
    }

    /** Whether the allocation's directory is there. */
    public boolean exists() {
        return Files.isDirectory(root);
    }

    /** Makes the shared part; what is there already stays. */
    public void build() throws IOException {
        Files.createDirectories(root);
        open(shared());
        open(shared().resolve("data"));
        open(logs());
        open(shared().resolve("tmp"));
    }

    /**
     * Makes the tree of one task; what is there already stays.
     *
     * @param secretsMb room for its credentials, MiB.
     */
    public void buildTask(final String taskName, final int secretsMb) throws IOException {
        final TaskDirectory task = task(taskName);
        open(task.root());
        open(task.local());
        open(task.tmp());
        Files.setAttribute(task.tmp(), "unix:mode", STICKY_OPEN);
        open(task.secrets());
        open(task.privateDir());
        if (isSecretInMemory) {
            MemoryMount.mount(task.secrets(), secretsMb);
            MemoryMount.mount(task.privateDir(), 1);
            giveAway(task.secrets());
            giveAway(task.privateDir());
        }
    }

    private void releaseMemory() throws IOException {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(root)) {
            for (final Path task : tasks) {
                MemoryMount.unmount(task.resolve("secrets"));
                MemoryMount.unmount(task.resolve("private"));
            }
        }
    }

    /** Removes everything. What cannot be removed is reported after the rest is gone. */
    public void destroy() throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        // Also what an agent with other settings keeps in memory must be let go before it can be removed.
        releaseMemory();
        final Removal removal = new Removal();
        Files.walkFileTree(root, removal);
        if (removal.firstFailure != null) {
            throw removal.firstFailure;
        }
    }

    private static void open(final Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, OPEN);
        giveAway(directory);
    }

    /** What root made belongs to nobody, so that it is no one task's. */
    private static void giveAway(final Path directory) {
        try {
            if (Files.getOwner(directory).getName().equals("root")) {
                Files.setOwner(
                        directory,
                        directory
                                .getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName("nobody"));
            }
        } catch (final IOException | UnsupportedOperationException e) {
            LOG.trace("{} stays root's", directory, e);
        }
    }

    /**
     * The tree of one task.
     *
     * @param root the task's root.
     */
    public record TaskDirectory(Path root) {
        /** What the task keeps for itself. */
        public Path local() {
            return root.resolve("local");
        }

        /** Temporary files. */
        public Path tmp() {
            return root.resolve("tmp");
        }

        /** Credentials that the task may read. */
        public Path secrets() {
            return root.resolve("secrets");
        }

        /** Credentials that only the agent reads. */
        public Path privateDir() {
            return root.resolve("private");
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        private @Nullable IOException firstFailure;

        @Override
        public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
            return remove(file);
        }

        @Override
        public FileVisitResult visitFileFailed(final Path file, final IOException e) {
            return e instanceof NoSuchFileException ? FileVisitResult.CONTINUE : remove(file);
        }

        @Override
        public FileVisitResult postVisitDirectory(final Path directory, final @Nullable IOException e) {
            return remove(directory);
        }

        private FileVisitResult remove(final Path path) {
            try {
                Files.deleteIfExists(path);
            } catch (final IOException e) {
                if (firstFailure == null) {
                    firstFailure = e;
                }
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
