package io.drover.tools.agent;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.drover.cluster.member.ClusterMember;
import io.drover.cluster.member.MemberContext;
import io.drover.cluster.member.MemberCounters;
import io.drover.cluster.member.MemberEndpoints;
import io.drover.cluster.member.MemberRings;
import io.drover.cluster.member.journal.Journal;
import io.drover.cluster.member.journal.JournalSettings;
import io.drover.gateway.command.LevelCommands;
import io.drover.gateway.core.CoreClient;
import io.drover.gateway.core.CoreClientContext;
import io.drover.gateway.edge.Edge;
import io.drover.gateway.edge.EdgeContext;
import io.drover.gateway.edge.LinkKey;
import io.drover.gateway.edge.driver.LinkDriver;
import io.drover.gateway.endpoint.StateFiles;
import io.drover.sbe.FeatureLevels;
import io.drover.tools.Version;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server in a process: a cluster member, the gateway's way into it, and an edge for nodes. */
final class ServerPart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerPart.class);
    static final ErrorHandler LOGGED = error -> LOG.error("operating error", error);
    private static final int QUERY_RING_LENGTH = 8 * 1024 * 1024;
    private static final int ANSWER_RING_LENGTH = 16 * 1024 * 1024;
    /** A machine that does other things too keeps fewer changes for readers of events. */
    private static final int DEV_EVENT_BYTES = 4 * 1024 * 1024;

    /** Fewer levels than this version has make it an earlier one, for rehearsals of upgrades. */
    private static final FeatureLevels LEVELS = FeatureLevels.parse(System.getProperty(
            "drover.levels", FeatureLevels.OF_THIS_VERSION.oldest() + "-" + FeatureLevels.OF_THIS_VERSION.newest()));

    private static final long EDGE_REST_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final AgentConfig config;
    private final MemberLayout layout;
    private final Doorbell doorbell;
    private final RingBuffer queries = MemberRings.create(QUERY_RING_LENGTH);
    private final RingBuffer answers = MemberRings.create(ANSWER_RING_LENGTH);
    private final SecureRandom random = new SecureRandom();
    private final MemberContext memberContext;
    private final ClusterMember member;
    private final Aeron aeron;
    private final @Nullable LinkDriver linkDriver;
    private final CoreClient core;
    private final AgentRunner coreRunner;
    private final ClusterBirth birth;
    private @Nullable AgentRunner edgeRunner;

    /** Starts member and gateway client; the edge follows once there is a cluster. */
    ServerPart(final AgentConfig config, final MemberLayout layout, final Doorbell doorbell, final Runnable onFault) {
        this.config = config;
        this.layout = layout;
        this.doorbell = doorbell;
        memberContext = new MemberContext()
                .memberId(layout.memberId())
                .members(layout.members())
                .levels(LEVELS)
                .patience(config.server().patience())
                .directory(config.dataDir().resolve("server"))
                .aeronDirectory(layout.aeronDirectory())
                .queries(queries)
                .answers(answers)
                .idleStrategy(doorbell::strategy)
                .errorHandler(LOGGED)
                .terminationHook(onFault);
        final JournalSettings journal = config.server().journal();
        if (journal != null) {
            memberContext.journal(journal.ofMember(layout.memberId()));
        }
        if (config.isDev()) {
            // Its thread only looks up names, and there are none on the loopback address.
            memberContext.driverTuning(driver -> driver.asyncExecutorEnabled(false));
            memberContext.eventBytes(DEV_EVENT_BYTES);
        }
        member = new ClusterMember(memberContext);
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(member.aeronDirectoryName())
                .idleStrategy(doorbell.strategy())
                .errorHandler(LOGGED));
        linkDriver = layout.members().size() == 1
                ? null
                : new LinkDriver(layout.linkDirectory(), LinkDriver.SERVER_NODES, LOGGED);
        core = new CoreClient(coreContext());
        coreRunner = start(core, doorbell.strategy());
        birth = new ClusterBirth(core, config.region(), config.server().keySeal(), LEVELS.newest());
    }

    /** The gateway's way to the state machine. */
    CoreClient core() {
        return core;
    }

    /** Files of the member's state. */
    StateFiles stateFiles() {
        return new MemberStateFiles(
                memberContext.exports(), config.dataDir().resolve("server").resolve("exports"));
    }

    /** What the member keeps of what it applies; null when nothing. */
    @Nullable
    Journal journal() {
        return memberContext.journal();
    }

    /** What the member's service thread does. */
    MemberCounters counters() {
        return memberContext.counters();
    }

    /** Client of the media driver that carries the node link: one of its own, except where a single member carries everything. */
    Aeron linkAeron() {
        return linkDriver == null ? aeron : linkDriver.aeron();
    }

    /** Waits for the cluster, then opens the edge. */
    Edge openEdge(final LinkKey linkKey) {
        final AgentConfig.Network network = config.network();
        final Edge edge = new Edge(new EdgeContext(
                random.nextLong(),
                new LevelCommands.Member(layout.memberId(), layout.members().size(), LEVELS, Version.describe()),
                config.name(),
                network.advertiseHost() + ":" + network.httpPort(),
                network.advertiseHost(),
                network.httpPort(),
                linkAeron(),
                core,
                linkKey));
        edgeRunner = start(edge, edgeStrategy());
        return edge;
    }

    /** The secret that all edges share, once the cluster has been born. */
    LinkKey awaitLinkKey() throws InterruptedException {
        return new LinkKey(birth.await());
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(edgeRunner, linkDriver, coreRunner, aeron, member);
    }

    private CoreClientContext coreContext() {
        final boolean isAlone = layout.members().size() == 1;
        return new CoreClientContext(
                random.nextLong(),
                layout.memberId(),
                layout.members().size(),
                () -> clusterContext(isAlone),
                queries,
                answers,
                CoreClientContext.COMMAND_TIMEOUT_NS,
                CoreClientContext.RESEND_NS,
                memberContext.leaderHeartbeatTimeoutNs() / 2,
                doorbell::ring);
    }

    private AeronCluster.Context clusterContext(final boolean isAlone) {
        final AeronCluster.Context context = new AeronCluster.Context()
                .aeronDirectoryName(member.aeronDirectoryName())
                .aeron(aeron)
                .ownsAeronClient(false)
                .errorHandler(LOGGED);
        if (isAlone) {
            return context.ingressChannel("aeron:ipc").egressChannel("aeron:ipc");
        }
        return context.ingressChannel("aeron:udp?term-length=" + memberContext.ingressTermLength())
                .ingressEndpoints(MemberEndpoints.ingressEndpoints(layout.members()))
                .egressChannel("aeron:udp?endpoint=" + config.network().advertiseHost() + ":0");
    }

    /** An edge of many nodes walks all of them in a cycle, and there is always something to do for one. */
    private IdleStrategy edgeStrategy() {
        return linkDriver == null ? doorbell.strategy() : new RestingIdleStrategy(EDGE_REST_NS);
    }

    private static AgentRunner start(final Agent agent, final IdleStrategy strategy) {
        final AgentRunner runner = new AgentRunner(strategy, LOGGED, null, agent);
        AgentRunner.startOnThread(runner);
        return runner;
    }
}
