package io.drover.tools.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Configuration files of local agents, written as an operator would write them. */
final class AgentFiles {
    private AgentFiles() {}

    static String server(
            final String name,
            final Path dataDirectory,
            final PortBlock ports,
            final List<PortBlock> servers,
            final boolean rehearses) {
        return common(name, dataDirectory, ports)
                + "\n# The serf address of every server, this one included.\n"
                + "server {\n"
                + "  enabled          = true\n"
                + "  bootstrap_expect = " + servers.size() + "\n"
                + (rehearses
                        ? ""
                        : "  rehearsal        = false # practising would keep a small machine busy for half a minute\n")
                + "  server_join {\n"
                + "    retry_join = [" + addresses(servers, true) + "]\n"
                + "  }\n"
                + "}\n";
    }

    static String client(
            final String name, final Path dataDirectory, final PortBlock ports, final List<PortBlock> servers) {
        return common(name, dataDirectory, ports)
                + "\n# The HTTP address of servers to join through; one that answers is enough.\n"
                + "client {\n"
                + "  enabled           = true\n"
                + "  servers           = [" + addresses(servers, false) + "]\n"
                + "  network_interface = \"lo\"\n"
                + "\n  # Lets the directory be removed whatever becomes of the agent; leave it out elsewhere.\n"
                + "  options = {\n"
                + "    \"secrets.tmpfs\" = \"false\"\n"
                + "  }\n"
                + "}\n"
                + "\nplugin \"raw_exec\" {\n"
                + "  config {\n"
                + "    enabled = true\n"
                + "  }\n"
                + "}\n";
    }

    private static String common(final String name, final Path dataDirectory, final PortBlock ports) {
        return "name      = \"" + name + "\"\n"
                + "data_dir  = \"" + dataDirectory + "\"\n"
                + "bind_addr = \"127.0.0.1\"\n"
                + "\nports {\n"
                + "  http = " + ports.http() + "\n"
                + "  rpc  = " + ports.rpc() + "\n"
                + "  serf = " + ports.serf() + "\n"
                + "}\n";
    }

    private static String addresses(final List<PortBlock> servers, final boolean isSerf) {
        return servers.stream()
                .map(ports -> "\"127.0.0.1:" + (isSerf ? ports.serf() : ports.http()) + "\"")
                .collect(Collectors.joining(", "));
    }
}
