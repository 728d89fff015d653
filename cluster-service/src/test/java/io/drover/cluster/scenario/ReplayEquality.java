package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cluster.StateMachine;
import io.drover.cluster.snapshot.StateCopy;
import io.drover.cluster.state.Heap;
import java.util.List;
import java.util.Objects;

/**
 * State is a function of the log: replaying all of it, and any snapshot with the rest of the log, end in the same digest as living
 * through it.
 */
public final class ReplayEquality {
    private final Harness harness;
    private final StateCopy copy = new StateCopy();

    public ReplayEquality(final Harness harness) {
        this.harness = harness;
    }

    /** Replays from the beginning, taking a snapshot after every entry. */
    public void check() {
        check(1);
    }

    /** Replays from the beginning, taking a snapshot after every n-th entry. */
    public void check(final int snapshotInterval) {
        final List<Harness.Entry> log = harness.log();
        final long expected = harness.machine().digest();
        StateMachine machine = Harness.newMachine();
        for (int i = 0; i < log.size(); i++) {
            harness.apply(machine, log.get(i), i + 1);
            if (i % snapshotInterval == 0) {
                checkCopy(machine, i);
                final StateMachine restored = Snapshots.load(Snapshots.take(machine), i + 1);
                assertThat(restored.digest())
                        .as("digest after restore at entry %d", i)
                        .isEqualTo(machine.digest());
                assertThat(restored.index()).isEqualTo(machine.index());
                if (machine.isBorn()) {
                    assertThat(heapOf(restored))
                            .as("strings and bytes at entry %d: what a restore does not need was leaked", i)
                            .isEqualTo(heapOf(machine));
                }
                // The rest of the log is applied to the restored one, so that each restore is also lived with.
                machine = restored;
            }
        }
        assertThat(machine.digest()).as("digest after replay through snapshots").isEqualTo(expected);
        final StateMachine replayed = Harness.newMachine();
        for (int i = 0; i < log.size(); i++) {
            harness.apply(replayed, log.get(i), i + 1);
        }
        assertThat(replayed.digest()).as("digest after plain replay").isEqualTo(expected);
    }

    /** One copy serves all, so that what an earlier state left in it would be seen. */
    private void checkCopy(final StateMachine machine, final int entry) {
        if (machine.copyTo(copy)) {
            assertThat(copy.digest())
                    .as("digest of a copy of the memory at entry %d", entry)
                    .isEqualTo(machine.digest());
        }
    }

    private static String heapOf(final StateMachine machine) {
        final Heap heap = Objects.requireNonNull(machine.engine()).state().heap();
        return heap.strings().count() + " strings, " + heap.blobs().usedBytes() + " bytes";
    }
}
