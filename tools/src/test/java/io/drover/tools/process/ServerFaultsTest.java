package io.drover.tools.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One of three servers crashes: the others go on, and it comes back by itself with what it missed. */
class ServerFaultsTest {
    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void shouldGoOnWithoutACrashedLeaderAndTakeItBack() throws Exception {
        try (RunningCluster cluster = RunningCluster.start(directory)) {
            final int crashed = cluster.leader();
            final RunningAgent other = cluster.server((crashed + 1) % RunningCluster.SERVER_COUNT);
            other.register(Jobs.shell("before", "service", "exec sleep 600"));
            final Doc before = other.awaitAlloc("before", "running");

            cluster.server(crashed).kill();
            other.register(Jobs.shell("after", "service", "exec sleep 600"));
            other.awaitAlloc("after", "running");
            assertThat(other.awaitAlloc("before", "running").text("ID")).isEqualTo(before.text("ID"));

            cluster.restart(crashed);
            final RunningAgent back = cluster.server(crashed);
            awaitReplica(back);
            assertThat(back.api().get("/v1/job/before", stale()).text("Status")).isEqualTo("running");
            back.register(Jobs.shell("last", "batch", "echo done"));
            back.awaitAlloc("last", "complete");
        }
    }

    @Test
    @Timeout(300)
    void shouldGiveANodeWorkWithoutTheServerThatItJoinedThrough() throws Exception {
        try (RunningCluster cluster = RunningCluster.start(directory)) {
            // The node joins through the first of its servers that answers.
            cluster.server(0).kill();
            final RunningAgent other = cluster.server(1);
            other.register(Jobs.shell("after", "service", "exec sleep 600"));
            other.awaitAlloc("after", "running");
        }
    }

    /** The replica's own state, which it answers stale reads from, holds what was written while it was away. */
    private static void awaitReplica(final RunningAgent agent) throws ApiException {
        while (true) {
            try {
                agent.api().get("/v1/job/after", stale());
                return;
            } catch (final ApiException ex) {
                assertThat(ex.status()).as(ex.getMessage()).isIn(404, 500);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }
    }

    private static Query stale() {
        return new Query().with("stale", "true");
    }
}
