package io.drover.agent.driver.process;

import io.drover.agent.driver.TaskConfig;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control group of one task: limits, the list of its processes, and the proof that the kernel killed it for lack of
 * memory. In version 1 it is several directories of the same name, one per controller. Limits that the host does not offer
 * are skipped with a log line; a task is never refused for them.
 */
public final class TaskCgroup {
    private static final Logger LOGGER = LoggerFactory.getLogger(TaskCgroup.class);
    private static final int MAX_KILL_ROUNDS = 50;
    private static final int REMOVE_ATTEMPTS = 50;
    private static final long REMOVE_PAUSE_NS = 2_000_000;
    private static final long MIN_SHARES = 2;
    private static final long MAX_SHARES = 262_144;

    private final CgroupHierarchy.Mode mode;
    private final List<Path> dirs;
    private final boolean owned;

    TaskCgroup(final CgroupHierarchy.Mode mode, final List<Path> dirs, final boolean owned) {
        this.mode = mode;
        this.dirs = List.copyOf(dirs);
        this.owned = owned;
    }

    /** Files into which a process writes its pid to enter the group. */
    List<Path> procsFiles() {
        return dirs.stream().map(dir -> dir.resolve("cgroup.procs")).toList();
    }

    /** Makes the group and sets its limits; nothing for a group that is not ours. */
    void create(final CgroupHierarchy hierarchy, final TaskConfig.Resources resources) throws IOException {
        if (!owned) {
            return;
        }
        hierarchy.prepareParents();
        for (final Path dir : dirs) {
            Files.createDirectories(dir);
        }
        final long limit = resources.memoryLimitBytes();
        final long reservation = resources.memoryMaxMb() != 0 ? resources.memoryMb() << 20 : -1;
        final long shares = Math.max(MIN_SHARES, Math.min(MAX_SHARES, resources.cpuShares()));
        if (mode == CgroupHierarchy.Mode.V2) {
            set("memory.max", limit > 0 ? Long.toString(limit) : "max");
            if (reservation > 0) {
                set("memory.low", Long.toString(reservation));
            }
            set("cpu.weight", Long.toString(weight(shares)));
        } else {
            if (limit > 0) {
                set("memory.limit_in_bytes", Long.toString(limit));
            }
            if (reservation > 0) {
                set("memory.soft_limit_in_bytes", Long.toString(reservation));
            }
            set("cpu.shares", Long.toString(shares));
        }
    }

    /** Version 1 shares (2 to 262,144) on the version 2 scale (1 to 10,000), as OCI runtimes convert them. */
    static long weight(final long shares) {
        return 1 + (shares - MIN_SHARES) * 9_999 / (MAX_SHARES - MIN_SHARES);
    }

    /** Pids in the group, from any of its directories. */
    Set<Long> pids() {
        final Set<Long> pids = new LinkedHashSet<>();
        for (final Path procs : procsFiles()) {
            for (final String line : lines(procs)) {
                pids.add(Long.parseLong(line.trim()));
            }
        }
        return pids;
    }

    /** Kills all processes of a group that is ours. */
    void kill() {
        if (!owned || pids().isEmpty()) {
            return;
        }
        if (mode == CgroupHierarchy.Mode.V2 && set("cgroup.kill", "1")) {
            return;
        }
        for (int round = 0; round < MAX_KILL_ROUNDS && !pids().isEmpty(); round++) {
            // Frozen, the group cannot fork faster than it is killed; the signals act when it thaws.
            set("freezer.state", "FROZEN");
            ProcessSignals.send("KILL", List.copyOf(pids()));
            set("freezer.state", "THAWED");
        }
    }

    /** Whether the kernel killed a process of this group because its memory limit was reached. */
    boolean isOomKilled() {
        final String file = mode == CgroupHierarchy.Mode.V2 ? "memory.events" : "memory.oom_control";
        return value(file, "oom_kill") > 0;
    }

    /** The number after {@code key} in a file of the group, or 0. */
    long value(final String file, final String key) {
        for (final String line : read(file)) {
            if (line.startsWith(key + " ")) {
                return parse(line.substring(key.length() + 1));
            }
        }
        return 0;
    }

    /** The number that a file of the group holds, or 0. */
    long value(final String file) {
        final List<String> lines = read(file);
        return lines.isEmpty() ? 0 : parse(lines.get(0));
    }

    /** Whether it was made for the task, so that everything in it is the task's. */
    boolean isOwned() {
        return owned;
    }

    CgroupHierarchy.Mode mode() {
        return mode;
    }

    /** Removes a group that is ours, with groups the task made inside. */
    void remove() {
        if (!owned) {
            return;
        }
        for (final Path dir : dirs) {
            remove(dir);
        }
    }

    private static void remove(final Path dir) {
        for (int attempt = 0; attempt < REMOVE_ATTEMPTS; attempt++) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(dir, Files::isDirectory)) {
                for (final Path child : children) {
                    remove(child);
                }
                Files.deleteIfExists(dir);
                return;
            } catch (final IOException e) {
                // Busy until the kernel has buried the last process.
                if (!Files.exists(dir)) {
                    return;
                }
                LockSupport.parkNanos(REMOVE_PAUSE_NS);
            }
        }
        LOGGER.warn("control group {} cannot be removed", dir);
    }

    private boolean set(final String file, final String value) {
        final Path path = find(file);
        if (path == null) {
            LOGGER.debug("no {} in {}", file, dirs);
            return false;
        }
        try {
            Files.writeString(path, value);
            return true;
        } catch (final IOException e) {
            LOGGER.warn("cannot set {} to {}: {}", path, value, e.toString());
            return false;
        }
    }

    private List<String> read(final String file) {
        final Path path = find(file);
        return path == null ? List.of() : lines(path);
    }

    private @Nullable Path find(final String file) {
        for (final Path dir : dirs) {
            final Path path = dir.resolve(file);
            if (Files.exists(path)) {
                return path;
            }
        }
        return null;
    }

    private static List<String> lines(final Path file) {
        try {
            return new ArrayList<>(Files.readAllLines(file));
        } catch (final IOException e) {
            return List.of();
        }
    }

    private static long parse(final String text) {
        try {
            return Long.parseLong(text.trim());
        } catch (final NumberFormatException e) {
            return 0;
        }
    }
}
