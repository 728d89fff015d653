package io.drover.tools.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.cluster.StateMachine;
import io.drover.cluster.member.SnapshotFileWriter;
import io.drover.cluster.member.journal.AppliedSink;
import io.drover.cluster.member.journal.Journal;
import io.drover.cluster.member.journal.JournalSettings;
import io.drover.cluster.snapshot.StateCopy;
import io.drover.sbe.journal.EntryKind;
import io.drover.tools.cli.Shell;
import io.drover.tools.rehearsal.NodeShape;
import io.drover.tools.rehearsal.PrivateCluster;
import io.drover.tools.rehearsal.Rehearsal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals of a cluster without transport, replayed and asked. */
class ReplayTest {
    private static final int NODES = 4;
    private static final int ROUNDS = 3;
    private static final long LENGTH_MAX = 64 * 1024 * 1024;
    private static final int RING_LENGTH = 16 * 1024 * 1024;

    @TempDir
    private Path dataDir;

    private final List<Throwable> errors = new ArrayList<>();
    private final Shell shell = new Shell("http://127.0.0.1:1");

    @Test
    void shouldEndInTheRecordedState() {
        final PrivateCluster cluster = record(sink -> sink, round -> {});

        try (Replay replay = replay()) {
            replay.beginFirst();
            assertThat(replay.run(Moment.LAST)).isEqualTo(Replay.End.REACHED);
            assertThat(replay.difference()).isNull();
            assertThat(replay.comparedEntries()).isGreaterThan(10 * ROUNDS);
            assertThat(replay.machine().digest()).isEqualTo(cluster.machine().digest());
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void shouldBeginWithTheNearestSnapshot() {
        final long[] taken = new long[2];
        final PrivateCluster cluster = record(sink -> sink, running -> {
            taken[0] = running.position();
            taken[1] = running.machine().index();
            writeSnapshot(running);
        });

        try (Replay replay = replay()) {
            replay.begin(Moment.LAST);
            assertThat(replay.position()).isEqualTo(taken[0]);
            replay.run(Moment.LAST);
            assertThat(replay.difference()).isNull();
            assertThat(replay.machine().digest()).isEqualTo(cluster.machine().digest());

            replay.begin(new Moment(Moment.Kind.INDEX, taken[1] - 1));
            assertThat(replay.position()).as("a state before the snapshot").isZero();
            replay.run(new Moment(Moment.Kind.INDEX, taken[1] - 1));
            assertThat(replay.machine().index()).isGreaterThanOrEqualTo(taken[1] - 1);
        }
    }

    @Test
    void shouldStopAtTheFirstDifference() {
        final long[] wrong = new long[1];
        record(sink -> new Falsified(sink, 40, wrong), round -> {});

        try (Replay replay = replay()) {
            replay.beginFirst();
            assertThat(replay.run(Moment.LAST)).isEqualTo(Replay.End.DIFFERENCE);
            assertThat(Objects.requireNonNull(replay.difference()).position()).isEqualTo(wrong[0]);
        }
        assertThat(shell.runLine("incident", "replay", "-data-dir=" + dataDir)).isEqualTo(1);
        assertThat(shell.err()).contains("The replay differs: effects behind log position " + wrong[0]);
    }

    @Test
    void shouldSayWhoDidWhat() {
        record(sink -> sink, round -> {});

        assertThat(shell.runLine("incident", "timeline", "-data-dir=" + dataDir, "job purge"))
                .isZero();
        assertThat(shell.out().lines().skip(1))
                .allMatch(line -> line.contains("job purge default/"))
                .hasSize(7 * ROUNDS);
        assertThat(shell.runLine("incident", "timeline", "-data-dir=" + dataDir, "-json", "-n=2"))
                .isZero();
        assertThat(shell.out()).contains("\"LogPosition\"", "\"What\"");
    }

    @Test
    void shouldAnswerAsTheApiWouldHaveThen() {
        record(sink -> sink, round -> {});

        assertThat(shell.runLine("incident", "export", "-data-dir=" + dataDir, "-at=end", "/v1/nodes"))
                .isZero();
        assertThat(shell.out()).contains("\"Name\": \"node-3\"");
        final String there = "-to=@" + lastPositionOf("job register default/placed");
        assertThat(shell.runLine("incident", "export", "-data-dir=" + dataDir, "-at=1", there, "/v1/job/placed"))
                .isZero();
        assertThat(shell.out()).contains("+    \"ID\": \"placed\"");
        assertThat(shell.runLine("incident", "export", "-data-dir=" + dataDir, "-at=999999", "/v1/nodes"))
                .isEqualTo(1);
        assertThat(shell.err()).contains("the journal ends at index");
    }

    @Test
    void shouldStopWhereAnObjectChanges() {
        record(sink -> sink, round -> {});

        assertThat(shell.runLine("incident", "replay", "-data-dir=" + dataDir, "-break-on=job=placed", "-breaks=2"))
                .isZero();
        assertThat(shell.out()).contains("job register default/placed", "\"ID\": \"placed\"");
        assertThat(shell.runLine("incident", "replay", "-data-dir=" + dataDir, "-break-on=job=never"))
                .isEqualTo(1);
        assertThat(shell.err()).contains("Nothing changed job=never");
    }

    @Test
    void shouldTellWhatWouldHaveBeen() {
        record(sink -> sink, round -> {});
        final long position = lastPositionOf("job purge default/placed");

        assertThat(shell.runLine("incident", "what-if", "-data-dir=" + dataDir, "-drop=@" + position))
                .isZero();
        assertThat(shell.out())
                .contains("+job default/placed: running", "+alloc default/placed.g[0] version 0 on node-");
        assertThat(shell.runLine("incident", "what-if", "-data-dir=" + dataDir, "-drop=@1"))
                .isEqualTo(1);
    }

    @Test
    void shouldEndInTheSameStateOnOtherMachines() throws Exception {
        record(sink -> sink, round -> {});
        assertThat(shell.runLine("incident", "replay", "-data-dir=" + dataDir)).isZero();
        final String own = digest(shell.out());

        for (final Path java : otherMachines()) {
            final Process process = new ProcessBuilder(
                            java.toString(),
                            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                            "-Duser.language=tr",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "io.drover.tools.Main",
                            "incident",
                            "replay",
                            "-data-dir=" + dataDir)
                    .redirectError(dataDir.resolve("errors").toFile())
                    .start();
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(java + ": " + Files.readString(dataDir.resolve("errors")))
                    .isZero();
            assertThat(digest(output)).as(java.toString()).isEqualTo(own);
        }
    }

    @Test
    void shouldNotKnowAMomentThatIsNone() {
        assertThatThrownBy(() -> Moment.parse("yesterday", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'yesterday' is no moment");
        assertThat(Moment.parse("-15m", 1_000_000)).isEqualTo(new Moment(Moment.Kind.TIME, 100_000));
        assertThat(Moment.parse("@64", 0)).isEqualTo(Moment.atPosition(64));
        assertThat(Moment.parse("2026-11-25T10:00:00Z", 0).kind()).isEqualTo(Moment.Kind.TIME);
        assertThat(Moment.parse("12", 0)).isEqualTo(new Moment(Moment.Kind.INDEX, 12));
    }

    private long lastPositionOf(final String what) {
        final long[] position = new long[1];
        new Timeline().read(JournalHome.ofDataDir(dataDir), new Moment(Moment.Kind.INDEX, 0), Moment.LAST, line -> {
            position[0] = line.what().equals(what) ? line.position() : position[0];
            return true;
        });
        return position[0];
    }

    private Replay replay() {
        return new Replay(JournalHome.ofDataDir(dataDir), true, errors::add);
    }

    /** Some rounds of work, with something in the middle. */
    private PrivateCluster record(final UnaryOperator<AppliedSink> wrapped, final Consumer<PrivateCluster> middle) {
        final JournalHome home = JournalHome.ofDataDir(dataDir);
        final JournalSettings settings =
                new JournalSettings(home.journal(), 0, LENGTH_MAX, TimeUnit.DAYS.toMillis(1), RING_LENGTH, 0);
        try (Journal journal = new Journal(settings, position -> true, errors::add)) {
            journal.start();
            final PrivateCluster cluster = new PrivateCluster(NODES, NodeShape.LARGE, wrapped.apply(journal.tap()));
            for (int round = 1; round <= ROUNDS; round++) {
                Rehearsal.play(cluster, round);
                if (round == 2) {
                    middle.accept(cluster);
                }
            }
            return cluster;
        }
    }

    private void writeSnapshot(final PrivateCluster cluster) {
        final StateCopy copy = new StateCopy();
        cluster.machine().copyTo(copy);
        try {
            final Path snapshots =
                    Files.createDirectories(JournalHome.ofDataDir(dataDir).snapshots());
            final Path file = snapshots.resolve(String.format(Locale.ROOT, "%019d.snapshot", cluster.position()));
            try (SnapshotFileWriter writer = new SnapshotFileWriter(file, copy.state(), cluster.position())) {
                copy.write(writer);
                writer.finish();
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        } finally {
            copy.release();
        }
    }

    private static String digest(final String output) {
        return output.lines()
                .filter(line -> line.startsWith("Digest at the end"))
                .findFirst()
                .orElseThrow();
    }

    /** JDKs beside the one in use, of later versions. */
    private static List<Path> otherMachines() throws IOException {
        final Path own = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> homes = Files.list(own.resolveSibling(".").normalize())) {
            return homes.filter(home -> !Files.isSymbolicLink(home) && !home.equals(own))
                    .filter(home -> home.getFileName().toString().contains("25"))
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .toList();
        }
    }

    /** Tells another effect of one entry than it had. */
    private static final class Falsified implements AppliedSink {
        private final AppliedSink target;
        private final int which;
        private final long[] position;
        private int count;

        Falsified(final AppliedSink target, final int which, final long[] position) {
            this.target = target;
            this.which = which;
            this.position = position;
        }

        @Override
        public void onStart(final StateMachine machine, final long logPosition) {
            target.onStart(machine, logPosition);
        }

        @Override
        public void onApplied(
                final StateMachine machine,
                final EntryKind kind,
                final long logPosition,
                final long timestampMs,
                final long sessionId,
                final long effectDigest,
                final DirectBuffer buffer,
                final int offset,
                final int length) {
            final boolean isWrong = ++count == which;
            if (isWrong) {
                position[0] = logPosition;
            }
            target.onApplied(
                    machine,
                    kind,
                    logPosition,
                    timestampMs,
                    sessionId,
                    isWrong ? effectDigest + 1 : effectDigest,
                    buffer,
                    offset,
                    length);
        }
    }
}
