package io.drover.tools.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A state that is brought back at one server is that of all three, and jobs go on. */
class RestoreTest {
    private static final String PATH = "/v1/operator/snapshot";

    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void shouldBringTheStateBackOnEveryServer() throws Exception {
        try (RunningCluster cluster = RunningCluster.start(directory)) {
            final RunningAgent one = cluster.server((cluster.leader() + 1) % RunningCluster.SERVER_COUNT);
            one.register(Jobs.shell("kept", "service", "exec sleep 600"));
            final String allocId = one.awaitAlloc("kept", "running").text("ID");
            final byte[] saved;
            try (Answer answer = one.api().stream(PATH, new Query())) {
                saved = answer.body().readAllBytes();
            }
            one.register(Jobs.shell("later", "service", "exec sleep 600"));
            one.awaitAlloc("later", "running");

            final byte[] damaged = saved.clone();
            damaged[damaged.length / 2] ^= 1;
            assertThat(restore(one, damaged)).isEqualTo(500);
            assertThat(jobs(one.api())).containsExactlyInAnyOrder("kept", "later");
            assertThat(restore(one, saved)).isEqualTo(200);
            for (int i = 0; i < RunningCluster.SERVER_COUNT; i++) {
                awaitJobs(cluster.server(i), List.of("kept"));
                assertThat(cluster.server(i)
                                .api()
                                .get("/v1/operator/invariants")
                                .get("Violations")
                                .items())
                        .isEmpty();
            }
            one.register(Jobs.shell("new", "batch", "echo done"));
            one.awaitAlloc("new", "complete");
            assertThat(one.awaitAlloc("kept", "running").text("ID")).isEqualTo(allocId);
        }
    }

    private static int restore(final RunningAgent agent, final byte[] archive) throws ApiException {
        try (Answer answer = agent.api().send("PUT", agent.address() + PATH, archive, new String[0][])) {
            return answer.status();
        }
    }

    private static List<String> jobs(final Api api) throws ApiException {
        return api.get("/v1/jobs", new Query().with("stale", "true")).items().stream()
                .map((Doc job) -> job.text("ID"))
                .toList();
    }

    /** A server that does not lead applies the restore a moment later. */
    private static void awaitJobs(final RunningAgent agent, final List<String> expected) throws ApiException {
        while (!jobs(agent.api()).equals(expected)) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
