package io.drover.tools.agent;

import io.aeron.Aeron;
import io.drover.cluster.member.journal.Journal;
import io.drover.gateway.acl.Access;
import io.drover.gateway.edge.CallRelay;
import io.drover.gateway.edge.Edge;
import io.drover.gateway.edge.IdentityEndpoint;
import io.drover.gateway.edge.JobDocumentEndpoint;
import io.drover.gateway.edge.JoinEndpoint;
import io.drover.gateway.edge.LinkKey;
import io.drover.gateway.edge.NodeAnswer;
import io.drover.gateway.edge.NodeCalls;
import io.drover.gateway.edge.NodeIdentityEndpoint;
import io.drover.gateway.edge.driver.LinkDriver;
import io.drover.gateway.endpoint.AgentInfo;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.HttpServer;
import io.drover.gateway.http.Router;
import io.drover.gateway.http.ServersRelay;
import io.drover.gateway.metric.Metrics;
import io.drover.gateway.metric.MetricsEndpoint;
import io.drover.gateway.metric.RuntimeMetrics;
import io.drover.gateway.metric.StateMetrics;
import io.drover.tools.agent.config.ConfigException;
import io.drover.tools.rehearsal.Rehearsal;
import io.drover.tools.replay.JournalHome;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.jspecify.annotations.Nullable;

/**
 * All parts of an agent in one process, started in the order in which they need each other:
 *
 * <pre>
 *   server:      member ─► link driver ─► gateway client ─► HTTP API ─► birth ─► edge (─► node)
 *   client only: link driver ─► HTTP API that relays to servers ─► node
 * </pre>
 */
public final class AgentProcess implements AutoCloseable {
    /** Idle development agents nap long; everything they wait for rings. */
    private static final long DEV_NAP_NS = TimeUnit.MILLISECONDS.toNanos(16);

    private static final long CLIENT_NAP_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int WORKERS = 64;

    private final Doorbell doorbell;
    private final Metrics metrics;
    private final HttpServer http;
    /** What runs, in the order of its start; closed in the opposite order. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private volatile String localNodeId = "";

    /** Starts all parts; returns when the API answers and, with a client, the node is joining. */
    AgentProcess(final AgentConfig config, final Runnable onFault)
            throws ConfigException, IOException, InterruptedException {
        doorbell = doorbell(config);
        metrics = new Metrics(config.name(), config.telemetry().intervalNs());
        metrics.add(new RuntimeMetrics());
        try {
            http = config.server().enabled() ? startServer(config, onFault) : startClient(config);
        } catch (final ConfigException | IOException | InterruptedException | RuntimeException ex) {
            // Nothing of a start that failed may stay, shared memory above all.
            CloseHelper.quietCloseAll(parts);
            throw ex;
        }
        SharedMemory.removeStale(config.dataDir());
    }

    private HttpServer startServer(final AgentConfig config, final Runnable onFault)
            throws ConfigException, IOException, InterruptedException {
        UdpPorts.require(config);
        final MemberLayout layout = MemberLayout.of(config);
        final ServerPart server = opened(new ServerPart(config, layout, doorbell, onFault));
        final HttpServer listening = serve(config, server, layout.members().size());
        if (config.client().enabled()) {
            startNode(config, server.linkAeron());
        }
        if (config.server().rehearses()) {
            opened(Rehearsal.start());
        }
        return listening;
    }

    private HttpServer startClient(final AgentConfig config) throws IOException, InterruptedException {
        final LinkDriver driver =
                opened(new LinkDriver(SharedMemory.linkDirectory(config.dataDir()), 1, ServerPart.LOGGED));
        final HttpServer listening = listen(
                config,
                withMetrics(
                        config,
                        new Router()
                                .add("/v1/", new ServersRelay(config.client().servers()))));
        startNode(config, driver.aeron());
        return listening;
    }

    private void startNode(final AgentConfig config, final Aeron aeron) throws IOException, InterruptedException {
        final ClientPart client = opened(new ClientPart(config, aeron, doorbell));
        localNodeId = client.nodeId();
        metrics.add(client.metrics());
    }

