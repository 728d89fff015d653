package io.drover.agent.node;

import io.aeron.Aeron;
import io.drover.agent.NodeAgent;
import io.drover.agent.api.ClientApi;
import io.drover.agent.driver.set.DriverSet;
import io.drover.agent.fingerprint.DriverMonitor;
import io.drover.agent.fingerprint.HostFiles;
import io.drover.agent.fingerprint.NodeFingerprint;
import io.drover.agent.fingerprint.NodeFingerprinter;
import io.drover.agent.link.AgentLink;
import io.drover.agent.link.CallAnswers;
import io.drover.agent.link.NodeIdentity;
import io.drover.agent.link.Registration;
import io.drover.agent.model.NodeInfo;
import io.drover.agent.state.NodeMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node. It looks at its host, opens what it remembers, finds its tasks again and joins the cluster; from then on it does
 * what the cluster wants until it is closed.
 *
 * <p>Threads: the agent's event thread and workers, one for the link, one for joins and documents, two for driver health, one per
 * answer that is being given.
 */
public final class ClientNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientNode.class);
    private static final Duration DRIVER_PERIOD = Duration.ofSeconds(30);

    /** A slow engine must not hold back a node whose other drivers are ready; it is announced when it answers. */
    private static final Duration DRIVER_FIRST_LIMIT = Duration.ofMillis(500);

    /** What the link naps at most: the delay of an assignment on an idle node, against wake-ups per second. */
    private static final long NAP_NS = TimeUnit.MILLISECONDS.toNanos(4);

    private final ClientNodeSettings settings;
    private final NodeIdentity identity;
    private final String name;
    private final NodeFingerprint fingerprint;
    private final DriverSet drivers;
    private final DriverMonitor monitor;
    private final NodeMetadata metadata;
    private final AgentLink link;
    private final CallAnswers answers;
    private final NodeAgent agent;
    private final AgentRunner linkRunner;
    private volatile @Nullable Thread linkThread;

    /**
     * Starts a node.
     *
     * @param settings how it is set up.
     * @param aeron client of the media driver that carries its link; belongs to the caller and must outlive the node.
     * @throws IOException when its directories are used by another agent or cannot be read, or a fact about the host is missing.
     */
    public static ClientNode start(final ClientNodeSettings settings, final Aeron aeron) throws IOException {
        return new ClientNode(settings, aeron);
    }

    private ClientNode(final ClientNodeSettings settings, final Aeron aeron) throws IOException {
        this.settings = settings;
        Files.createDirectories(settings.agent().stateDir());
        Files.createDirectories(settings.agent().allocsDir());
        this.identity = settings.agent().ephemeral()
                ? NodeIdentity.create()
                : NodeIdentity.loadOrCreate(settings.agent().stateDir());
        this.fingerprint = new NodeFingerprinter(HostFiles.HOST, settings.fingerprint()).run();
        this.name = settings.name().isEmpty()
                ? fingerprint
                        .attributes()
                        .getOrDefault("unique.hostname", identity.nodeId().toString())
                : settings.name();
        this.drivers = new DriverSet(
                settings.drivers(),
                settings.agent().stateDir(),
                fingerprint.resources().cpu().coreMhz());
        this.monitor = new DriverMonitor(drivers.byName().values(), Clock.systemUTC(), DRIVER_PERIOD);
        this.metadata = NodeMetadata.open(
                settings.agent().ephemeral() ? null : settings.agent().stateDir(),
                settings.meta(),
                this::registrationChanged);
        this.answers = new CallAnswers(this::api);
        this.link = new AgentLink(aeron, identity, settings.servers(), this::registration, answers, this::wakeLink);
        awaitDrivers();
        this.agent = startAgent();
        this.linkRunner = new AgentRunner(
                new BackoffIdleStrategy(1, 1, NAP_NS / 4, NAP_NS),
                e -> LOG.error("the node's link failed", e),
                null,
                link);
        link.start(agent);
        AgentRunner.startOnThread(linkRunner, task -> {
            final Thread thread = new Thread(task, "agent-link");
            thread.setDaemon(true);
            linkThread = thread;
            return thread;
        });
    }

    /** The node's id. */
    public String nodeId() {
        return identity.nodeId().toString();
    }

    /** Its agent, for what a program asks of it directly. */
    public NodeAgent agent() {
        return agent;
    }

    /** What is known about the node now; any thread. */
    public NodeInfo info() {
        final Map<String, String> attributes = new TreeMap<>(fingerprint.attributes());
        attributes.putAll(monitor.attributes());
        return new NodeInfo(
                nodeId(),
                name,
                settings.datacenter(),
                settings.region(),
                settings.nodeClass(),
                settings.pool(),
                attributes,
                metadata.merged(),
                fingerprint.resources().cpu().usableMhz());
    }

    /** Ends the link, then the agent; tasks run on unless this is a development node. */
    @Override
    public void close() throws IOException {
        // The link goes last on a development node, so that the cluster still hears how its tasks ended.
        if (!settings.agent().ephemeral()) {
            CloseHelper.quietClose(linkRunner);
        }
        monitor.close();
        answers.close();
        agent.close();
        CloseHelper.quietClose(linkRunner);
        drivers.close();
    }

    private NodeAgent startAgent() throws IOException {
        try {
            return NodeAgent.start(settings.agent(), drivers.byName(), this::info, link, metadata);
        } catch (final IOException | RuntimeException e) {
            monitor.close();
            answers.close();
            drivers.close();
            throw e;
        }
    }

    private ClientApi api() {
        return agent.api();
    }

    private Registration registration() {
        final NodeInfo info = info();
        final var infos = monitor.infos();
        return new Registration(
                info,
                fingerprint.resources(),
                infos,
                settings.reserved(),
                settings.dynamicPortMin(),
                settings.dynamicPortMax(),
                settings.reservedPorts(),
                Map.of(),
                NodeDocument.encode(settings, info, fingerprint, infos));
    }

    private void awaitDrivers() throws IOException {
        monitor.start(this::registrationChanged);
        try {
            if (!monitor.awaitFirst(DRIVER_FIRST_LIMIT)) {
                LOG.info("some drivers need longer to answer; they are announced when they do");
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the drivers were asked", e);
        }
    }

    private void registrationChanged() {
        link.registrationChanged();
        wakeLink();
    }

    private void wakeLink() {
        LockSupport.unpark(linkThread);
    }
}
