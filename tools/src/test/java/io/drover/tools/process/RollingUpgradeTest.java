package io.drover.tools.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes that behave as the version before this one are replaced one after the other while clients write and a service is
 * looked up all the time.
 */
class RollingUpgradeTest {
    private static final String LEVELS = "/v1/operator/feature-level";
    private static final String OLD = "1-1";
    private static final String NEW = "1-2";

    @TempDir
    Path directory;

    @Test
    @Timeout(900)
    void shouldUpgradeServerByServerUnderLoad() throws Exception {
        try (RunningCluster cluster = RunningCluster.start(directory, OLD)) {
            final RunningAgent any = cluster.server(0);
            final JsonObject job = Jobs.shell("web", "service", "exec sleep 600");
            Jobs.group(job)
                    .put(
                            "Services",
                            new JsonArray()
                                    .add(new JsonObject().put("Name", "web").put("Provider", "nomad")));
            any.register(job);
            final String alloc = any.awaitAlloc("web", "running").text("ID");
            any.await("/v1/service/web", instances -> instances.size() == 1);
            assertThat(level(any)).isEqualTo(1);

            try (UpgradeLoad load = new UpgradeLoad(cluster, alloc)) {
                for (int number = 0; number < RunningCluster.SERVER_COUNT; number++) {
                    assertThat(raise(cluster.server(number)))
                            .as("raised too early")
                            .contains("not 2");
                    cluster.server(number).signal("TERM");
                    cluster.server(number).awaitEnd(60);
                    cluster.restart(number, NEW);
                    awaitAnnouncements(cluster.server(number), number + 1);
                    load.awaitProgress();
                    load.atRest(() -> requireEqualStates(cluster));
                }
                assertThat(raise(cluster.server(1))).isEmpty();
                assertThat(level(cluster.server(2))).isEqualTo(2);
                load.awaitProgress();
                load.atRest(() -> requireEqualStates(cluster));

                // An earlier version cannot go on with this log, says so, and does no harm.
                cluster.server(0).signal("TERM");
                cluster.server(0).awaitEnd(60);
                cluster.launch(0, OLD);
                cluster.server(0).awaitOutput("this member cannot go on");
                assertThat(cluster.server(0).awaitEnd(60)).isEqualTo(1);
                assertThat(cluster.server(0).output())
                        .contains("the cluster has feature level 2 and this version has 1: start a version that has"
                                + " level 2, the levels of a cluster never fall");
                cluster.restart(0, NEW);
                load.awaitProgress();
                load.atRest(() -> requireEqualStates(cluster));
                load.verify();
            }
        }
    }

    private static long level(final RunningAgent agent) throws Exception {
        return agent.await(LEVELS, levels -> true).number("Level");
    }

    /** Servers are numbered by their addresses, so they are counted. */
    private static void awaitAnnouncements(final RunningAgent agent, final int count) throws Exception {
        agent.await(
                LEVELS,
                levels -> count
                        == levels.get("Servers").items().stream()
                                .filter(server -> server.number("NewestLevel") == 2)
                                .count());
    }

    /** What stands in the way of the raise; nothing when it was raised. */
    private static String raise(final RunningAgent agent) throws ApiException {
        while (true) {
            try {
                agent.api().put(LEVELS, new Query(), new JsonObject().put("Level", 2));
                return "";
            } catch (final ApiException ex) {
                if (ex.status() == 400) {
                    return String.valueOf(ex.getMessage());
                }
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }
    }

    /** Copies of all servers' states are taken until there were two of each pair at the same place of the log. */
    private static void requireEqualStates(final RunningCluster cluster) throws ApiException {
        final Map<Long, Map<Integer, String>> digests = new HashMap<>();
        for (int compared = 0; compared < RunningCluster.SERVER_COUNT; ) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            for (int number = 0; number < RunningCluster.SERVER_COUNT; number++) {
                final Doc state;
                try {
                    state = cluster.server(number).api().get("/v1/operator/invariants");
                } catch (final ApiException ex) {
                    assertThat(ex.status()).as(ex.getMessage()).isGreaterThanOrEqualTo(429);
                    continue;
                }
                assertThat(state.get("Violations").size()).isZero();
                final Map<Integer, String> same =
                        digests.computeIfAbsent(state.number("LogPosition"), position -> new HashMap<>());
                same.put(number, state.text("Digest"));
                assertThat(same.values().stream().distinct())
                        .as("digests at log position %d", state.number("LogPosition"))
                        .hasSize(1);
                compared = Math.max(compared, same.size());
            }
        }
    }
}
