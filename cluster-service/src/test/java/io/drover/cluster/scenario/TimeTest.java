package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cluster.StateMachine;
import io.drover.sbe.Limits;
import io.drover.sbe.common.NodeStatus;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time is the log's: it never goes back, no change of leader gives a dead node a pardon, and no silence of the cluster kills a live one. */
class TimeTest {
    private static final long TTL_MS = Limits.Key.HEARTBEAT_TTL_MS.defaultValue();
    private static final long SILENCE_MS = Limits.Key.CLUSTER_SILENCE_MS.defaultValue();
    private static final long STEP_MS = 1_000;

    private final Scenario scenario = new Scenario();
    private long nowMs;
    private long position = 1_000;

    @BeforeEach
    void startCluster() {
        for (final String line : new String[] {"birth", "edge e1", "node n1", "ready n1", "beat n1"}) {
            scenario.line(line);
        }
        nowMs = machine().clockMs();
    }

    @Test
    void shouldClampStepsBack() {
        tick(nowMs + STEP_MS);
        final long clockMs = machine().clockMs();
        final long digest = machine().digest();
        tick(clockMs - 3_600_000);
        assertThat(machine().clockMs()).isEqualTo(clockMs);
        assertThat(machine().digest()).as("no deadline moved").isEqualTo(digest);
    }

    @Test
    void shouldLoseASilentNodeOnTimeThoughTheLeaderChanges() {
        passTo(nowMs + TTL_MS / 2);
        machine().onNewLeadershipTerm(machine().clockMs() + STEP_MS, ++position);
        passTo(nowMs + TTL_MS - STEP_MS);
        assertThat(status()).isEqualTo(NodeStatus.READY);
        passTo(nowMs + TTL_MS + STEP_MS);
        assertThat(status()).isEqualTo(NodeStatus.DOWN);
    }

    @Test
    void shouldLoseASilentNodeOnTimeThoughTheNewLeaderIsBehind() {
        passTo(nowMs + TTL_MS / 2);
        machine().onNewLeadershipTerm(machine().clockMs() - 60_000, ++position);
        passTo(nowMs + TTL_MS + STEP_MS);
        assertThat(status()).isEqualTo(NodeStatus.DOWN);
    }

    @Test
    void shouldLoseASilentNodeOnTimeThoughMembersRestartFromASnapshot() {
        passTo(nowMs + TTL_MS / 2);
        scenario.harness().machine(Snapshots.load(Snapshots.take(machine()), ++position));
        passTo(nowMs + TTL_MS - STEP_MS);
        assertThat(status()).isEqualTo(NodeStatus.READY);
        passTo(nowMs + TTL_MS + STEP_MS);
        assertThat(status()).isEqualTo(NodeStatus.DOWN);
    }

    @Test
    void shouldGiveNodesTheTimeBackInWhichTheClusterWasSilent() {
        final long silentMs = 3_600_000;
        machine().onNewLeadershipTerm(nowMs + silentMs, ++position);
        passTo(nowMs + silentMs + TTL_MS - SILENCE_MS - 2 * STEP_MS);
        assertThat(status()).as("no massacre").isEqualTo(NodeStatus.READY);
        passTo(nowMs + silentMs + TTL_MS + STEP_MS);
        assertThat(status()).as("no pardon either").isEqualTo(NodeStatus.DOWN);
    }

    @Test
    void shouldGiveNodesTheTimeBackAfterARestartOfTheWholeCluster() {
        final long silentMs = 3_600_000;
        scenario.harness().machine(Snapshots.load(Snapshots.take(machine()), ++position));
        machine().onNewLeadershipTerm(nowMs + silentMs, ++position);
        tick(nowMs + silentMs + STEP_MS);
        assertThat(status()).isEqualTo(NodeStatus.READY);
    }

    private void passTo(final long untilMs) {
        while (machine().clockMs() < untilMs) {
            tick(Math.min(untilMs, machine().clockMs() + STEP_MS));
        }
    }

    private void tick(final long timestampMs) {
        machine().onTick(timestampMs, ++position, (buffer, offset, length) -> {});
    }

    private NodeStatus status() {
        final var nodes = Objects.requireNonNull(machine().engine()).state().nodes();
        return nodes.status(nodes.rows().first());
    }

    private StateMachine machine() {
        return scenario.harness().machine();
    }
}
