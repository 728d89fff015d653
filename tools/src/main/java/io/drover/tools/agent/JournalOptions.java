package io.drover.tools.agent;

import io.drover.cluster.member.journal.JournalSettings;
import io.drover.tools.agent.config.ConfigException;
import io.drover.tools.agent.config.ConfigTree;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code server.journal}. Servers keep a journal unless told not to; development agents do not, as nothing of them survives and
 * they share a machine with everything else on it.
 */
final class JournalOptions {
    private JournalOptions() {}

    /** What the configuration says; null for no journal. */
    static @Nullable JournalSettings of(final ConfigTree tree, final boolean isDev, final Path dataDir)
            throws ConfigException {
        final JournalSettings usual =
                JournalSettings.in(dataDir.resolve("server").resolve("journal"), 0);
        final long lengthMax = size(tree, "max_size", usual.lengthMax());
        final long reserve = size(tree, "disk_reserve", usual.diskReserve());
        final long ageNs = tree.durationNs("server.journal.max_age", TimeUnit.MILLISECONDS.toNanos(usual.ageMaxMs()));
        if (lengthMax < JournalSettings.LENGTH_MIN) {
            throw new ConfigException("server.journal.max_size is " + lengthMax + " bytes; expected at least "
                    + JournalSettings.LENGTH_MIN);
        }
        if (ageNs < TimeUnit.MINUTES.toNanos(1)) {
            throw new ConfigException("server.journal.max_age is too short; expected at least 1m");
        }
        if (!tree.bool("server.journal.enabled", !isDev)) {
            return null;
        }
        return new JournalSettings(
                usual.directory(), 0, lengthMax, TimeUnit.NANOSECONDS.toMillis(ageNs), usual.ringLength(), reserve);
    }

    private static long size(final ConfigTree tree, final String key, final long absent) throws ConfigException {
        final String path = "server.journal." + key;
        final String text = tree.text(path, "");
        return text.isEmpty() ? absent : ByteSize.parse(path, text);
    }
}
