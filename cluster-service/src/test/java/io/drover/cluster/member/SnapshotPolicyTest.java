package io.drover.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One real member: snapshots by log length, log freed behind them, restarts from them. */
@Timeout(180)
class SnapshotPolicyTest {
    private static final int MEMBER = 0;

    @TempDir
    private Path directory;

    @Test
    void shouldSnapshotPurgeAndRestartFromSnapshot() throws Exception {
        try (TestMembers members = new TestMembers(directory, 1);
                TestGateway gateway = new TestGateway(members, directory)) {
            members.startAll();
            gateway.line("birth");
            final Random random = new Random(Long.getLong("seed", 1));
            while (members.probe(MEMBER).snapshotCount() < 3) {
                members.load(gateway, random);
            }
            TestMembers.await(
                    "the purge of what three snapshots need no more",
                    () -> history().expired().size() >= 2);
            final long floor = history().floor();
            TestMembers.await("files below the floor to go", () -> firstSegment() > 0);
            final Probe before = members.probe(MEMBER);
            final long digest = before.ask(() -> before.machine().digest());
            final long last = before.digests().lastKey();
            members.stop(MEMBER);

            members.start(MEMBER);
            members.awaitLeader();
            final Probe after = members.probe(MEMBER);
            assertThat(after.snapshotPosition())
                    .as("it starts from the newest snapshot")
                    .isGreaterThan(floor)
                    .isEqualTo(history().newest());
            final long restored = after.digests().isEmpty()
                    ? after.ask(() -> after.machine().digest())
                    : after.digests().getOrDefault(last, digest);
            assertThat(restored).as("digest at %d", last).isEqualTo(digest);
            before.digests().forEach((position, expected) -> {
                if (after.digests().containsKey(position)) {
                    assertThat(after.digests().get(position))
                            .as("digest at %d", position)
                            .isEqualTo(expected);
                }
            });
            gateway.line("barrier");
            assertThat(members.errors()).isEmpty();
        }
    }

    @Test
    void shouldStartFromTheSnapshotBeforeOneThatIsDamaged() throws Exception {
        startFromTheSnapshotBefore(newest -> {
            final byte[] bytes = Files.readAllBytes(newest);
            bytes[bytes.length / 2] ^= 1;
            Files.write(newest, bytes);
        });
    }

    /** As after a crash while the file was being written: the recording log speaks of it already. */
    @Test
    void shouldStartFromTheSnapshotBeforeOneThatWasNeverCompleted() throws Exception {
        startFromTheSnapshotBefore(
                newest -> Files.move(newest, newest.resolveSibling(newest.getFileName() + ".unfinished")));
    }

    private void startFromTheSnapshotBefore(final Damage damage) throws Exception {
        try (TestMembers members = new TestMembers(directory, 1);
                TestGateway gateway = new TestGateway(members, directory)) {
            members.startAll();
            gateway.line("birth");
            final Random random = new Random(Long.getLong("seed", 1));
            while (history().floor() == 0) {
                members.load(gateway, random);
            }
            final Probe before = members.probe(MEMBER);
            final long digest = before.ask(() -> before.machine().digest());
            final long last = before.digests().lastKey();
            members.stop(MEMBER);
            final long newest = history().newest();
            final long floor = history().floor();
            damage.apply(files().file(newest));

            members.start(MEMBER);
            members.awaitLeader();
            final Probe after = members.probe(MEMBER);
            assertThat(after.snapshotPosition())
                    .as("it starts from the one before")
                    .isEqualTo(floor);
            assertThat(after.ask(() -> after.digests().getOrDefault(last, digest)))
                    .isEqualTo(digest);
            assertThat(after.digests()).as("what followed was replayed").containsKey(last);
            assertThat(members.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error)
                            .hasMessageContaining("the snapshot at log position " + newest
                                    + " is refused, the one before it is used"));
            gateway.line("barrier");
        }
    }

    private interface Damage {
        void apply(Path file) throws IOException;
    }

    private SnapshotFiles files() {
        return new SnapshotFiles(directory.resolve("member-0").resolve("snapshots"));
    }

    private SnapshotHistory history() {
        return SnapshotHistory.read(directory.resolve("member-0").resolve("cluster"), files());
    }

    /** Where the oldest file of the log begins. */
    private long firstSegment() {
        final long recording = history().logRecordingId();
        try (var files = Files.list(directory.resolve("member-0").resolve("archive"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(recording + "-") && name.endsWith(".rec"))
                    .mapToLong(name -> Long.parseLong(name.substring(name.indexOf('-') + 1, name.length() - 4)))
                    .min()
                    .orElse(-1);
        } catch (final IOException ex) {
            return -1;
        }
    }
}
