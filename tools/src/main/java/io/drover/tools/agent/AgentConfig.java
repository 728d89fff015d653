package io.drover.tools.agent;

import io.drover.agent.device.DeviceSettings;
import io.drover.cluster.member.journal.JournalSettings;
import io.drover.gateway.acl.AccessSettings;
import io.drover.gateway.keyring.KeySeal;
import io.drover.tools.agent.config.ConfigException;
import io.drover.tools.agent.config.ConfigTree;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's parts need of its configuration, defaults applied and values checked.
 *
 * @param name of server and node.
 * @param region region.
 * @param datacenter datacenter.
 * @param dataDir where everything that survives lives.
 * @param isDev one process, nothing survives.
 * @param logLevel least level that is printed.
 * @param network addresses and ports.
 * @param server server part.
 * @param client client part.
 * @param access whether requests need tokens, and how long tokens live.
 * @param isDebug whether facts about the host and the process may be asked for.
 * @param telemetry how metrics are shown.
 */
record AgentConfig(
        String name,
        String region,
        String datacenter,
        Path dataDir,
        boolean isDev,
        String logLevel,
        Network network,
        Server server,
        Client client,
        AccessSettings access,
        boolean isDebug,
        Telemetry telemetry) {
    /**
     * How metrics are shown.
     *
     * @param isPrometheusEnabled whether the text format is wanted.
     * @param intervalNs how old figures may be.
     */
    record Telemetry(boolean isPrometheusEnabled, long intervalNs) {}

    /**
     * Addresses and ports.
     *
     * @param bindHost where to listen.
     * @param advertiseHost what others are told.
     * @param httpPort TCP for the API, UDP for the node link (and the next one).
     * @param rpcPort UDP, commands of gateways.
     * @param serfPort UDP, elections; log, catch-up and archive take the three after it.
     */
    record Network(String bindHost, String advertiseHost, int httpPort, int rpcPort, int serfPort) {}

    /**
     * The server part.
     *
     * @param enabled whether there is one.
     * @param bootstrapExpect members of the cluster.
     * @param retryJoin serf addresses of all members, this one included.
     * @param jobMaxSourceLength longest source of a job that is kept, in bytes.
     * @param patience how many times longer than usual members wait before they elect another leader, 1 to 10.
     * @param rehearses whether it practises after its start.
     * @param streamsEvents whether there is an event stream.
     * @param eventBufferSize steps with events that a reader of the stream without an index is shown at first.
     * @param keySeal seals root keys before they leave the process.
     * @param journal how what is applied is kept; null when it is not.
     */
    record Server(
            boolean enabled,
            int bootstrapExpect,
            List<String> retryJoin,
            long jobMaxSourceLength,
            int patience,
            boolean rehearses,
            boolean streamsEvents,
            int eventBufferSize,
            KeySeal keySeal,
            @Nullable JournalSettings journal) {
        Server {
            retryJoin = List.copyOf(retryJoin);
        }
    }

    /**
     * The client part.
     *
     * @param enabled whether there is one.
     * @param servers host:port of HTTP APIs to join through.
     * @param nodeClass class of the node.
     * @param nodePool pool of the node.
     * @param meta what operators say of the node.
     * @param options allow and deny lists of drivers and fingerprinters.
     * @param networkInterface to bind ports to; empty for the default route's.
     * @param minDynamicPort first dynamic port.
     * @param maxDynamicPort last dynamic port.
     * @param hostVolumes its volumes.
     * @param devices its devices.
     * @param node what is said about the node itself.
     */
    record Client(
            boolean enabled,
            List<String> servers,
            String nodeClass,
            String nodePool,
            Map<String, String> meta,
            Map<String, String> options,
            String networkInterface,
            int minDynamicPort,
            int maxDynamicPort,
            HostVolumeSettings hostVolumes,
            DeviceSettings devices,
            NodeSettings node) {
        Client {
            servers = List.copyOf(servers);
            meta = Map.copyOf(meta);
            options = Map.copyOf(options);
        }
    }

    private static final int PATIENCE_MAX = 10;
    private static final int SERVER_RPC_PORT = 4647;

    /** Takes what the tree says; dev mode has its own defaults. */
    static AgentConfig of(final ConfigTree tree, final boolean isDev, final Path devDirectory) throws ConfigException {
        final String dataDir = tree.text("data_dir", isDev ? devDirectory.toString() : "");
        final boolean isServer = isDev || tree.bool("server.enabled", false);
        final boolean isClient = isDev || tree.bool("client.enabled", false);
        if (!isServer && !isClient) {
            throw new ConfigException("Must specify either server, client or dev mode for the agent.");
        }
        if (dataDir.isEmpty()) {
            throw new ConfigException("Must specify \"data_dir\" config option or \"data-dir\" CLI flag");
        }
        if (!Path.of(dataDir).isAbsolute()) {
            throw new ConfigException("data-dir must be given as an absolute path: got " + dataDir);
        }
        if (tree.bool("tls.rpc", false)) {
            throw new ConfigException(
                    "tls.rpc is true, but the node link is not sealed yet: set it to false and keep the link on a private network");
        }
        final Network network = network(tree, isDev);
        return new AgentConfig(
                tree.text("name", hostName()),
                tree.text("region", "global"),
                checkedDatacenter(tree.text("datacenter", "dc1")),
                Path.of(dataDir),
                isDev,
                tree.text("log_level", "INFO"),
                network,
                new Server(
                        isServer,
                        Math.max(1, tree.integer("server.bootstrap_expect", 1)),
                        joined(tree, "server.server_join.retry_join", "server.retry_join"),
                        ByteSize.parse("server.job_max_source_size", tree.text("server.job_max_source_size", "1M")),
                        patience(tree),
                        tree.bool("server.rehearsal", !isDev),
                        tree.bool("server.enable_event_broker", true),
                        eventBufferSize(tree),
                        keySeal(tree.text("server.encrypt", "")),
                        JournalOptions.of(tree, isDev, Path.of(dataDir))),
                client(tree, isDev, isClient, network, Path.of(dataDir)),
                access(tree, Path.of(dataDir)),
                tree.bool("enable_debug", isDev),
                telemetry(tree, isDev));
    }

    private static Telemetry telemetry(final ConfigTree tree, final boolean isDev) throws ConfigException {
        final long intervalNs = tree.durationNs("telemetry.collection_interval", TimeUnit.SECONDS.toNanos(1));
        if (intervalNs <= 0) {
            throw new ConfigException("telemetry.collection_interval must be positive");
        }
        return new Telemetry(tree.bool("telemetry.prometheus_metrics", isDev), intervalNs);
    }

    private static int eventBufferSize(final ConfigTree tree) throws ConfigException {
        final int size = tree.integer("server.event_buffer_size", 100);
        if (size < 1) {
            throw new ConfigException("server.event_buffer_size must be at least 1, but is " + size);
        }
        return size;
    }

    private static AccessSettings access(final ConfigTree tree, final Path dataDir) throws ConfigException {
        final AccessSettings off = AccessSettings.off();
        final long minNs = tree.durationNs("acl.token_min_expiration_ttl", off.expirationMinNs());
        final long maxNs = tree.durationNs("acl.token_max_expiration_ttl", off.expirationMaxNs());
        if (minNs > maxNs) {
            throw new ConfigException("acl.token_min_expiration_ttl must not exceed acl.token_max_expiration_ttl");
        }
        final String reset = "acl-bootstrap-reset";
        return new AccessSettings(
                tree.bool("acl.enabled", false),
                minNs,
                maxNs,
                tree.durationNs("server.acl_token_gc_threshold", off.keptMs() * 1_000_000) / 1_000_000,
                List.of(dataDir.resolve(reset), dataDir.resolve("server").resolve(reset)),
                tree.text("server.oidc_issuer", ""));
    }

    private static KeySeal keySeal(final String secret) throws ConfigException {
        try {
            return KeySeal.of(secret);
        } catch (final IllegalArgumentException ex) {
            throw new ConfigException("server.encrypt is no key in base64 of at least 16 bytes");
        }
    }

    /** Slow or crowded machines need more time than the default before silence means death. */
    private static int patience(final ConfigTree tree) throws ConfigException {
        final int multiplier = tree.integer("server.raft_multiplier", 1);
        if (multiplier < 0 || multiplier > PATIENCE_MAX) {
            throw new ConfigException("server.raft_multiplier is " + multiplier + "; expected 0 to " + PATIENCE_MAX
                    + ", where 0 means the default");
        }
        return Math.max(1, multiplier);
    }

    private static Client client(
            final ConfigTree tree,
            final boolean isDev,
            final boolean isClient,
            final Network network,
            final Path dataDir)
            throws ConfigException {
        final int min = tree.integer("client.min_dynamic_port", 20_000);
        final int max = tree.integer("client.max_dynamic_port", 32_000);
        if (min < 0 || max > 65_535 || min > max) {
            throw new ConfigException("Invalid dynamic port range: min_dynamic_port=" + min + " max_dynamic_port=" + max
                    + "; expected 0 <= min <= max <= 65535");
        }
        final List<String> servers = new ArrayList<>();
        for (final String server : joined(tree, "client.servers", "client.server_join.retry_join")) {
            servers.add(httpAddress(server));
        }
        if (servers.isEmpty()) {
            servers.add(network.advertiseHost + ":" + network.httpPort);
        }
        return new Client(
                isClient,
                servers,
                tree.text("client.node_class", ""),
                tree.text("client.node_pool", "default"),
                tree.map("client.meta"),
                tree.map("client.options"),
                tree.text("client.network_interface", isDev ? "lo" : ""),
                min,
                max,
                HostVolumeSettings.of(tree, isClient, dataDir),
                DeviceConfig.of(tree),
                NodeSettings.of(tree, isDev));
    }

    private static Network network(final ConfigTree tree, final boolean isDev) throws ConfigException {
        final String bind = tree.text("bind_addr", isDev ? "127.0.0.1" : "0.0.0.0");
        final String bindHost = tree.text("addresses.http", bind);
        final String advertised = tree.text("advertise.http", "");
        final boolean isWildcard = bindHost.equals("0.0.0.0") || bindHost.equals("::");
        final String host = advertised.isEmpty() ? (isWildcard ? localAddress() : bindHost) : hostOf(advertised);
        return new Network(
                bindHost,
                host,
                port(tree, "ports.http", 4646),
                port(tree, "ports.rpc", SERVER_RPC_PORT),
                port(tree, "ports.serf", 4648));
    }

    private static int port(final ConfigTree tree, final String path, final int absent) throws ConfigException {
        final int port = tree.integer(path, absent);
        if (port < 0 || port > 65_535) {
            throw new ConfigException(path + " is " + port + "; expected 0 to 65535");
        }
        return port;
    }

    private static List<String> joined(final ConfigTree tree, final String... paths) throws ConfigException {
        final List<String> all = new ArrayList<>();
        for (final String path : paths) {
            all.addAll(tree.texts(path));
        }
        return all;
    }

    /** Clients name servers by their RPC port by habit; the join goes over HTTP, one port below. */
    private static String httpAddress(final String server) {
        final int colon = server.lastIndexOf(':');
        final String host = colon < 0 ? server : server.substring(0, colon);
        final int port = colon < 0 ? SERVER_RPC_PORT : Integer.parseInt(server.substring(colon + 1));
        return host + ":" + (port == SERVER_RPC_PORT ? 4646 : port);
    }

    private static String hostOf(final String address) {
        final int colon = address.lastIndexOf(':');
        return colon < 0 ? address : address.substring(0, colon);
    }

    private static String checkedDatacenter(final String datacenter) throws ConfigException {
        if (datacenter.isEmpty() || datacenter.indexOf('*') >= 0 || datacenter.indexOf('\0') >= 0) {
            throw new ConfigException("Datacenter contains invalid characters (null or '*')");
        }
        return datacenter;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (final UnknownHostException ex) {
            return "localhost";
        }
    }

    private static String localAddress() {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (final UnknownHostException ex) {
            return "127.0.0.1";
        }
    }
}
