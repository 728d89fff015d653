package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cluster.StateMachine;
import io.drover.sbe.Limits;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.reply.CommandReplyDecoder;
import io.drover.sbe.reply.ResultCode;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command is applied once, however often it is sent, whatever became of the member that applied it first. */
class ExactlyOnceTest {
    private static final int NUMBER_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES;
    private static final int ACKNOWLEDGED_OFFSET = NUMBER_OFFSET + Long.BYTES;
    private static final int WINDOW = (int) Limits.Key.SESSION_WINDOW.minimum();

    private final Scenario scenario = new Scenario();

    @BeforeEach
    void startCluster() {
        scenario.line("birth limits=SESSION_WINDOW:" + WINDOW);
        scenario.line("node n1");
        scenario.line("ready n1");
    }

    @Test
    void shouldAnswerWithTheFirstReplyAfterASnapshotAndARestart() {
        final byte[] command = scenario.encode("job a");
        final CommandReplyDecoder first = scenario.harness().command(command);
        final long index = first.index();
        final long timestampMs = first.timestampMs();
        scenario.line("namespace other");
        restart();
        final long digest = machine().digest();

        final CommandReplyDecoder again = scenario.harness().command(command);
        assertThat(again.code()).isEqualTo(ResultCode.OK);
        assertThat(again.index()).isEqualTo(index);
        assertThat(again.timestampMs()).isEqualTo(timestampMs);
        assertThat(machine().index()).isGreaterThan(index);
        assertThat(machine().digest()).as("nothing was applied").isEqualTo(digest);
    }

    @Test
    void shouldAnswerARefusalWithTheSameRefusal() {
        final byte[] command = scenario.encode("evaluate late");
        final ResultCode first = scenario.harness().command(command).code();
        assertThat(first).isNotEqualTo(ResultCode.OK);
        scenario.line("job late");
        restart();
        assertThat(scenario.harness().command(command).code())
                .as("though it would be accepted by now")
                .isEqualTo(first);
    }

    @Test
    void shouldApplyNumbersOfTheWindowInAnyOrder() {
        final byte[] later = scenario.encode("namespace later");
        final byte[] earlier = scenario.encode("namespace earlier");
        new UnsafeBuffer(later).putLong(NUMBER_OFFSET, 20);
        new UnsafeBuffer(earlier).putLong(NUMBER_OFFSET, 19);
        assertThat(scenario.harness().command(later).code()).isEqualTo(ResultCode.OK);
        assertThat(scenario.harness().command(earlier).code()).isEqualTo(ResultCode.OK);
        final long index = machine().index();
        restart();
        scenario.harness().command(later);
        scenario.harness().command(earlier);
        assertThat(machine().index()).isEqualTo(index);
    }

    @Test
    void shouldRefuseWhatIsBeyondTheWindowUntilRepliesAreAcknowledged() {
        final byte[] command = scenario.encode("namespace far");
        final UnsafeBuffer fields = new UnsafeBuffer(command);
        final long applied = scenario.harness().lastNumber() - 1;
        fields.putLong(NUMBER_OFFSET, applied + WINDOW);
        fields.putLong(ACKNOWLEDGED_OFFSET, 0);
        final long index = machine().index();
        final CommandReplyDecoder refused = scenario.harness().command(command);
        assertThat(refused.code()).isEqualTo(ResultCode.WINDOW_OVERFLOW);
        assertThat(refused.detail()).contains("SESSION_WINDOW");
        assertThat(machine().index()).isEqualTo(index);

        fields.putLong(ACKNOWLEDGED_OFFSET, applied);
        assertThat(scenario.harness().command(command).code()).isEqualTo(ResultCode.OK);
    }

    @Test
    void shouldNotApplyALateCopyOfWhatWasAcknowledged() {
        final byte[] command = scenario.encode("namespace once");
        scenario.harness().command(command);
        final byte[] acknowledging = scenario.encode("barrier");
        new UnsafeBuffer(acknowledging)
                .putLong(ACKNOWLEDGED_OFFSET, scenario.harness().lastNumber() - 1);
        scenario.harness().command(acknowledging);
        restart();
        final long index = machine().index();
        assertThat(scenario.harness().command(command).code()).isEqualTo(ResultCode.WINDOW_OVERFLOW);
        assertThat(machine().index()).isEqualTo(index);
    }

    private StateMachine machine() {
        return scenario.harness().machine();
    }

    private void restart() {
        scenario.harness()
                .machine(Snapshots.load(
                        Snapshots.take(machine()), scenario.harness().log().size()));
    }
}
