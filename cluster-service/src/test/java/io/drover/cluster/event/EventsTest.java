package io.drover.cluster.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cluster.StateMachine;
import io.drover.cluster.StateMachineContext;
import io.drover.cluster.scenario.Harness;
import io.drover.cluster.scenario.Scenario;
import io.drover.sbe.common.TableId;
import io.drover.sbe.snapshot.JobRowDecoder;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events are what a step changed, told once and in order, and the same wherever the log was applied. */
class EventsTest {
    private static final List<String> LIFE = List.of(
            "birth",
            "node n1",
            "ready n1",
            "pool extra",
            "job a count=3",
            "report a1,a2 running healthy",
            "register s1 of=a1",
            "job a count=1",
            "+5s",
            "stop a",
            "job b count=2",
            "purge b");

    private final Scenario scenario = new Scenario();

    @Test
    void shouldTellEachChangeOnceToWhoeverReadsItWhenever() {
        final StateMachine machine = machine(1 << 20);
        scenario.harness().machine(machine);
        final EventReads early = new EventReads(3);
        for (final String line : LIFE) {
            scenario.line(line);
            early.readOn(machine);
        }
        final EventReads late = new EventReads(1_000).readOn(machine);

        assertThat(late.told()).isEqualTo(early.told()).isNotEmpty();
        assertThat(late.hasMissed()).isFalse();
        assertThat(new HashSet<>(late.told())).as("no repetition").hasSameSizeAs(late.told());
        assertThat(late.told()).extracting(EventReads.Told::index).isSorted();
    }

    @Test
    void shouldTellTheSameAfterAReplay() {
        scenario.harness().machine(machine(1 << 20));
        LIFE.forEach(scenario::line);
        final StateMachine replayed = machine(1 << 20);
        long position = 0;
        for (final Harness.Entry entry : List.copyOf(scenario.harness().log())) {
            scenario.harness().apply(replayed, entry, ++position);
        }

        final List<EventReads.Told> first =
                new EventReads(50).readOn(scenario.harness().machine()).told();
        assertThat(new EventReads(9).readOn(replayed).told()).isEqualTo(first);
    }

    @Test
    void shouldTellOfARemovedJobAsItWas() {
        scenario.harness().machine(machine(1 << 20));
        LIFE.forEach(scenario::line);

        assertThat(new EventReads(50).readOn(scenario.harness().machine()).told())
                .filteredOn(EventReads.Told::isRemoved)
                .filteredOn(told -> told.table() == TableId.JOBS)
                .singleElement()
                .extracting(EventReads.Told::templateId)
                .isEqualTo(JobRowDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldTellReadersThatTheyAreTooLate() {
        final StateMachine machine = machine(1 << 14);
        scenario.harness().machine(machine);
        scenario.line("birth");
        final EventReads reader = new EventReads(50).readOn(machine);
        LIFE.subList(1, LIFE.size()).forEach(scenario::line);
        for (int i = 0; i < 40; i++) {
            scenario.line("pool extra");
        }

        assertThat(reader.readOn(machine).hasMissed()).isTrue();
        assertThat(new EventReads(50).readOn(machine).hasMissed())
                .as("who starts now misses nothing that is kept")
                .isFalse();
    }

    @Test
    void shouldKeepAStormForReadersOnly() {
        final StateMachine machine = machine(1 << 23);
        scenario.harness().machine(machine);
        List.of("birth", "node n1 cpu=40000000 mem=80000000", "ready n1").forEach(scenario::line);
        final EventReads reader = new EventReads(1_000).readOn(machine);
        scenario.harness().pass(120_000);
        storm();
        assertThat(reader.readOn(machine).hasMissed())
                .as("nobody had read for long")
                .isTrue();

        final EventReads following = new EventReads(1_000).readOn(machine);
        storm();
        assertThat(following.readOn(machine).hasMissed()).as("somebody reads").isFalse();
    }

    private void storm() {
        for (int i = 0; i < 2_100; i++) {
            scenario.line("pool extra");
        }
    }

    @Test
    void shouldKeepNothingWithoutMemoryForIt() {
        scenario.harness().machine(machine(0));
        LIFE.forEach(scenario::line);

        assertThat(new EventReads(50).readOn(scenario.harness().machine()).told())
                .isEmpty();
    }

    private static StateMachine machine(final int eventBytes) {
        return new StateMachine(new StateMachineContext(
                true,
                error -> {
                    throw new AssertionError(error);
                },
                eventBytes));
    }
}
