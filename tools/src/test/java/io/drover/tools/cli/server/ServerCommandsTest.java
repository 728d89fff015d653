package io.drover.tools.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.tools.cli.Shell;
import io.drover.tools.cli.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerCommandsTest {
    private final StubServer server = new StubServer();
    private final Shell shell = new Shell(server.address());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldMarkTheLeader() {
        server.on("GET /v1/agent/members", """
                        {"Members":[
                         {"Name":"b.global","Addr":"10.0.0.2","Port":1,"Status":"alive","Tags":{"region":"global","port":"9"}},
                         {"Name":"a.global","Addr":"10.0.0.1","Port":1,"Status":"alive","Tags":{"region":"global","port":"9"}}]}
                        """).on("GET /v1/status/leader", "\"10.0.0.2:9\"");
        assertThat(shell.run("server members")).isZero();
        assertThat(shell.out()).isEqualTo("""
                        Name      Address   Port  Status  Leader  Raft Version  Build   Datacenter  Region
                        a.global  10.0.0.1  1     alive   false   <none>        <none>  <none>      global
                        b.global  10.0.0.2  1     alive   true    <none>        <none>  <none>      global
                        """);
        shell.run("server members", "-json");
        assertThat(shell.out()).contains("\"Leader\": \"true\"");
    }

    @Test
    void shouldTellMonitoringToolsByTheExitCode() {
        server.on("GET /v1/agent/self", "{\"stats\":{\"nomad\":{},\"raft\":{\"num_peers\":\"0\"}}}");
        assertThat(shell.run("check")).isZero();
        assertThat(shell.run("check", "-min-peers", "3")).isEqualTo(2);
        assertThat(shell.out()).isEqualTo("known peers: 0, is less than expected number of peers: 3\n");
        server.on("GET /v1/agent/self", 500, "no");
        assertThat(shell.run("check")).isEqualTo(2);
    }
}
