package io.drover.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void shouldRefuseToStartFromDamagedSnapshot() throws Exception {
        try (TestMembers members = new TestMembers(directory, 1);
                TestGateway gateway = new TestGateway(members, directory)) {
            members.startAll();
            gateway.line("birth");
            gateway.line("namespace a-name-to-be-found");
            final Random random = new Random(Long.getLong("seed", 1));
            while (members.probe(MEMBER).snapshotCount() < 1) {
                members.load(gateway, random);
            }
            TestMembers.await("the snapshot to be recorded", () -> history().newest() > 0);
            members.stop(MEMBER);
            assertThat(damage("a-name-to-be-found")).isPositive();

            members.start(MEMBER);
            TestMembers.await("the member to give up", () -> members.terminations() > 0);
            assertThat(members.errors())
                    .anySatisfy(error -> assertThat(error)
                            .hasStackTraceContaining("this member cannot start: its snapshot at log position")
                            .hasStackTraceContaining("is refused: the snapshot is damaged: its rows have digest"));
        }
    }

    private SnapshotHistory history() {
        return SnapshotHistory.read(directory.resolve("member-0").resolve("cluster"));
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

    /** Changes a letter wherever a recording of a snapshot has the text; the log, which has it too, stays as it is. */
    private int damage(final String text) throws IOException {
        final long log = history().logRecordingId();
        final List<Path> recordings;
        try (var files = Files.list(directory.resolve("member-0").resolve("archive"))) {
            recordings = files.filter(file -> file.toString().endsWith(".rec"))
                    .filter(file -> !file.getFileName().toString().startsWith(log + "-"))
                    .toList();
        }
        int count = 0;
        for (final Path recording : recordings) {
            final int at = new String(Files.readAllBytes(recording), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .indexOf(text);
            if (at >= 0) {
                try (RandomAccessFile file = new RandomAccessFile(recording.toFile(), "rw")) {
                    file.seek(at);
                    file.write('b');
                }
                count++;
            }
        }
        return count;
    }
}
