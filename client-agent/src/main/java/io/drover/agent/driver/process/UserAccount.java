package io.drover.agent.driver.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A local user account.
 *
 * @param name login name.
 * @param uid user id.
 * @param gid primary group.
 * @param groups supplementary groups, the primary one not included.
 */
public record UserAccount(String name, long uid, long gid, List<Long> groups) {
    private static final int PASSWD_FIELDS = 4;

    /** Copies the groups. */
    public UserAccount {
        groups = List.copyOf(groups);
    }

    /** Finds an account by name or number in {@code etc/passwd}, or {@code null} when there is none. */
    public static @Nullable UserAccount find(final Path etc, final String user) {
        for (final String line : lines(etc.resolve("passwd"))) {
            final String[] fields = line.split(":", -1);
            if (fields.length >= PASSWD_FIELDS && (fields[0].equals(user) || fields[2].equals(user))) {
                try {
                    return new UserAccount(
                            fields[0], Long.parseLong(fields[2]), Long.parseLong(fields[3]), groupsOf(etc, fields[0]));
                } catch (final NumberFormatException e) {
                    return null;
                }
            }
        }
        return null;
    }

    /** The user id of this process. */
    public static long ownUid() {
        return ownId("unix:uid");
    }

    /** The group id of this process. */
    public static long ownGid() {
        return ownId("unix:gid");
    }

    private static long ownId(final String attribute) {
        try {
            return ((Integer) Files.getAttribute(Path.of("/proc/self"), attribute)).longValue();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command that switches to this account and then runs what follows. */
    List<String> becomeCommand() {
        final List<String> command = new ArrayList<>(List.of("/usr/bin/setpriv", "--reuid=" + uid, "--regid=" + gid));
        if (groups.isEmpty()) {
            command.add("--clear-groups");
        } else {
            command.add("--groups="
                    + String.join(",", groups.stream().map(String::valueOf).toList()));
        }
        command.add("--");
        return command;
    }

    private static List<Long> groupsOf(final Path etc, final String user) {
        final List<Long> groups = new ArrayList<>();
        for (final String line : lines(etc.resolve("group"))) {
            final String[] fields = line.split(":", -1);
            if (fields.length >= PASSWD_FIELDS && List.of(fields[3].split(",")).contains(user)) {
                groups.add(Long.parseLong(fields[2]));
            }
        }
        return groups;
    }

    private static List<String> lines(final Path file) {
        try {
            return Files.readAllLines(file);
        } catch (final IOException e) {
            return List.of();
        }
    }
}
