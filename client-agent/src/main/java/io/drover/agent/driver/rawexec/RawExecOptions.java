package io.drover.agent.driver.rawexec;

import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.process.UserAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operator's settings of the driver.
 *
 * @param enabled whether it may be used at all; off by default, on in dev mode.
 * @param deniedUids user ids that no task may have.
 * @param deniedGids group ids that no task's user may be in.
 * @param deniedEnvVars globs of variables that no task gets.
 */
public record RawExecOptions(
        boolean enabled, List<IdRange> deniedUids, List<IdRange> deniedGids, List<String> deniedEnvVars) {

    /** Enabled, nothing denied. */
    public static final RawExecOptions ENABLED = new RawExecOptions(true, List.of(), List.of(), List.of());

    /** Disabled. */
    public static final RawExecOptions DISABLED = new RawExecOptions(false, List.of(), List.of(), List.of());

    /** Copies the lists. */
    public RawExecOptions {
        deniedUids = List.copyOf(deniedUids);
        deniedGids = List.copyOf(deniedGids);
        deniedEnvVars = List.copyOf(deniedEnvVars);
    }

    /** A closed range of numeric ids. */
    public record IdRange(long first, long last) {
        /**
         * Parses a list such as {@code 10,20-30}.
         *
         * @throws IllegalArgumentException naming the part that is wrong.
         */
        public static List<IdRange> parse(final String text) {
            final List<IdRange> ranges = new ArrayList<>();
            for (final String part : text.isBlank() ? new String[0] : text.split(",")) {
                final String[] ends = part.trim().split("-", 2);
                try {
                    final long first = Long.parseLong(ends[0].trim());
                    final long last = ends.length == 1 ? first : Long.parseLong(ends[1].trim());
                    if (last < first) {
                        throw new IllegalArgumentException("invalid range deny value \"" + part
                                + "\", expected its lower end first, for example 20-30");
                    }
                    ranges.add(new IdRange(first, last));
                } catch (final NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "invalid range deny value \"" + part + "\", expected numbers such as 10 or 20-30", e);
                }
            }
            return ranges;
        }

        boolean contains(final long id) {
            return first <= id && id <= last;
        }
    }

    /** Refuses a user whom the operator denied; {@code null} is the agent's own user. */
    void checkAllowed(final @Nullable UserAccount user) throws DriverException {
        final long uid = user == null ? UserAccount.ownUid() : user.uid();
        if (deniedUids.stream().anyMatch(range -> range.contains(uid))) {
            throw RawExecConfig.invalid("running as uid " + uid + " is disallowed");
        }
        final Stream<Long> gids = user == null
                ? Stream.of(UserAccount.ownGid())
                : Stream.concat(Stream.of(user.gid()), user.groups().stream());
        final long denied = gids.filter(gid -> deniedGids.stream().anyMatch(range -> range.contains(gid)))
                .findFirst()
                .orElse(-1L);
        if (denied >= 0) {
            throw RawExecConfig.invalid("running as gid " + denied + " is disallowed");
        }
    }
}
