package io.drover.cluster.member.journal;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * How a member keeps its journal.
 *
 * @param directory of the segments.
 * @param memberId of the member.
 * @param lengthMax bytes that all segments may have together; the oldest goes first.
 * @param ageMaxMs how long a segment is kept after it was written, as long as its successors can be replayed without it.
 * @param ringLength bytes that the service thread may be ahead of the disk.
 * @param diskReserve bytes that must stay free on the disk; the journal pauses rather than take them.
 */
public record JournalSettings(
        Path directory, int memberId, long lengthMax, long ageMaxMs, int ringLength, long diskReserve) {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long SEGMENT_LENGTH_MAX = 64 * MEGABYTE;
    private static final int SEGMENTS = 16;
    /** The least length that makes sense: some segments, each with the longest entry. */
    public static final long LENGTH_MIN = 32 * MEGABYTE;

    /** Checks the values. */
    public JournalSettings {
        if (lengthMax <= 0 || ageMaxMs <= 0) {
            throw new IllegalArgumentException(
                    "the journal's length, " + lengthMax + " bytes, and age, " + ageMaxMs + " ms, must be positive");
        }
    }

    /** The usual settings: a gigabyte or three days, and half a gigabyte of the disk left alone. */
    public static JournalSettings in(final Path directory, final int memberId) {
        return new JournalSettings(
                directory, memberId, 1024 * MEGABYTE, TimeUnit.DAYS.toMillis(3), (int) (16 * MEGABYTE), 512 * MEGABYTE);
    }

    /** The same for another member. */
    public JournalSettings ofMember(final int id) {
        return new JournalSettings(directory, id, lengthMax, ageMaxMs, ringLength, diskReserve);
    }

    /** Bytes of a segment: so many that a few are kept, so few that dropping one frees little history. */
    long segmentLength() {
        return Math.min(SEGMENT_LENGTH_MAX, lengthMax / SEGMENTS);
    }
}
