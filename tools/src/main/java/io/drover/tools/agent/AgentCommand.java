package io.drover.tools.agent;

import io.drover.cluster.snapshot.SnapshotRefused;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.agent.config.ConfigException;
import io.drover.tools.agent.config.ConfigLoader;
import io.drover.tools.cli.Command;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.Flags;
import io.drover.tools.cli.Program;
import io.drover.tools.cli.Ui;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code drover agent}: runs a server, a client or both until a signal ends it. */
public final class AgentCommand implements Command {
    private final Flags flags = new Flags()
            .bool("dev", "Run a server and a client in this process, keep nothing.")
            .bool("server", "Run a server.")
            .bool("client", "Run a client.")
            .list("config", "path", "A configuration file, or a directory of them.")
            .text("bind", "address", "Address to listen on.")
            .text("region", "name", "Region.")
            .text("dc", "name", "Datacenter.")
            .text("data-dir", "path", "Directory for everything that is kept.")
            .text("node", "name", "Name of this agent.")
            .text("log-level", "level", "TRACE, DEBUG, INFO, WARN or ERROR.")
            .integer("bootstrap-expect", 0, "Servers of the cluster.")
            .list("retry-join", "address", "Address of a server.")
            .text("servers", "addresses", "Servers that a client joins through, comma-separated.")
            .text("node-class", "class", "Class of the node.")
            .text("node-pool", "pool", "Pool of the node.")
            .text("network-interface", "name", "Interface that ports are bound to.")
            .list("meta", "key=value", "Something to know of the node.")
            .bool("acl-enabled", "Ask for tokens.");

    @Override
    public int run(final List<String> arguments, final Ui ui) {
        try {
            if (flags.parse(arguments) == null) {
                ui.output("Usage: drover agent [options]");
                return 0;
            }
            return run(ui);
        } catch (final FlagException ex) {
            ui.error(String.valueOf(ex.getMessage()));
            return 1;
        } catch (final ConfigException ex) {
            ui.error("==> " + (Program.isTerse() ? ex.brief() : ex.getMessage()));
            return 1;
        } catch (final IllegalStateException | IllegalArgumentException | UncheckedIOException | SnapshotRefused ex) {
            ui.error("==> " + ex.getMessage());
            return 1;
        } catch (final IOException ex) {
            ui.error("==> " + ex);
            return 1;
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int run(final Ui ui) throws ConfigException, IOException, InterruptedException {
        final boolean isDev = flags.isOn("dev");
        final DevDirectory devDirectory = new DevDirectory(isDev);
        final AgentConfig config = AgentConfig.of(
                ConfigLoader.load(flags.list("config").stream().map(Path::of).toList(), fromFlags()),
                isDev,
                devDirectory.path());
        AgentLogging.configure(config.logLevel());
        Files.createDirectories(config.dataDir());
        final AgentEnd end = new AgentEnd(ui);
        ui.output("==> Starting Drover agent...");
        try (AgentProcess process = new AgentProcess(config, end::request)) {
            end.started();
            ui.output("==> Drover agent started! The API listens on " + process.address());
            end.await();
            ui.output("==> Stopping");
        } finally {
            devDirectory.close();
            end.reached();
        }
        return 1;
    }

    /** Flags as configuration, so that they merge like a last file. */
    private JsonObject fromFlags() throws ConfigException {
        final JsonObject root = new JsonObject();
        put(root, "bind_addr", "bind");
        put(root, "region", "region");
        put(root, "datacenter", "dc");
        put(root, "data_dir", "data-dir");
        put(root, "name", "node");
        put(root, "log_level", "log-level");
        final JsonObject server = new JsonObject();
        if (flags.isOn("server")) {
            server.put("enabled", true);
        }
        if (flags.isGiven("bootstrap-expect")) {
            server.put("bootstrap_expect", flags.number("bootstrap-expect"));
        }
        if (!flags.list("retry-join").isEmpty()) {
            server.put(
                    "server_join", new JsonObject().put("retry_join", JsonArray.ofStrings(flags.list("retry-join"))));
        }
        root.put("server", server);
        root.put("client", client());
        if (flags.isOn("acl-enabled")) {
            root.put("acl", new JsonObject().put("enabled", true));
        }
        return root;
    }

    private JsonObject client() throws ConfigException {
        final JsonObject client = new JsonObject();
        if (flags.isOn("client")) {
            client.put("enabled", true);
        }
        if (!flags.text("servers").isEmpty()) {
            client.put(
                    "servers", JsonArray.ofStrings(List.of(flags.text("servers").split(","))));
        }
        put(client, "node_class", "node-class");
        put(client, "node_pool", "node-pool");
        put(client, "network_interface", "network-interface");
        final JsonObject meta = new JsonObject();
        for (final String pair : flags.list("meta")) {
            final int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new ConfigException("-meta is \"" + pair + "\"; expected key=value");
            }
            meta.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        if (!meta.isEmpty()) {
            client.put("meta", meta);
        }
        return client;
    }

    private void put(final JsonObject target, final String key, final String flag) {
        if (!flags.text(flag).isEmpty()) {
            target.put(key, flags.text(flag));
        }
    }
}
