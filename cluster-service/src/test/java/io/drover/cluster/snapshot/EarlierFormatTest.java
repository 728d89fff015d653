package io.drover.cluster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cluster.StateMachine;
import io.drover.cluster.invariant.InvariantChecker;
import io.drover.cluster.scenario.Scenario;
import io.drover.cluster.scenario.Snapshots;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.AllocRowDecoder;
import io.drover.sbe.snapshot.DeploymentRowDecoder;
import io.drover.sbe.snapshot.SnapshotBeginEncoder;
import io.drover.sbe.snapshot.SnapshotEndEncoder;
import io.drover.scheduler.offheap.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class EarlierFormatTest {
    @Test
    void shouldReadDeploymentsBehindTheirAllocations() {
        final Scenario scenario = new Scenario();
        for (final String line : List.of(
                "birth", "edge e1", "node n1", "ready n1", "job a count=2 update=1", "report a1 running healthy")) {
            scenario.line(line);
        }
        final StateMachine machine = scenario.harness().machine();
        final List<byte[]> records = Snapshots.take(machine);
        final List<byte[]> deployments = ofKind(records, DeploymentRowDecoder.TEMPLATE_ID);
        final List<byte[]> allocs = ofKind(records, AllocRowDecoder.TEMPLATE_ID);
        assertThat(deployments).isNotEmpty();
        assertThat(allocs).isNotEmpty();

        final List<byte[]> earlier = new ArrayList<>(records);
        earlier.removeAll(deployments);
        earlier.addAll(earlier.indexOf(allocs.get(allocs.size() - 1)) + 1, deployments);
        sign(earlier);

        final StateMachine restored = Snapshots.load(earlier, 7);
        assertThat(restored.digest()).isEqualTo(machine.digest());
        final var state = Objects.requireNonNull(restored.engine()).state();
        for (int alloc = state.allocs().rows().first();
                alloc >= 0;
                alloc = state.allocs().rows().next(alloc)) {
            assertThat(state.deployments().rows().isLive(state.allocs().deployment(alloc)))
                    .isTrue();
        }
        assertThat(new InvariantChecker(Objects.requireNonNull(restored.engine()))
                        .check()
                        .found())
                .isEmpty();
    }

    /** Makes it a file of format 1 with the digest of its rows. */
    private static void sign(final List<byte[]> records) {
        final Digest digest = new Digest();
        for (final byte[] record : records.subList(1, records.size() - 1)) {
            digest.add(new UnsafeBuffer(record), 0, record.length);
        }
        new SnapshotBeginEncoder()
                .wrap(new UnsafeBuffer(records.get(0)), MessageHeaderEncoder.ENCODED_LENGTH)
                .formatVersion(1);
        new SnapshotEndEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(records.get(records.size() - 1)), 0, new MessageHeaderEncoder())
                .recordCount(records.size() - 2)
                .stateDigest(digest.value());
    }

    private static List<byte[]> ofKind(final List<byte[]> records, final int templateId) {
        return records.stream()
                .filter(record -> new MessageHeaderDecoder()
                                .wrap(new UnsafeBuffer(record), 0)
                                .templateId()
                        == templateId)
                .toList();
    }
}
