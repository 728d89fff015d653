package io.drover.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cluster.StateMachine;
import io.drover.cluster.member.journal.EffectDigest;
import io.drover.cluster.member.journal.JournalReader;
import io.drover.cluster.member.journal.JournalSettings;
import io.drover.cluster.scenario.Harness;
import io.drover.sbe.journal.AppliedEntryDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real member with a journal: what it keeps leads to the same state again, and nothing that befalls the journal reaches the member.
 * The seed is in the name of every failure; {@code -Dseed=N} runs it again.
 */
@Timeout(120)
class MemberJournalTest {
    private static final int LINES = 10;
    private static final int RING_LENGTH = 16 * 1024 * 1024;
    private static final long LENGTH_MAX = 64 * 1024 * 1024;

    @TempDir
    private Path directory;

    private final long seed = Long.getLong("seed", 1);
    private final Random random = new Random(seed);

    @Test
    void shouldLeadToTheSameStateAfterEveryEntryAndThroughRestarts() throws Exception {
        final NavigableMap<Long, Long> live = new TreeMap<>();
        try (TestMembers members = new TestMembers(directory, 1).withJournals(member -> settings(0));
                TestGateway gateway = new TestGateway(members, directory)) {
            members.startAll();
            gateway.line("birth");
            for (int life = 0; life < 2; life++) {
                load(members, gateway);
                awaitWritten(members);
                live.putAll(members.probe(0).digests());
                members.stop(0);
                members.start(0);
            }
            gateway.line("barrier");
            awaitWritten(members);
            live.putAll(members.probe(0).digests());
            assertThat(members.journal(0).counters().gaps()).isZero();
            assertThat(members.errors()).isEmpty();
        }

        int compared = 0;
        final StateMachine machine = Harness.newMachine();
        final EffectDigest effects = new EffectDigest();
        try (JournalReader reader = new JournalReader(directory.resolve("journal-0"))) {
            while (reader.next()) {
                assertThat(reader.kind()).isNotEqualTo(JournalReader.Kind.GAP);
                if (reader.kind() == JournalReader.Kind.ENTRY) {
                    apply(machine, reader, effects);
                    final AppliedEntryDecoder entry = reader.entry();
                    assertThat(effects.value())
                            .as("effects behind log position %d; seed %d", entry.logPosition(), seed)
                            .isEqualTo(entry.effectDigest());
                    final Long expected = live.get(entry.logPosition());
                    if (expected != null) {
                        compared++;
                        assertThat(machine.digest())
                                .as("state behind log position %d; seed %d", entry.logPosition(), seed)
                                .isEqualTo(expected);
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(2 * LINES);
    }

    @Test
    void shouldServeOnWhenTheJournalCannotBeWritten() throws Exception {
        Files.writeString(directory.resolve("journal-0"), "a file where a directory should be");
        try (TestMembers members = new TestMembers(directory, 1).withJournals(member -> settings(0));
                TestGateway gateway = new TestGateway(members, directory)) {
            members.startAll();
            gateway.line("birth");
            load(members, gateway);

            TestMembers.await(
                    "the journal to pause", () -> members.journal(0).counters().isPaused());
            assertThat(members.journal(0).counters().entries()).isZero();
            assertThat(members.errors()).hasSize(1);
            assertThat(members.terminations()).isZero();
        }
    }

    @Test
    void shouldLeaveTheReserveOfTheDiskAlone() throws Exception {
        try (TestMembers members = new TestMembers(directory, 1).withJournals(member -> settings(Long.MAX_VALUE));
                TestGateway gateway = new TestGateway(members, directory)) {
            members.startAll();
            gateway.line("birth");
            load(members, gateway);

            TestMembers.await(
                    "the journal to pause", () -> members.journal(0).counters().isPaused());
            assertThat(members.journal(0).counters().bytes()).isZero();
            assertThat(members.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error).hasMessageContaining("the journal pauses"));
            assertThat(members.terminations()).isZero();
        }
    }

    @Test
    void shouldKeepTheSnapshotThatItsOldestEntryNeeds() throws Exception {
        try (TestMembers members = new TestMembers(directory, 1).withJournals(member -> settings(0));
                TestGateway gateway = new TestGateway(members, directory)) {
            members.startAll();
            gateway.line("birth");
            while (files(members) < 3) {
                load(members, gateway);
            }
            assertThat(members.journal(0).oldestPosition()).isZero();
        }
    }

    private int files(final TestMembers members) throws Exception {
        final Path snapshots = members.directory(0).resolve("snapshots");
        return Files.isDirectory(snapshots)
                ? new SnapshotFiles(snapshots).complete().size()
                : 0;
    }

    private JournalSettings settings(final long reserve) {
        return new JournalSettings(
                directory.resolve("journal-0"), 0, LENGTH_MAX, TimeUnit.DAYS.toMillis(1), RING_LENGTH, reserve);
    }

    private void load(final TestMembers members, final TestGateway gateway) throws Exception {
        for (int i = 0; i < LINES; i++) {
            members.load(gateway, random);
        }
    }

    private static void awaitWritten(final TestMembers members) throws TimeoutException {
        final long position = members.probe(0).digests().lastKey();
        TestMembers.await("the journal", () -> members.journal(0).counters().position() >= position);
    }

    private static void apply(final StateMachine machine, final JournalReader reader, final EffectDigest effects) {
        final AppliedEntryDecoder entry = reader.entry();
        effects.begin((buffer, offset, length) -> {}, (buffer, offset, length) -> {});
        switch (entry.kind()) {
            case COMMAND ->
                machine.onCommand(
                        entry.timestampMs(),
                        entry.logPosition(),
                        reader.command(),
                        0,
                        reader.command().capacity(),
                        effects,
                        effects);
            case TICK -> machine.onTick(entry.timestampMs(), entry.logPosition(), effects);
            case TERM -> machine.onNewLeadershipTerm(entry.timestampMs(), entry.logPosition());
            default -> assertThat(reader.command().capacity()).isZero();
        }
    }
}
