package io.drover.cluster.member.journal;

import java.io.IOException;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Frees the oldest segments: those beyond the length always, those beyond the age as long as what is left can be replayed, which needs a
 * snapshot at its begin or later. Used by the journal's thread.
 */
final class JournalRetention {
    private final JournalSettings settings;
    private final LongPredicate hasSnapshotFrom;

    /**
     * Makes the rules.
     *
     * @param hasSnapshotFrom whether there is a snapshot at this log position or behind it.
     */
    JournalRetention(final JournalSettings settings, final LongPredicate hasSnapshotFrom) {
        this.settings = settings;
        this.hasSnapshotFrom = hasSnapshotFrom;
    }

    /** Applies the rules before another segment is begun; answers how many bytes are left. */
    long apply(final Segments segments) throws IOException {
        final List<Segments.Segment> all = segments.list();
        long length = 0;
        for (final Segments.Segment segment : all) {
            length += segment.length();
        }
        final long oldestMs = System.currentTimeMillis() - settings.ageMaxMs();
        for (int i = 0; i < all.size(); i++) {
            final Segments.Segment oldest = all.get(i);
            final boolean isTooLong = length + settings.segmentLength() > settings.lengthMax();
            final boolean isTooOld = i + 1 < all.size()
                    && oldest.modifiedMs() < oldestMs
                    && hasSnapshotFrom.test(all.get(i + 1).afterPosition());
            if (!isTooLong && !isTooOld) {
                break;
            }
            length -= oldest.length();
            oldest.remove();
        }
        return length;
    }
}
