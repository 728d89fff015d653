package io.drover.agent.driver.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory in which a supervisor and the agent meet; see {@code supervise.sh} for who writes what. Stateless but for
 * its path; safe on any thread.
 */
final class SupervisorState {
    private static final Logger LOGGER = LoggerFactory.getLogger(SupervisorState.class);
    private static final String EXIT = "exit";
    private static final String STARTED = "started";
    private static final String DRAINED = "drained";
    private static final String LOST = "lost";
    private static final String BLANK_EXIT = " ".repeat(31) + "\n";

    private final Path dir;

    SupervisorState(final Path dir) {
        this.dir = dir;
    }

    /** Pids of the supervisor and its task. */
    record Pids(long supervisor, long task) {}

    /** How the task ended. */
    record Exit(int code, int signal) {}

    Path dir() {
        return dir;
    }

    Path superviseFile() {
        return dir.resolve("supervise");
    }

    /** Makes the directory, readable by its owner only: its files hold the task's environment. */
    void create(final String supervise, final String launch, final String become) throws IOException {
        final FileAttribute<Set<PosixFilePermission>> ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(dir.getParent(), ownerOnly);
        Files.createDirectory(dir, ownerOnly);
        Files.writeString(superviseFile(), supervise);
        Files.writeString(dir.resolve("launch"), launch);
        Files.writeString(dir.resolve("become"), become);
        // The room for the result is taken now, so that a full disk cannot lose it later.
        Files.writeString(dir.resolve(EXIT), BLANK_EXIT);
    }

    boolean exists() {
        return Files.isDirectory(dir);
    }

    @Nullable
    Pids started() {
        final String @Nullable [] words = firstLine(STARTED);
        return words == null || words.length != 2 ? null : new Pids(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    @Nullable
    Exit exit() {
        final String @Nullable [] words = firstLine(EXIT);
        return words == null || words.length != 2
                ? null
                : new Exit(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    }

    boolean isDrained() {
        return Files.exists(dir.resolve(DRAINED));
    }

    /** The log file that could not be written, once per trouble. */
    @Nullable
    String takeLost() {
        final String @Nullable [] words = firstLine(LOST);
        if (words == null || words.length == 0) {
            return null;
        }
        try {
            Files.deleteIfExists(dir.resolve(LOST));
        } catch (final IOException e) {
            return null;
        }
        return String.join(" ", words);
    }

    /** Removes the directory; a supervisor that is being killed may still write into it, hence the second try. */
    void delete() {
        for (int attempt = 1; attempt <= 2 && exists(); attempt++) {
            try (Stream<Path> files = Files.list(dir)) {
                for (final Path file : (Iterable<Path>) files::iterator) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(dir);
            } catch (final IOException e) {
                LOGGER.debug("cannot remove {}: {}", dir, e.toString());
            }
        }
    }

    /** The words of a complete first line: a line without its end is still being written. */
    private String @Nullable [] firstLine(final String name) {
        try {
            final String text = Files.readString(dir.resolve(name), StandardCharsets.UTF_8);
            final int end = text.indexOf('\n');
            if (end < 0) {
                return null;
            }
            final String line = text.substring(0, end).trim();
            return line.isEmpty() ? null : line.split(" ");
        } catch (final IOException e) {
            return null;
        }
    }
}
