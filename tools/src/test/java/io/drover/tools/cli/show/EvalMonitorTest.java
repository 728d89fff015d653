package io.drover.tools.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Shell;
import io.drover.tools.cli.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The monitor as {@code eval status -monitor} runs it. */
class EvalMonitorTest {
    private static final String EVAL = "11111111-aaaa-bbbb-cccc-000000000001";
    private static final String ALLOC = "22222222-aaaa-bbbb-cccc-000000000002";
    private static final String NODE = "33333333-aaaa-bbbb-cccc-000000000003";
    private static final String DEPLOYMENT = "44444444-aaaa-bbbb-cccc-000000000004";
    private static final String BLOCKED = "55555555-aaaa-bbbb-cccc-000000000005";

    private final StubServer server = new StubServer();
    private final Shell shell = new Shell(server.address());

    @BeforeEach
    void placeNothing() {
        server.on("GET /v1/evaluation/" + EVAL + "/allocations", "[]");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldShowPlacedAllocations() {
        evaluation("\"Status\":\"complete\",\"CreateIndex\":10");
        server.on(
                "GET /v1/evaluation/" + EVAL + "/allocations",
                "[{\"ID\":\"" + ALLOC + "\",\"NodeID\":\"" + NODE
                        + "\",\"TaskGroup\":\"g\",\"CreateIndex\":11,\"DesiredStatus\":\"run\",\"ClientStatus\":\"pending\"}]");
        assertThat(follow()).isZero();
        assertThat(output()).isEqualTo("""
                        ==> T: Monitoring evaluation "11111111"
                            T: Evaluation triggered by job "web"
                            T: Allocation "22222222" created: node "33333333", group "g"
                            T: Evaluation status changed: "pending" -> "complete"
                        ==> T: Evaluation "11111111" finished with status "complete"
                        """);
    }

    @Test
    void shouldExplainWhatCouldNotBePlaced() {
        evaluation("\"Status\":\"complete\",\"BlockedEval\":\"" + BLOCKED
                + "\",\"FailedTGAllocs\":{\"g\":{\"NodesEvaluated\":2,\"NodesExhausted\":1,\"CoalescedFailures\":1,"
                + "\"ConstraintFiltered\":{\"${attr.kernel.name} = plan9\":1},\"DimensionExhausted\":{\"memory\":1}}}");
        assertThat(follow()).isEqualTo(2);
        assertThat(output()).endsWith("""
                        ==> T: Evaluation "11111111" finished with status "complete" but failed to place all allocations:
                            T: Task Group "g" (failed to place 2 allocations):
                              * Constraint "${attr.kernel.name} = plan9": 1 nodes excluded by filter
                              * Resources exhausted on 1 nodes
                              * Dimension "memory" exhausted on 1 nodes
                            T: Evaluation "55555555" waiting for additional capacity to place remainder
                        """);
    }

    @Test
    void shouldFollowTheDeployment() {
        evaluation("\"Status\":\"complete\",\"DeploymentID\":\"" + DEPLOYMENT + '"');
        deployment("successful");
        assertThat(follow()).isZero();
        assertThat(output())
                .contains("    T: Evaluation within deployment: \"44444444\"\n")
                .endsWith("""
                        ==> T: Monitoring deployment "44444444"
                        \s\s\s\s
                        T
                        ID          = 44444444
                        Job ID      = web
                        Job Version = 3
                        Status      = successful
                        Description = done

                        Deployed
                        Task Group  Promoted  Desired  Canaries  Placed  Healthy  Unhealthy
                        g           true      2        1         2       2        0
                        """);
    }

    @Test
    void shouldFailWithTheDeployment() {
        evaluation("\"Status\":\"complete\",\"DeploymentID\":\"" + DEPLOYMENT + '"');
        deployment("failed");
        assertThat(follow()).isEqualTo(1);
    }

    @Test
    void shouldGoOnWithTheNextEvaluationOfAFailedOne() {
        evaluation("\"Status\":\"failed\",\"NextEval\":\"" + BLOCKED + '"');
        server.on("GET /v1/evaluation/" + BLOCKED, "{\"ID\":\"" + BLOCKED + "\",\"Status\":\"complete\"}");
        server.on("GET /v1/evaluation/" + BLOCKED + "/allocations", "[]");
        assertThat(follow()).isZero();
        assertThat(output()).contains("finished with status \"failed\"").contains("Monitoring evaluation \"55555555\"");
    }

    private void evaluation(final String fields) {
        final String json = "{\"ID\":\"" + EVAL + "\",\"JobID\":\"web\"," + fields + "}";
        server.on("GET /v1/evaluations", "[" + json + "]").on("GET /v1/evaluation/" + EVAL, json);
    }

    private void deployment(final String status) {
        server.on(
                "GET /v1/deployment/" + DEPLOYMENT,
                "{\"ID\":\"" + DEPLOYMENT + "\",\"JobID\":\"web\",\"JobVersion\":3,\"Status\":\"" + status
                        + "\",\"StatusDescription\":\"done\",\"TaskGroups\":{\"g\":{\"Promoted\":true,\"DesiredTotal\":2,"
                        + "\"DesiredCanaries\":1,\"PlacedAllocs\":2,\"HealthyAllocs\":2,\"UnhealthyAllocs\":0}}}");
    }

    private int follow() {
        return shell.run("eval status", "-monitor", EVAL);
    }

    /** What was printed, with all times replaced. */
    private String output() {
        return shell.out().replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)", "T");
    }
}
