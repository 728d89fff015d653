package io.drover.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cluster.event.EventReads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers of events see no gap and no repetition when the leader changes, whichever member they read from or change to. */
@Timeout(240)
class EventsAcrossLeadersTest {
    private static final int COUNT = 3;
    private static final int LINES = 12;

    @TempDir
    private Path directory;

    private final long seed = Long.getLong("seed", 7);

    @Test
    void shouldTellTheSameBeforeAndAfterTheLeaderChanges() throws Exception {
        final Random random = new Random(seed);
        try (TestMembers members = new TestMembers(directory, COUNT);
                TestGateway gateway = new TestGateway(members, directory)) {
            members.startAll();
            gateway.line("birth");
            final int former = members.awaitLeader();
            final int follower = (former + 1) % COUNT;
            final EventReads staying = new EventReads(5);
            final EventReads leaving = new EventReads(5);
            for (int i = 0; i < LINES; i++) {
                members.load(gateway, random);
                read(members, follower, staying);
                read(members, former, leaving);
            }
            members.stop(former);
            for (int i = 0; i < LINES; i++) {
                members.load(gateway, random);
                read(members, follower, staying);
            }
            gateway.line("barrier");
            catchUp(members, follower);
            read(members, follower, staying);
            final int other = (former + 2) % COUNT;
            catchUp(members, other);
            final EventReads whole = new EventReads(1_000);
            read(members, other, whole);

            assertThat(staying.told())
                    .as("read bit by bit; seed %d", seed)
                    .isEqualTo(whole.told())
                    .isNotEmpty();
            assertThat(staying.hasMissed() || leaving.hasMissed() || whole.hasMissed())
                    .isFalse();
            assertThat(moved(leaving.told(), whole.told()))
                    .as("left with the leader and gone on elsewhere; seed %d", seed)
                    .isEqualTo(whole.told());
        }
    }

    /** What a client has that asks another member for everything after the last index that it was told wholly. */
    private static List<EventReads.Told> moved(
            final List<EventReads.Told> before, final List<EventReads.Told> elsewhere) {
        final long last = before.get(before.size() - 1).index();
        final List<EventReads.Told> all = new ArrayList<>(before);
        elsewhere.stream().filter(told -> told.index() > last).forEach(all::add);
        return all;
    }

    private static void read(final TestMembers members, final int member, final EventReads reader) throws Exception {
        final Probe probe = members.probe(member);
        probe.ask(() -> reader.readOn(probe.machine()));
    }

    private static void catchUp(final TestMembers members, final int member) throws Exception {
        final long position = members.probe(members.awaitLeader()).digests().lastKey();
        TestMembers.await(
                "member " + member + " to catch up",
                () -> !members.probe(member).digests().isEmpty()
                        && members.probe(member).digests().lastKey() >= position);
    }
}
