package io.drover.cluster.member.journal;

import java.nio.file.Path;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;

/** How the files of a segment are opened. */
final class SegmentFile {
    /** Records of up to a quarter of it fit; files are sparse and shrink when they are closed. */
    private static final int BLOCK_LENGTH = 8 * 1024 * 1024;

    static {
        // Unless somebody has said otherwise: no talk with anybody, no banner, no thread that watches disks.
        setDefault("chronicle.analytics.disable");
        setDefault("chronicle.announcer.disable");
        setDefault("chronicle.disk.monitor.disable");
    }

    private SegmentFile() {}

    static ChronicleQueue openToWrite(final Path path) {
        return builder(path).blockSize(BLOCK_LENGTH).build();
    }

    static ChronicleQueue openToRead(final Path path) {
        return builder(path).readOnly(true).build();
    }

    private static SingleChronicleQueueBuilder builder(final Path path) {
        return SingleChronicleQueueBuilder.binary(path).rollCycle(LargeRollCycles.LARGE_DAILY);
    }

    private static void setDefault(final String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }
}
