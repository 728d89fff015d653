package io.drover.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three real members under a random load: whatever happens to them, the state after a log entry is the same wherever that entry was
 * applied, live or replayed. The seed is in the name of every failure; {@code -Dseed=N} runs it again.
 */
@Timeout(240)
class MembersAgreeTest {
    private static final int COUNT = 3;
    private static final int LINES = 25;

    @TempDir
    private Path directory;

    /** Digest by log position, as first seen; members that are started again begin a new record. */
    private final NavigableMap<Long, Long> expected = new TreeMap<>();

    private final long seed = Long.getLong("seed", 1);
    private int comparisons;

    @Test
    void shouldHaveEqualStateThroughLeaderChangesAndRestarts() throws Exception {
        final Random random = new Random(seed);
        try (TestMembers members = new TestMembers(directory, COUNT);
                TestGateway gateway = new TestGateway(members, directory)) {
            members.startAll();
            gateway.line("birth");
            load(members, gateway, random);
            while (members.probe(members.awaitLeader()).snapshotCount() < 1) {
                members.load(gateway, random);
            }

            final int first = members.awaitLeader();
            members.stop(first);
            compare(members, first);
            load(members, gateway, random);
            members.start(first);
            load(members, gateway, random);
            catchUp(members, gateway);
            assertThat(members.probe(first).snapshotPosition())
                    .as("the former leader started from a snapshot; seed %d", seed)
                    .isPositive();

            final int follower = (members.awaitLeader() + 1) % COUNT;
            members.stop(follower);
            compare(members, follower);
            members.start(follower);
            load(members, gateway, random);
            catchUp(members, gateway);
            for (int member = 0; member < COUNT; member++) {
                compare(members, member);
            }
            assertThat(comparisons).as("entries seen by more than one").isGreaterThan(6 * LINES);
            assertThat(members.terminations()).isZero();
        }
    }

    private static void load(final TestMembers members, final TestGateway gateway, final Random random)
            throws Exception {
        for (int i = 0; i < LINES; i++) {
            members.load(gateway, random);
        }
    }

    /** Waits until all have applied what is committed now. */
    private static void catchUp(final TestMembers members, final TestGateway gateway) throws Exception {
        gateway.line("barrier");
        final long position = members.probe(members.awaitLeader()).digests().lastKey();
        for (int i = 0; i < COUNT; i++) {
            final NavigableMap<Long, Long> digests = members.probe(i).digests();
            TestMembers.await(
                    "member " + i + " to catch up", () -> !digests.isEmpty() && digests.lastKey() >= position);
        }
    }

    private void compare(final TestMembers members, final int member) {
        for (final Map.Entry<Long, Long> entry : members.probe(member).digests().entrySet()) {
            final Long before = expected.putIfAbsent(entry.getKey(), entry.getValue());
            if (before != null) {
                comparisons++;
                assertThat(entry.getValue())
                        .as("digest of member %d at log position %d; seed %d", member, entry.getKey(), seed)
                        .isEqualTo(before);
            }
        }
    }
}
