package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cluster.StateMachine;
import io.drover.cluster.StateMachineContext;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.event.EventReads;
import io.drover.sbe.reply.CommandReplyDecoder;
import io.drover.sbe.reply.ResultCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The state of a file takes the place of the present one, in one log entry, or nothing changes. */
class RestoreTest {
    private static final int CHUNK = 700;

    private final Scenario scenario = new Scenario();
    private final Harness harness = scenario.harness();

    @Test
    void shouldBringTheStateBackAndGoOn() {
        harness.machine(machine());
        List.of("birth", "node n1", "ready n1", "job a count=2", "report a1,a2 running healthy", "register s1 of=a1")
                .forEach(scenario::line);
        final byte[] saved = saved();
        final long savedIndex = harness.machine().index();
        List.of("purge a", "pool extra", "node n2", "autopilot trailing=7").forEach(scenario::line);
        final long before = harness.machine().index();

        assertThat(restore(saved, 1)).isEqualTo(ResultCode.OK);
        assertThat(harness.machine().restoreCount()).isEqualTo(1);
        assertThat(harness.machine().index()).as("it only rises").isGreaterThan(before);
        assertThat(savedIndex).isLessThan(before);
        final Engine engine = Objects.requireNonNull(harness.machine().engine());
        assertThat(engine.state().allocs().rows().count()).isEqualTo(2);
        assertThat(engine.state().nodes().rows().count()).isEqualTo(1);
        assertThat(engine.state().services().rows().count()).isEqualTo(1);
        assertThat(engine.state().autopilot().isSet()).isFalse();
        assertThat(engine.state().restore().count()).as("nothing is left of it").isZero();
        harness.pass(5_000);
        scenario.line("beat n1");
        scenario.line("job b count=1");
        assertThat(engine.state().allocs().rows().count()).isEqualTo(3);
    }

    @Test
    void shouldBeTheSameAfterAReplayAndThroughASnapshotInTheMiddle() {
        harness.machine(machine());
        List.of("birth", "node n1", "ready n1", "job a count=2").forEach(scenario::line);
        final byte[] saved = saved();
        scenario.line("purge a");
        assertThat(code(scenario.encode("restore id=9 length=" + saved.length))).isEqualTo(ResultCode.OK);
        assertThat(code(scenario.encodeChunk(9, 0, Arrays.copyOf(saved, CHUNK))))
                .isEqualTo(ResultCode.OK);
        final StateMachine restarted =
                Snapshots.load(Snapshots.take(harness.machine()), harness.log().size());
        assertThat(restarted.digest()).isEqualTo(harness.machine().digest());
        final int at = harness.log().size();
        assertThat(new StagedState(scenario).chunks(saved, 9, CHUNK)).isEqualTo(ResultCode.OK);
        assertThat(code(scenario.encode("commit-restore id=9"))).isEqualTo(ResultCode.OK);
        scenario.line("pool extra");

        final StateMachine replayed = machine();
        long position = 0;
        for (final Harness.Entry entry : List.copyOf(harness.log())) {
            harness.apply(replayed, entry, ++position);
            if (position > at) {
                harness.apply(restarted, entry, position);
            }
        }
        assertThat(replayed.digest()).isEqualTo(harness.machine().digest());
        assertThat(restarted.digest()).isEqualTo(harness.machine().digest());
    }

    @Test
    void shouldChangeNothingForWhatIsDamagedOrIncomplete() {
        harness.machine(machine());
        List.of("birth", "node n1", "ready n1", "job a count=2").forEach(scenario::line);
        final byte[] saved = saved();
        final long index = harness.machine().index();
        final byte[] truncated = Arrays.copyOf(saved, saved.length / 2);
        assertThat(restore(truncated, 2)).isEqualTo(ResultCode.RESTORE_REFUSED);
        final byte[] damaged = saved.clone();
        damaged[damaged.length / 2] ^= 1;
        assertThat(restore(damaged, 3)).isEqualTo(ResultCode.RESTORE_REFUSED);
        assertThat(restore("no snapshot".getBytes(StandardCharsets.UTF_8), 4)).isEqualTo(ResultCode.RESTORE_REFUSED);
        assertThat(code(scenario.encode("restore id=5 length=100"))).isEqualTo(ResultCode.OK);
        assertThat(code(scenario.encode("commit-restore id=5"))).isEqualTo(ResultCode.RESTORE_INCOMPLETE);
        assertThat(code(scenario.encodeChunk(5, 50, new byte[10]))).isEqualTo(ResultCode.RESTORE_INCOMPLETE);
        assertThat(code(scenario.encodeChunk(6, 0, new byte[10]))).isEqualTo(ResultCode.RESTORE_INCOMPLETE);
        assertThat(code(scenario.encode("restore length=0"))).isEqualTo(ResultCode.OK);
        assertThat(harness.machine().index()).isEqualTo(index);
        assertThat(harness.machine().restoreCount()).isZero();
    }

    @Test
    void shouldTellReadersOfEventsThatSomethingIsBetween() {
        harness.machine(machine());
        List.of("birth", "pool extra").forEach(scenario::line);
        final EventReads reader = new EventReads(50).readOn(harness.machine());
        assertThat(restore(saved(), 1)).isEqualTo(ResultCode.OK);
        scenario.line("pool other");
        final int before = reader.told().size();
        assertThat(reader.readOn(harness.machine()).hasMissed()).isTrue();
        assertThat(reader.told()).hasSizeGreaterThan(before);
    }

    private ResultCode restore(final byte[] bytes, final long id) {
        return new StagedState(scenario).restore(bytes, id);
    }

    private ResultCode code(final byte[] command) {
        final CommandReplyDecoder reply = harness.command(command);
        return reply.code();
    }

    private byte[] saved() {
        return StagedState.file(Snapshots.take(harness.machine()));
    }

    private static StateMachine machine() {
        return new StateMachine(new StateMachineContext(
                true,
                error -> {
                    throw new AssertionError(error);
                },
                1 << 20));
    }
}