    private Router withMetrics(final AgentConfig config, final Router router) {
        return router.add(
                MetricsEndpoint.PATH,
                new MetricsEndpoint(metrics, config.telemetry().isPrometheusEnabled()));
    }

    private <T extends AutoCloseable> T opened(final T part) {
        parts.push(part);
        return part;
    }

    private static Doorbell doorbell(final AgentConfig config) {
        if (config.isDev()) {
            return Doorbell.ringing(DEV_NAP_NS);
        }
        return config.server().enabled() ? Doorbell.silent() : Doorbell.ringing(CLIENT_NAP_NS);
    }

    /** Where the API listens. */
    String address() {
        return "http:/" + http.address();
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(parts);
    }

    /** The API of a server answers before there is a cluster; the edge opens once there is one. */
    private HttpServer serve(final AgentConfig config, final ServerPart started, final int memberCount)
            throws InterruptedException {
        final LateNodeCalls calls = new LateNodeCalls();
        final AgentInfo info = AgentRoutes.info(config, memberCount, () -> localNodeId, started.stateFiles());
        final Router router = withMetrics(config, AgentRoutes.of(config, started.core(), calls, info));
        metrics.add(new StateMetrics(started.core()));
        metrics.add(ServerMetrics.ofMember(started.counters()));
        final Journal journal = started.journal();
        if (journal != null) {
            metrics.add(ServerMetrics.ofJournal(journal.counters()));
            router.past(openPast(config, started, info));
        }
        final HttpServer listening = listen(config, router);
        final LinkKey linkKey = started.awaitLinkKey();
        final Edge edge = started.openEdge(linkKey);
        calls.become(edge.calls());
        metrics.add(ServerMetrics.ofEdge(edge.counters()));
        route(config, router, started, edge, linkKey);
        return listening;
    }

    /** Reads of the past, with the rights of the present. */
    private PastReads openPast(final AgentConfig config, final ServerPart server, final AgentInfo info) {
        final Access access =
                new Access(server.core(), config.access(), config.server().keySeal());
        server.core().addListener(access);
        return opened(PastReads.start(
                JournalHome.ofDataDir(config.dataDir()), info, config.server().keySeal(), access, ServerPart.LOGGED));
    }

    private HttpServer listen(final AgentConfig config, final Router router) {
        final int ioThreads = Math.max(2, Runtime.getRuntime().availableProcessors());
        return opened(
                new HttpServer(config.network().bindHost(), config.network().httpPort(), ioThreads, WORKERS, router));
    }

    private static void route(
            final AgentConfig config,
            final Router router,
            final ServerPart server,
            final Edge edge,
            final LinkKey linkKey) {
        final AgentConfig.Network network = config.network();
        router.add(
                JoinEndpoint.PATH,
                new JoinEndpoint(server.core(), linkKey, network.advertiseHost() + ":" + network.httpPort()));
        router.add(JobDocumentEndpoint.PATH, new JobDocumentEndpoint(server.core(), linkKey));
        final Access access =
                new Access(server.core(), config.access(), config.server().keySeal());
        server.core().addListener(access);
        router.add(
                NodeIdentityEndpoint.PATH, new NodeIdentityEndpoint(server.core(), access, linkKey, config.region()));
        router.add(IdentityEndpoint.PATH, new IdentityEndpoint(server.core(), access, linkKey, config.region()));
        router.add(CallRelay.PATH, edge.callRelay());
    }

    /** Calls to nodes before there is an edge, that is, before there is a cluster. */
    private static final class LateNodeCalls implements NodeCalls {
        private volatile @Nullable NodeCalls real;

        void become(final NodeCalls calls) {
            real = calls;
        }

        @Override
        public void call(
                final UUID nodeId, final String method, final String target, final byte[] body, final Call call) {
            final NodeCalls now = real;
            if (now == null) {
                call.fail(500, "No cluster leader");
            } else {
                now.call(nodeId, method, target, body, call);
            }
        }

        @Override
        public CompletableFuture<NodeAnswer> ask(
                final UUID nodeId, final String method, final String target, final byte[] body, final Call call) {
            final NodeCalls now = real;
            return now == null
                    ? Call.failed(new HttpProblem(500, "No cluster leader"))
                    : now.ask(nodeId, method, target, body, call);
        }
    }
}
