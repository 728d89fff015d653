package io.drover.tools.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Shell;
import io.drover.tools.cli.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeCommandsTest {
    private static final String NODE = "33333333-aaaa-bbbb-cccc-000000000003";

    private static final String WHOLE = """
            {"ID":"33333333-aaaa-bbbb-cccc-000000000003","Name":"n1","NodePool":"default","Datacenter":"dc1","Status":"ready",
             "SchedulingEligibility":"eligible","Drain":false,"SecretID":"hidden","Address":"10.0.0.1","Version":"0.1.0",
             "Drivers":{"docker":{"Detected":true,"Healthy":false},"raw_exec":{"Detected":true,"Healthy":true},
               "java":{"Detected":false}},
             "Events":[{"Timestamp":"","Subsystem":"Cluster","Message":"Node registered"},
               {"Timestamp":"","Subsystem":"Driver","Message":"Healthy","Details":{"driver":"raw_exec"}}],
             "NodeResources":{"Cpu":{"CpuShares":4000},"Memory":{"MemoryMB":2048},"Disk":{"DiskMB":30720}}}
            """;

    private final StubServer server = new StubServer();
    private final Shell shell = new Shell(server.address());

    @BeforeEach
    void haveOneNode() {
        server.on("GET /v1/nodes", "[" + WHOLE + "]").on("GET /v1/node/" + NODE, WHOLE);
        server.on("GET /v1/node/" + NODE + "/allocations", "[]");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldListNodes() {
        assertThat(shell.run("node status")).isZero();
        assertThat(shell.out()).isEqualTo("""
                        ID        Node Pool  DC   Name  Class   Drain  Eligibility  Status
                        33333333  default    dc1  n1    <none>  false  eligible     ready
                        """);
        shell.run("node status", "-allocs");
        assertThat(shell.out()).contains("Status  Running Allocs\n").contains("ready   0\n");
        shell.run("node status", "-quiet");
        assertThat(shell.out()).isEqualTo(NODE + "\n");
        shell.run("node status", "-verbose");
        assertThat(shell.out())
                .startsWith("ID                                    Node Pool")
                .contains("10.0.0.1  0.1.0");
        server.on("GET /v1/nodes", "[]");
        shell.run("node status");
        assertThat(shell.out()).isEqualTo("No nodes registered\n");
    }

    @Test
    void shouldShowANodeThatDoesNotAnswer() {
        assertThat(shell.run("node status", NODE)).isZero();
        assertThat(shell.out()).isEqualTo("""
                        ID              = 33333333-aaaa-bbbb-cccc-000000000003
                        Name            = n1
                        Node Pool       = default
                        Class           = <none>
                        DC              = dc1
                        Drain           = false
                        Eligibility     = eligible
                        Status          = ready
                        CSI Controllers = <none>
                        CSI Drivers     = <none>
                        Host Volumes    = <none>
                        Host Networks   = <none>
                        CSI Volumes     = <none>
                        Driver Status   = docker (unhealthy),raw_exec

                        Node Events
                        Time    Subsystem         Message
                        <none>  Driver: raw_exec  Healthy
                        <none>  Cluster           Node registered

                        Allocated Resources
                        CPU         Memory       Disk        Alloc Count
                        0/4000 MHz  0 B/2.0 GiB  0 B/30 GiB  0

                        Allocations
                        No allocations placed
                        """);
    }

    @Test
    void shouldKeepSecretsOutOfJson() {
        assertThat(shell.run("node status", "-json", NODE)).isZero();
        assertThat(shell.out()).doesNotContain("hidden").contains("\"Name\": \"n1\"");
    }

    @Test
    void shouldChangeEligibility() {
        server.on("PUT /v1/node/" + NODE + "/eligibility", "{}");
        assertThat(shell.run("node eligibility", "-disable", "33333333")).isZero();
        assertThat(shell.out())
                .isEqualTo("Node \"" + NODE + "\" scheduling eligibility set: ineligible for scheduling\n");
        assertThat(shell.run("node eligibility", "33333333")).isEqualTo(1);
        assertThat(shell.err()).startsWith("Either the '-enable' or '-disable' flag must be set\n");
    }

    @Test
    void shouldFindItselfThroughTheAgent() {
        server.on("GET /v1/agent/self", "{\"stats\":{\"client\":{\"node_id\":\"" + NODE + "\"}}}");
        assertThat(shell.run("node status", "-self", "-short")).isZero();
        assertThat(shell.out()).startsWith("ID              = " + NODE + "\n").doesNotContain("Node Events");
        server.on("GET /v1/agent/self", "{\"stats\":{}}");
        assertThat(shell.run("node status", "-self")).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Error querying agent info: the agent is not a client\n");
    }

    @Test
    void shouldSendDrains() {
        server.on("PUT /v1/node/" + NODE + "/drain", "{}");
        assertThat(shell.run("node drain", "-enable", "-yes", "-detach", "-deadline", "1h", "-m", "why", NODE))
                .isZero();
        assertThat(shell.out()).isEqualTo("Node \"" + NODE + "\" drain strategy set\n");
        assertThat(server.requests())
                .last()
                .asString()
                .endsWith(
                        "{\"DrainSpec\":{\"Deadline\":3600000000000,\"IgnoreSystemJobs\":false},\"MarkEligible\":false,"
                                + "\"Meta\":{\"message\":\"why\"},\"NodeID\":\"" + NODE + "\"}");
        shell.run("node drain", "-enable", "-force", "-yes", "-detach", NODE);
        assertThat(server.requests()).last().asString().contains("\"Deadline\":-1000000000");
        assertThat(shell.run("node drain", "-disable", "-yes", NODE)).isZero();
        assertThat(shell.out()).isEqualTo("Node \"" + NODE + "\" drain strategy unset\n");
        assertThat(shell.run("node drain", "-enable", "-deadline", "soon", "-yes", NODE))
                .isEqualTo(1);
        assertThat(shell.err()).isEqualTo("Failed to parse deadline \"soon\": time: invalid duration \"soon\"\n");
    }

    @Test
    void shouldFollowADrainToItsEnd() {
        assertThat(shell.run("node drain", "-monitor", NODE)).isZero();
        assertThat(shell.err()).isEqualTo("No drain strategy set\n");
    }

    @Test
    void shouldReadPoolSpecifications() {
        server.on("PUT /v1/node/pools", "");
        final String spec = "node_pool \"gpu\" {\n  description = \"cards\"\n  meta {\n    owner = \"ml\"\n  }\n}\n";
        assertThat(shell.input(spec).run("node pool apply", "-")).isZero();
        assertThat(shell.out()).isEqualTo("Successfully applied node pool \"gpu\"!\n");
        assertThat(server.requests())
                .last()
                .asString()
                .endsWith("{\"Description\":\"cards\",\"Meta\":{\"owner\":\"ml\"},\"Name\":\"gpu\"}");
        assertThat(shell.input("node_pool \"a\" {\n  colour = \"red\"\n}\n").run("node pool apply", "-"))
                .isEqualTo(1);
        assertThat(shell.err())
                .isEqualTo(
                        "Failed to parse input content: stdin:2,3-9: Unsupported argument; An argument named \"colour\" is"
                                + " not expected here.\n");
    }
}
