package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.cluster.StateMachine;
import io.drover.cluster.snapshot.SnapshotRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A snapshot that cannot be trusted is refused with a sentence. */
class SnapshotRefusalTest {
    private final List<byte[]> records = records();

    @Test
    void shouldRefuseTruncatedSnapshot() {
        assertThatThrownBy(() -> Snapshots.load(records.subList(0, records.size() - 1), 1))
                .isInstanceOf(SnapshotRefused.class)
                .hasMessageContaining("truncated");
    }

    @Test
    void shouldRefuseMissingRow() {
        final List<byte[]> fewer = new ArrayList<>(records);
        fewer.remove(2);
        assertThatThrownBy(() -> Snapshots.load(fewer, 1)).isInstanceOf(SnapshotRefused.class);
    }

    @Test
    void shouldRefuseLaterFormat() {
        final List<byte[]> later = new ArrayList<>(records);
        final byte[] begin = later.get(0).clone();
        new UnsafeBuffer(begin).putShort(8, (short) 99);
        later.set(0, begin);
        assertThatThrownBy(() -> Snapshots.load(later, 1))
                .isInstanceOf(SnapshotRefused.class)
                .hasMessageContaining("format 99");
    }

    @Test
    void shouldRefuseUnknownKindOfRow() {
        final List<byte[]> unknown = new ArrayList<>(records);
        final byte[] row = unknown.get(3).clone();
        new UnsafeBuffer(row).putShort(2, (short) 65_000);
        unknown.set(3, row);
        assertThatThrownBy(() -> Snapshots.load(unknown, 1))
                .isInstanceOf(SnapshotRefused.class)
                .hasMessageContaining("later version");
    }

    @Test
    void shouldRefuseFlippedBits() {
        final long seed = 5;
        final Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            final List<byte[]> damaged = new ArrayList<>(records);
            final int at = 1 + random.nextInt(records.size() - 1);
            final byte[] row = damaged.get(at).clone();
            final int bit = 64 + random.nextInt(row.length * 8 - 64);
            row[bit >> 3] ^= (byte) (1 << (bit & 7));
            damaged.set(at, row);
            assertThatThrownBy(() -> Snapshots.load(damaged, 1))
                    .as("seed %d, record %d, bit %d", seed, at, bit)
                    .isInstanceOf(SnapshotRefused.class);
        }
    }

    @Test
    void shouldCarryTheClusterThatIsNotBorn() {
        final StateMachine unborn = Harness.newMachine();
        assertThat(Snapshots.load(Snapshots.take(unborn), 1).isBorn()).isFalse();
    }

    private static List<byte[]> records() {
        final Scenario scenario = new Scenario();
        for (final String line : List.of(
                "birth",
                "edge e1",
                "node n1",
                "ready n1",
                "job a count=2 ports=http",
                "report a1 running healthy",
                "register s1 of=a1",
                "job big cpu=9999")) {
            scenario.line(line);
        }
        return Snapshots.take(scenario.harness().machine());
    }
}
