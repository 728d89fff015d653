package io.drover.agent.dir;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories that are kept in memory, so that what they hold never reaches a disk. Only root may have them, and not everywhere:
 * where the kernel refuses, a directory stays what it is.
 */
final class MemoryMount {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryMount.class);

    /** Lies in a directory that was made ready. */
    private static final String MARKER = ".nomad-mount";

    private static final int NOSUID = 2;
    private static final int NODEV = 4;
    private static final int NOEXEC = 8;
    private static final int DETACH = 2;
    private static final int NOFOLLOW = 8;

    private static @Nullable Libc libc;

    private MemoryMount() {}

    /** The calls of the system's library. */
    private interface Libc extends Library {
        int mount(String source, String target, String type, NativeLong flags, String data);

        int umount2(String target, int flags);
    }

    /** Lets an empty directory be kept in memory; does nothing when it already is. */
    static void mount(final Path directory, final int sizeMb) throws IOException {
        if (isMounted(directory)) {
            return;
        }
        final String size = "size=" + Math.max(1, sizeMb) + "m,mode=0777";
        if (!mounted(directory, size + ",noswap") && !mounted(directory, size)) {
            LOG.debug("{} stays on the disk: the kernel refuses to keep it in memory", directory);
            return;
        }
        final Path marker = directory.resolve(MARKER);
        if (!Files.exists(marker, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(marker);
        }
    }

    /** Lets a directory go, whoever still uses it. */
    static void unmount(final Path directory) {
        if (Files.exists(directory.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)) {
            libc().umount2(directory.toString(), DETACH | NOFOLLOW);
        }
    }

    private static boolean mounted(final Path directory, final String options) {
        return libc().mount("tmpfs", directory.toString(), "tmpfs", new NativeLong(NOSUID | NODEV | NOEXEC), options)
                == 0;
    }

    /** Whether it lies on another device than the directory above. */
    private static boolean isMounted(final Path directory) throws IOException {
        return !Files.getAttribute(directory, "unix:dev", LinkOption.NOFOLLOW_LINKS)
                .equals(Files.getAttribute(directory.getParent(), "unix:dev"));
    }

    private static synchronized Libc libc() {
        Libc loaded = libc;
        if (loaded == null) {
            loaded = Native.load("c", Libc.class);
            libc = loaded;
        }
        return loaded;
    }
}
