package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.cluster.StateMachine;
import io.drover.cluster.StateMachineContext;
import io.drover.cluster.engine.LevelFault;
import io.drover.cluster.snapshot.LevelRefused;
import io.drover.cluster.state.MemberLevels;
import io.drover.sbe.FeatureLevels;
import io.drover.sbe.command.ClusterBirthDecoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.reply.ResultCode;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Versions that do not have the level of a state or a log do not go on; those that have it are equal whatever else they have. */
class FeatureLevelTest {
    private static final FeatureLevels OLD = new FeatureLevels(1, 1);
    private static final FeatureLevels LATER = new FeatureLevels(2, 3);

    private final Scenario scenario = new Scenario();
    private final Harness harness = scenario.harness();

    @Test
    void shouldStopAtTheEntryThatLeadsToAnotherLevel() {
        List.of("birth", "announce 0", "pool extra", "raise 2", "pool other").forEach(scenario::line);
        final StateMachine old = machine(OLD);

        assertThatThrownBy(() -> replay(old))
                .isInstanceOf(LevelFault.class)
                .hasMessage(
                        "this member cannot go on: at log position 4 the cluster has feature level 2 and this version"
                                + " has 1: start a version that has level 2, the levels of a cluster never fall");
    }

    @Test
    void shouldBeEqualAsLongAsTheLevelIsOneThatBothHave() {
        List.of("birth", "announce 0", "node n1", "ready n1", "job a count=2", "report a1 running healthy")
                .forEach(scenario::line);
        final StateMachine old = machine(OLD);

        replay(old);

        assertThat(old.digest()).isEqualTo(harness.machine().digest());
    }

    @Test
    void shouldRefuseALogThatBeginsWithALevelOfThePast() {
        scenario.line("birth");

        assertThatThrownBy(() -> replay(machine(LATER)))
                .isInstanceOf(LevelFault.class)
                .hasMessageContaining(
                        "has feature level 1 and this version has 2 to 3: start a version that has level 1"
                                + " and raise the level to at least 2 before this version takes its place");
    }

    @Test
    void shouldRefuseASnapshotOfAnotherLevel() {
        scenario.line("birth level=2");
        final List<byte[]> records = Snapshots.take(harness.machine());

        assertThatThrownBy(() -> Snapshots.load(machine(OLD), records, 1))
                .isInstanceOf(LevelRefused.class)
                .hasMessageStartingWith("the state has feature level 2 and this version has 1: ");
        assertThat(Snapshots.load(records, 1).digest())
                .isEqualTo(harness.machine().digest());
    }

    @Test
    void shouldRestoreOnlyLevelsThatEveryMemberHas() {
        scenario.line("birth level=2");
        final List<byte[]> newer = Snapshots.take(harness.machine());
        final Scenario older = new Scenario();
        List.of("birth", "announce 0 of=2", "announce 1 of=2 levels=1").forEach(older::line);

        assertThat(new StagedState(older).restore(newer, 1)).isEqualTo(ResultCode.RESTORE_REFUSED);
        assertThat(older.harness().machine().restoreCount()).isZero();

        older.line("announce 1 of=2");
        assertThat(new StagedState(older).restore(newer, 2)).isEqualTo(ResultCode.OK);
        final MemberLevels levels = levels(older);
        assertThat(levels.level()).isEqualTo(2);
        assertThat(levels.isAnnounced(1))
                .as("what members announced outlives a restore")
                .isTrue();
        new ReplayEquality(older.harness()).check();
    }

    @Test
    void shouldKeepItsLevelWhenAnOlderStateIsRestored() {
        scenario.line("birth");
        final List<byte[]> older = Snapshots.take(harness.machine());
        final Scenario newer = new Scenario(2);
        List.of("birth", "announce 0").forEach(newer::line);

        assertThat(new StagedState(newer).restore(older, 1)).isEqualTo(ResultCode.OK);

        assertThat(levels(newer).level()).isEqualTo(2);
    }

    @Test
    void shouldReadBirthsThatSayNoLevel() {
        final byte[] birth = scenario.encode("birth level=2");
        final int level = MessageHeaderDecoder.ENCODED_LENGTH + ClusterBirthDecoder.featureLevelEncodingOffset();
        final byte[] shorter = new byte[birth.length - Integer.BYTES];
        System.arraycopy(birth, 0, shorter, 0, level);
        System.arraycopy(birth, level + Integer.BYTES, shorter, level, shorter.length - level);
        new UnsafeBuffer(shorter)
                .putShort(0, (short) ClusterBirthDecoder.featureLevelEncodingOffset(), ByteOrder.LITTLE_ENDIAN);

        assertThat(harness.command(shorter).code()).isEqualTo(ResultCode.OK);

        assertThat(harness.machine().isBorn()).isTrue();
        assertThat(levels(scenario).level()).isEqualTo(1);
    }

    private void replay(final StateMachine machine) {
        long position = 0;
        for (final Harness.Entry entry : harness.log()) {
            harness.apply(machine, entry, ++position);
        }
    }

    private static MemberLevels levels(final Scenario of) {
        return Objects.requireNonNull(of.harness().machine().engine()).state().members();
    }

    private static StateMachine machine(final FeatureLevels levels) {
        return new StateMachine(new StateMachineContext(
                true,
                error -> {
                    throw new AssertionError(error);
                },
                0,
                levels));
    }
}
