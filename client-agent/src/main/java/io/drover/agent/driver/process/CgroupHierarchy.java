package io.drover.agent.driver.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host's control groups: version 2 (one tree), version 1 (a tree per controller; a hybrid host counts as version 1) or
 * none that this process may use. All path probing of the agent is here.
 *
 * @param mode which kind.
 * @param root where they are mounted, usually {@code /sys/fs/cgroup}.
 */
public record CgroupHierarchy(Mode mode, Path root) {
    private static final Logger LOGGER = LoggerFactory.getLogger(CgroupHierarchy.class);
    private static final String PARENT_V2 = "nomad.slice/share.slice";
    private static final String PARENT_V1 = "nomad";
    private static final List<String> CONTROLLERS_V2 = List.of("cpuset", "cpu", "io", "memory", "pids");
    private static final List<String> CONTROLLERS_V1 = List.of("freezer", "memory", "cpu", "cpuacct");

    /** Kinds of hierarchy. */
    public enum Mode {
        /** Not usable. */
        OFF,
        /** One tree per controller. */
        V1,
        /** One tree. */
        V2
    }

    /** Looks at the host. */
    public static CgroupHierarchy detect(final Path root) {
        if (Files.exists(root.resolve("cgroup.controllers"))) {
            return new CgroupHierarchy(Mode.V2, root);
        }
        return new CgroupHierarchy(Files.isDirectory(root.resolve("memory")) ? Mode.V1 : Mode.OFF, root);
    }

    /** Whether tasks can be put into groups, which takes the right to create them. */
    public boolean isUsable() {
        return switch (mode) {
            case OFF -> false;
            case V1 -> Files.isWritable(root.resolve("memory"));
            case V2 -> Files.isWritable(root);
        };
    }

    /**
     * The group of a task, its directories not yet created; empty when groups cannot be used.
     *
     * @param name unique on the node, {@code <alloc id>.<task>}.
     */
    public Optional<TaskCgroup> task(final String name) {
        if (!isUsable()) {
            return Optional.empty();
        }
        if (mode == Mode.V2) {
            return Optional.of(
                    new TaskCgroup(mode, List.of(root.resolve(PARENT_V2).resolve(name + ".scope")), true));
        }
        final List<Path> dirs = new ArrayList<>();
        for (final String controller : CONTROLLERS_V1) {
            if (Files.isDirectory(root.resolve(controller))) {
                dirs.add(root.resolve(controller).resolve(PARENT_V1).resolve(name));
            }
        }
        return Optional.of(new TaskCgroup(mode, dirs, true));
    }

    /** A group that somebody else made and keeps, given by a task's configuration. */
    public TaskCgroup foreign(final List<Path> dirs) {
        return new TaskCgroup(mode, dirs, false);
    }

    /** Makes the common parents and switches their controllers on. */
    void prepareParents() throws IOException {
        if (mode == Mode.V1) {
            return;
        }
        Path dir = root;
        for (final String part : PARENT_V2.split("/")) {
            enableControllers(dir);
            dir = dir.resolve(part);
            Files.createDirectories(dir);
        }
        enableControllers(dir);
    }

    private static void enableControllers(final Path dir) {
        for (final String controller : CONTROLLERS_V2) {
            try {
                Files.writeString(dir.resolve("cgroup.subtree_control"), "+" + controller);
            } catch (final IOException e) {
                // A kernel without this controller; limits that need it are skipped.
                LOGGER.debug("controller {} cannot be enabled in {}: {}", controller, dir, e.toString());
            }
        }
    }
}
