package io.drover.tools.replay;

import io.drover.cluster.member.SnapshotFileReader;
import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.ClusterRowDecoder;
import io.drover.sbe.snapshot.SnapshotBeginDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a server keeps what its past is made from.
 *
 * @param journal directory of the journal.
 * @param snapshots directory of the snapshots.
 */
public record JournalHome(Path journal, Path snapshots) {
    private static final String SUFFIX = ".snapshot";

    /** Below the directory of an agent's data. */
    public static JournalHome ofDataDir(final Path dataDir) {
        return ofServer(dataDir.resolve("server"));
    }

    /** Below the directory of a member. */
    public static JournalHome ofServer(final Path directory) {
        return new JournalHome(directory.resolve("journal"), directory.resolve("snapshots"));
    }

    /**
     * A snapshot that a replay can begin with.
     *
     * @param file it.
     * @param position in the log.
     * @param index of the last step.
     * @param clockMs cluster time.
     */
    public record Snapshot(Path file, long position, long index, long clockMs) {}

    /** The snapshots that can be read, oldest first. */
    public List<Snapshot> list() {
        if (!Files.isDirectory(snapshots)) {
            return List.of();
        }
        final List<Snapshot> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(snapshots)) {
            for (final Path file :
                    files.filter(each -> each.toString().endsWith(SUFFIX)).toList()) {
                final Snapshot snapshot = look(file);
                if (snapshot != null) {
                    found.add(snapshot);
                }
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot list the snapshots " + snapshots, ex);
        }
        found.sort(Comparator.comparingLong(Snapshot::position));
        return found;
    }

    /** The first two records say when it was; one that was removed meanwhile, or is damaged, is none. */
    private static @Nullable Snapshot look(final Path file) {
        final long[] index = {-1};
        final long[] clockMs = {-1};
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (SnapshotFileReader reader = new SnapshotFileReader(file)) {
            for (int i = 0; i < 2; i++) {
                reader.next((buffer, offset, length) -> {
                    header.wrap(buffer, offset);
                    if (header.templateId() == SnapshotBeginDecoder.TEMPLATE_ID) {
                        index[0] = new SnapshotBeginDecoder()
                                .wrapAndApplyHeader(buffer, offset, header)
                                .index();
                    } else if (header.templateId() == ClusterRowDecoder.TEMPLATE_ID) {
                        clockMs[0] = new ClusterRowDecoder()
                                .wrapAndApplyHeader(buffer, offset, header)
                                .clockMs();
                    }
                });
            }
            return index[0] < 0 || clockMs[0] < 0
                    ? null
                    : new Snapshot(file, reader.logPosition(), index[0], clockMs[0]);
        } catch (final SnapshotRefused ex) {
            return null;
        }
    }
}
