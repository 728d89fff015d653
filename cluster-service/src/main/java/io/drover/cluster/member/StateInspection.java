package io.drover.cluster.member;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.invariant.InvariantChecker;
import io.drover.cluster.invariant.Violations;
import io.drover.cluster.snapshot.SnapshotReader;
import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.sbe.common.MessageHeaderDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in a file of the state. Reading checks everything that a member checks before it starts from such a file: checksums, shapes of
 * records, references, and the digest of all rows.
 *
 * @param clusterHigh upper half of the cluster's id.
 * @param clusterLow lower half of the cluster's id.
 * @param logPosition where in the log it was taken.
 * @param index of the last step.
 * @param clockMs cluster time at which it was taken.
 * @param digest of all rows.
 * @param kinds number and bytes of its records by template id.
 * @param servers those that nodes could reach; empty when the rows were made a state of.
 * @param violations invariants that do not hold; empty when they were not asked for.
 */
public record StateInspection(
        long clusterHigh,
        long clusterLow,
        long logPosition,
        long index,
        long clockMs,
        long digest,
        Map<Integer, Kind> kinds,
        List<Server> servers,
        List<Violations.Violation> violations) {
    /** Records of one kind. */
    public record Kind(long count, long bytes) {}

    /** A server that nodes could reach. */
    public record Server(int memberId, String name, String httpAddress) {}

    /**
     * Reads a file's records without making a state of them: checksums, count and digest are checked, references are not.
     *
     * @throws SnapshotRefused when it is damaged, truncated, of a later version or no such file at all.
     */
    public static StateInspection ofRecords(final Path file) {
        final RecordTally tally = new RecordTally();
        try (SnapshotFileReader source = new SnapshotFileReader(file)) {
            boolean hasMore = true;
            while (hasMore) {
                hasMore = source.next(tally::add);
            }
            return tally.conclude(source);
        }
    }

    /**
     * Reads a file.
     *
     * @throws SnapshotRefused when it is damaged, truncated, of a later version or no such file at all.
     */
    public static StateInspection of(final Path file, final boolean withInvariants) {
        final Map<Integer, Kind> kinds = new TreeMap<>();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        try (SnapshotFileReader source = new SnapshotFileReader(file)) {
            final SnapshotReader reader = new SnapshotReader(error -> {});
            final Engine engine = reader.read(sink -> source.next((buffer, offset, length) -> {
                if (length >= MessageHeaderDecoder.ENCODED_LENGTH) {
                    kinds.merge(
                            header.wrap(buffer, offset).templateId(),
                            new Kind(1, length),
                            (a, b) -> new Kind(a.count() + b.count(), a.bytes() + b.bytes()));
                }
                sink.onRecord(buffer, offset, length);
            }));
            if (source.next((buffer, offset, length) -> {})) {
                throw new SnapshotRefused("records follow the last one of " + file);
            }
            if (engine == null) {
                throw new SnapshotRefused("the file " + file + " has no state: its cluster was not born yet");
            }
            return new StateInspection(
                    reader.clusterHigh(),
                    reader.clusterLow(),
                    source.logPosition(),
                    engine.state().indexes().last(),
                    reader.clockMs(),
                    reader.digest(),
                    kinds,
                    List.of(),
                    withInvariants
                            ? List.copyOf(new InvariantChecker(engine).check().found())
                            : List.of());
        }
    }
}
