package io.drover.tools.process;

import io.drover.tools.cli.http.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Three servers and a client, each a process of its own on the loopback address. */
final class RunningCluster implements AutoCloseable {
    static final int SERVER_COUNT = 3;

    private final Path directory;
    private final List<Integer> ports = new ArrayList<>();
    private final List<RunningAgent> servers = new ArrayList<>();
    private RunningAgent client;

    private RunningCluster(final Path directory) throws IOException {
        this.directory = directory;
        while (ports.size() <= SERVER_COUNT) {
            final int first = FreePorts.block();
            if (ports.stream().allMatch(port -> Math.abs(port - first) >= FreePorts.LENGTH)) {
                ports.add(first);
            }
        }
    }

    /** Starts all four and waits until the node is ready. */
    static RunningCluster start(final Path directory) throws Exception {
        return start(directory, "");
    }

    /** As above, with servers that have these feature levels. */
    static RunningCluster start(final Path directory, final String levels) throws Exception {
        final RunningCluster cluster = new RunningCluster(directory);
        try {
            for (int i = 0; i < SERVER_COUNT; i++) {
                cluster.servers.add(cluster.launchServer(i, levels));
            }
            for (final RunningAgent server : cluster.servers) {
                server.awaitStarted();
            }
            cluster.client = cluster.launchClient();
            cluster.server(0)
                    .await(
                            "/v1/nodes",
                            nodes -> nodes.items().stream()
                                    .anyMatch(node -> node.text("Status").equals("ready")));
            return cluster;
        } catch (final Exception | AssertionError ex) {
            cluster.close();
            throw ex;
        }
    }

    RunningAgent server(final int number) {
        return servers.get(number);
    }

    /** What {@code /v1/status/leader} calls the server by. */
    int rpcPort(final int number) {
        return ports.get(number) + 2;
    }

    /** Number of the server that leads. */
    int leader() throws ApiException {
        final String leader = server(0).api().get("/v1/status/leader").text();
        for (int i = 0; i < SERVER_COUNT; i++) {
            if (leader.endsWith(":" + rpcPort(i)) || server(i).address().endsWith(leader)) {
                return i;
            }
        }
        throw new AssertionError("no server is at " + leader);
    }

    /** Starts a server that has ended again, on its data. */
    void restart(final int number) throws Exception {
        restart(number, "");
    }

    /** As above, as a version that has these feature levels. */
    void restart(final int number, final String levels) throws Exception {
        launch(number, levels);
        server(number).awaitStarted();
    }

    /** Starts a server that has ended again and does not wait. */
    void launch(final int number, final String levels) throws IOException {
        servers.set(number, launchServer(number, levels));
    }

    private RunningAgent launchServer(final int number, final String levels) throws IOException {
        final String name = "server-" + number;
        final String joined = ports.subList(0, SERVER_COUNT).stream()
                .map(port -> "\"127.0.0.1:" + (port + 3) + "\"")
                .collect(Collectors.joining(", "));
        return launch(
                name,
                ports.get(number),
                levels.isEmpty() ? List.of() : List.of("-Ddrover.levels=" + levels),
                "server {\n  enabled = true\n  bootstrap_expect = " + SERVER_COUNT
                        + "\n  rehearsal = false\n  server_join {\n    retry_join = [" + joined + "]\n  }\n}\n");
    }

    private RunningAgent launchClient() throws IOException {
        final String joined = ports.subList(0, SERVER_COUNT).stream()
                .map(port -> "\"127.0.0.1:" + port + "\"")
                .collect(Collectors.joining(", "));
        return launch(
                "client",
                ports.get(SERVER_COUNT),
                List.of(),
                "client {\n  enabled = true\n  network_interface = \"lo\"\n  options = { \"secrets.tmpfs\" = \"false\" }\n  servers = ["
                        + joined + "]\n}\n" + "plugin \"raw_exec\" {\n  config {\n    enabled = true\n  }\n}\n");
    }

    private RunningAgent launch(final String name, final int port, final List<String> jvmFlags, final String role)
            throws IOException {
        final Path config = directory.resolve(name + ".hcl");
        Files.writeString(
                config,
                "name = \"" + name + "\"\ndata_dir = \"" + directory.resolve(name) + "\"\nbind_addr = \"127.0.0.1\"\n"
                        + "ports {\n  http = " + port + "\n  rpc = " + (port + 2) + "\n  serf = " + (port + 3)
                        + "\n}\n" + role);
        return RunningAgent.start(port, directory, jvmFlags, List.of("-config=" + config));
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        servers.forEach(RunningAgent::close);
    }
}
