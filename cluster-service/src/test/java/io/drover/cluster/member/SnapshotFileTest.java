package io.drover.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.cluster.StateMachine;
import io.drover.cluster.scenario.Harness;
import io.drover.cluster.scenario.Scenario;
import io.drover.cluster.snapshot.SnapshotReader;
import io.drover.cluster.snapshot.SnapshotRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scribe writes is what a restart reads, or nothing at all. */
class SnapshotFileTest {
    private static final long POSITION = 4_096;

    @TempDir
    private Path directory;

    private final List<Throwable> errors = new ArrayList<>();
    private StateMachine machine = Harness.newMachine();
    private SnapshotFiles files = new SnapshotFiles(Path.of("unused"));

    @BeforeEach
    void writeFile() {
        final Scenario scenario = new Scenario();
        for (final String line : List.of(
                "birth", "edge e1", "node n1", "ready n1", "job a count=2 ports=http", "report a1 running healthy")) {
            scenario.line(line);
        }
        machine = scenario.harness().machine();
        files = new SnapshotFiles(directory.resolve("snapshots"));
        files.prepare();
        scribe(POSITION);
    }

    @Test
    void shouldRestoreTheStateOfTheMomentItWasTaken() {
        final SnapshotScribe scribe = new SnapshotScribe(files, errors::add);
        final long digest = machine.digest();
        assertThat(scribe.begin(machine, POSITION + 1)).isTrue();
        machine.onTick(machine.clockMs() + 500, POSITION + 2, (buffer, offset, length) -> {});
        assertThat(scribe.begin(machine, POSITION + 3)).as("one at a time").isFalse();
        scribe.doWork();
        assertThat(errors).isEmpty();
        assertThat(restore(POSITION + 1).digest()).isEqualTo(digest).isNotEqualTo(machine.digest());
        assertThat(files.isComplete(POSITION + 3)).isFalse();
    }

    @Test
    void shouldHaveNoFileBeforeTheBirth() {
        assertThat(new SnapshotScribe(files, errors::add).begin(Harness.newMachine(), 1))
                .isFalse();
    }

    @Test
    void shouldRefuseMissingFile() {
        assertThatThrownBy(() -> restore(POSITION + 1))
                .isInstanceOf(SnapshotRefused.class)
                .hasMessageContaining("is missing");
    }

    @Test
    void shouldRefuseFileTruncatedAnywhere() throws IOException {
        final byte[] whole = Files.readAllBytes(files.file(POSITION));
        for (int length = 0; length < whole.length; length += 1 + length / 64) {
            Files.write(files.file(POSITION), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> restore(POSITION))
                    .as("length %d", length)
                    .isInstanceOf(SnapshotRefused.class)
                    .hasMessageContaining("is truncated");
        }
    }

    @Test
    void shouldRefuseFileThatGoesOn() throws IOException {
        final byte[] whole = Files.readAllBytes(files.file(POSITION));
        Files.write(files.file(POSITION), Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> restore(POSITION))
                .isInstanceOf(SnapshotRefused.class)
                .hasMessageContaining("bytes follow its end");
    }

    @Test
    void shouldRefuseFlippedBits() throws IOException {
        final long seed = 7;
        final Random random = new Random(seed);
        final byte[] whole = Files.readAllBytes(files.file(POSITION));
        for (int i = 0; i < 500; i++) {
            final byte[] damaged = whole.clone();
            final int bit = random.nextInt(whole.length * 8);
            damaged[bit >> 3] ^= (byte) (1 << (bit & 7));
            Files.write(files.file(POSITION), damaged);
            assertThatThrownBy(() -> restore(POSITION))
                    .as("seed %d, bit %d", seed, bit)
                    .isInstanceOf(SnapshotRefused.class);
        }
    }

    @Test
    void shouldRefuseLaterFormat() throws IOException {
        final byte[] later = Files.readAllBytes(files.file(POSITION));
        ByteBuffer.wrap(later).order(ByteOrder.LITTLE_ENDIAN).putInt(SnapshotFileDescriptor.FORMAT_OFFSET, 9);
        Files.write(files.file(POSITION), later);
        assertThatThrownBy(() -> restore(POSITION))
                .isInstanceOf(SnapshotRefused.class)
                .hasMessageContaining("was written by a later version: it has format 9");
    }

    @Test
    void shouldRefuseForeignFile() throws IOException {
        Files.writeString(files.file(POSITION), "no snapshot at all ".repeat(20));
        assertThatThrownBy(() -> restore(POSITION))
                .isInstanceOf(SnapshotRefused.class)
                .hasMessageContaining("is no snapshot");
    }

    @Test
    void shouldRemoveWhatACrashLeftHalfWritten() throws IOException {
        Files.writeString(files.unfinished(POSITION + 5), "half");
        files.prepare();
        assertThat(files.unfinished(POSITION + 5)).doesNotExist();
        assertThat(files.isComplete(POSITION)).isTrue();
    }

    @Test
    void shouldRemoveOlderFilesOnly() {
        scribe(POSITION + 10);
        scribe(POSITION + 20);
        files.removeBelow(POSITION + 10);
        assertThat(files.isComplete(POSITION)).isFalse();
        assertThat(files.isComplete(POSITION + 10)).isTrue();
        assertThat(files.isComplete(POSITION + 20)).isTrue();
    }

    @Test
    void shouldGoOnWithoutRoomForTheFile() throws IOException {
        Files.createDirectories(files.unfinished(POSITION + 1));
        final SnapshotScribe scribe = new SnapshotScribe(files, errors::add);
        assertThat(scribe.begin(machine, POSITION + 1)).isTrue();
        scribe.doWork();
        assertThat(errors)
                .singleElement()
                .satisfies(error ->
                        assertThat(error).hasMessageContaining("no snapshot could be written at log position"));
        assertThat(scribe.isBusy()).isFalse();
        assertThat(scribe.completedCount()).isZero();
    }

    private void scribe(final long position) {
        final SnapshotScribe scribe = new SnapshotScribe(files, errors::add);
        assertThat(scribe.begin(machine, position)).isTrue();
        scribe.doWork();
        assertThat(errors).isEmpty();
    }

    private StateMachine restore(final long position) {
        try (SnapshotFileReader file = new SnapshotFileReader(files.file(position))) {
            final SnapshotReader reader = new SnapshotReader(errors::add);
            reader.read(file);
            file.readAll();
            final StateMachine restored = Harness.newMachine();
            restored.adopt(position, Objects.requireNonNull(reader));
            return restored;
        }
    }
}
