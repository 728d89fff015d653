package io.drover.tools.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Shell;
import io.drover.tools.cli.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplanationTextTest {
    private static final String EVAL = "11111111-aaaa-bbbb-cccc-000000000001";
    private static final String ANSWER = """
            {"Groups":[{"Name":"front","Asks":{"CPU":6000,"Cores":0,"DiskMB":300,"MemoryMB":64},
              "NodesKnown":3,"NodesInReach":2,"NodesThatFit":1,
              "Obstacles":[{"Check":"cpu","Against":1,"First":1,"Alone":1}],
              "Nodes":[
                {"ID":"22222222-aaaa-bbbb-cccc-000000000001","Name":"a","Fits":true,"Obstacles":[],
                 "Score":0.25,"Scores":{"binpack":0.5,"node-affinity":0}},
                {"ID":"22222222-aaaa-bbbb-cccc-000000000002","Name":"b","Fits":false,
                 "Obstacles":["cpu: needs 6000 MHz, 4200 free"]}]}]}
            """;
    private static final String TEXT = """
            Task Group "front": one more allocation fits on 1 of 2 nodes within reach (3 known)
            It asks for 6000 MHz, 64 MB memory, 300 MB disk

            Obstacle  Against  First  Alone
            cpu       1        1      1
            Nodes within reach that it speaks against: at all, before any other, as the only one.

            Node ID   Node Name  Score  Why
            22222222  a          0.250  binpack 0.500, node-affinity 0.000
            22222222  b          -      cpu: needs 6000 MHz, 4200 free
            """;

    private static final String EVICTION = """
            {"Groups":[{"Name":"front","Asks":{"CPU":6000,"Cores":0,"DiskMB":300,"MemoryMB":64},
              "NodesKnown":1,"NodesInReach":1,"NodesThatFit":0,"NodesByEviction":1,
              "Obstacles":[{"Check":"cpu","Against":1,"First":1,"Alone":1}],
              "Nodes":[
                {"ID":"22222222-aaaa-bbbb-cccc-000000000002","Name":"b","Fits":false,
                 "Obstacles":["cpu: needs 6000 MHz, 4200 free"],
                 "Eviction":{"Allowed":false,"Score":0.7,"Allocations":[
                   {"AllocID":"33333333-aaaa-bbbb-cccc-000000000002","Namespace":"default","JobID":"web","TaskGroup":"g",
                    "Priority":30,"CPU":2000,"MemoryMB":100,"DiskMB":300}]}}]}]}
            """;

    private final StubServer server = new StubServer();
    private final Shell shell = new Shell(server.address());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldExplainAJob() {
        server.on("GET /v1/jobs", "[{\"ID\":\"web\",\"Namespace\":\"default\"}]")
                .on("GET /v1/job/web/why", ANSWER);
        assertThat(shell.run("job why", "web")).isZero();
        assertThat(shell.out()).isEqualTo(TEXT);
    }

    @Test
    void shouldExplainAnEvaluation() {
        server.on("GET /v1/evaluations", "[{\"ID\":\"" + EVAL + "\",\"Namespace\":\"default\"}]")
                .on("GET /v1/evaluation/" + EVAL + "/explain", ANSWER);
        assertThat(shell.run("eval explain", "-nodes", "2", "11111111")).isZero();
        assertThat(shell.out()).isEqualTo(TEXT);
        assertThat(server.requests()).anyMatch(request -> request.contains("nodes=2"));
    }

    @Test
    void shouldTellWhoWouldGiveWay() {
        server.on("GET /v1/jobs", "[{\"ID\":\"web\",\"Namespace\":\"default\"}]")
                .on("GET /v1/job/web/why", EVICTION);
        assertThat(shell.run("job why", "web")).isZero();
        assertThat(shell.out()).endsWith("""

                It would fit on 1 node if others gave way, which the scheduler configuration does not allow for this type of job

                Node ID   Score  Alloc ID  Job  Task Group  Priority  CPU       Memory  Disk
                22222222  0.700  33333333  web  g           30        2000 MHz  100 MB  300 MB
                """);
    }
}
