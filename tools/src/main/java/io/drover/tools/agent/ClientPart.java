package io.drover.tools.agent;

import io.aeron.Aeron;
import io.drover.agent.AgentSettings;
import io.drover.agent.NodeAgent;
import io.drover.agent.device.DeviceFingerprinter;
import io.drover.agent.device.DeviceGroup;
import io.drover.agent.device.NvidiaTool;
import io.drover.agent.driver.set.DriverSet;
import io.drover.agent.driver.set.DriverSettings;
import io.drover.agent.fingerprint.DriverMonitor;
import io.drover.agent.fingerprint.FingerprintOptions;
import io.drover.agent.fingerprint.HostFiles;
import io.drover.agent.fingerprint.NodeFingerprint;
import io.drover.agent.fingerprint.NodeFingerprinter;
import io.drover.agent.fingerprint.NodeResources;
import io.drover.agent.link.AgentLink;
import io.drover.agent.link.CallAnswerer;
import io.drover.agent.link.NodeIdentity;
import io.drover.agent.link.Registration;
import io.drover.agent.model.NodeInfo;
import io.drover.agent.state.NodeMetadata;
import io.drover.agent.volume.HostVolumes;
import io.drover.gateway.metric.MetricSource;
import io.drover.tools.Version;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client in a process: a node's agent with its drivers, and its link to the servers. */
final class ClientPart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientPart.class);
    private static final Duration DRIVER_PERIOD = Duration.ofSeconds(30);
    /** A node joins with what all its drivers say; one that does not answer for so long appears later. */
    private static final Duration DRIVER_WAIT = Duration.ofSeconds(10);

    /** Volumes that come together are told together. */
    private static final long VOLUME_DELAY_MS = 1_000;

    private final AgentConfig config;
    private final NodeIdentity identity;
    private final NodeFingerprint fingerprint;
    private final List<DeviceGroup> devices;
    private final DriverSet drivers;
    private final DriverMonitor monitor;
    private final NodeMetadata metadata;
    private final HostVolumes volumes;
    private final NodeAgent agent;
    private final CallAnswerer answerer;
    private final AgentLink link;
    private final AgentRunner linkRunner;

    ClientPart(final AgentConfig config, final Aeron aeron, final Doorbell doorbell)
            throws IOException, InterruptedException {
        this.config = config;
        final AgentSettings settings = settings(config);
        identity = config.isDev() ? NodeIdentity.create() : NodeIdentity.loadOrCreate(settings.stateDir());
        final FingerprintOptions options = fingerprintOptions(settings);
        fingerprint = new NodeFingerprinter(HostFiles.HOST, options).run();
        devices = new DeviceFingerprinter(
                        config.client().devices(),
                        HostFiles.HOST,
                        fingerprint.resources().cpu().numaNodes(),
                        NvidiaTool::runProgram)
                .run();
        drivers = new DriverSet(
                driverSettings(),
                settings.stateDir(),
                fingerprint.resources().cpu().coreMhz());
        monitor = new DriverMonitor(drivers.byName().values(), Clock.systemUTC(), DRIVER_PERIOD);
        final AtomicReference<@Nullable AgentLink> started = new AtomicReference<>();
        monitor.start(() -> {
            final AgentLink current = started.get();
            if (current != null) {
                current.joinAgain();
            }
        });
        final AtomicReference<@Nullable CallAnswerer> answers = new AtomicReference<>();
        link = new AgentLink(
                aeron,
                identity,
                config.client().servers(),
                this::awaitDrivers,
                this::registration,
                (callId, method, target, body, replyAddress, secret) -> {
                    final CallAnswerer current = answers.get();
                    if (current != null) {
                        current.onCall(callId, method, target, body, replyAddress, secret);
                    }
                },
                doorbell::ring);
        metadata = NodeMetadata.open(
                config.isDev() ? null : settings.stateDir(), config.client().meta(), link::joinAgain);
        volumes = HostVolumes.open(
                config.client().hostVolumes().configured(),
                new HostVolumes.Directories(
                        config.isDev() ? null : settings.stateDir(),
                        config.client().hostVolumes().directory(),
                        config.client().hostVolumes().pluginDirectory()),
                nodeId(),
                () -> CompletableFuture.delayedExecutor(VOLUME_DELAY_MS, TimeUnit.MILLISECONDS)
                        .execute(link::joinAgain));
        agent = NodeAgent.start(settings, drivers.byName(), this::nodeInfo, link, metadata, volumes);
        answerer = new CallAnswerer(agent.api());
        answers.set(answerer);
        link.start(agent);
        started.set(link);
        linkRunner = new AgentRunner(doorbell.strategy(), error -> LOG.error("link error", error), null, link);
        AgentRunner.startOnThread(linkRunner);
    }

    @Override
    public void close() {
        try {
            agent.close();
        } catch (final IOException ex) {
            LOG.error("the agent did not close cleanly", ex);
        }
        CloseHelper.quietCloseAll(linkRunner, answerer, monitor, drivers);
    }

    /** Figures of the node. */
    MetricSource metrics() {
        return new NodeMetrics(
                agent,
                fingerprint.resources(),
                Map.of(
                        "node_id",
                        nodeId(),
                        "datacenter",
                        config.datacenter(),
                        "node_class",
                        config.client().nodeClass().isEmpty()
                                ? "none"
                                : config.client().nodeClass(),
                        "node_pool",
                        config.client().nodePool()));
    }

    String nodeId() {
        return identity.nodeId().toString();
    }

    private static AgentSettings settings(final AgentConfig config) {
        final AgentSettings defaults = AgentSettings.defaults(config.dataDir(), config.isDev());
        final NodeSettings node = config.client().node();
        return new AgentSettings(
                defaults.stateDir(),
                defaults.allocsDir(),
                defaults.ephemeral(),
                defaults.clusterId(),
                defaults.parentCgroup(),
                node.killTimeoutMaxNs(),
                node.hostEnvDenylist(),
                node.gc(),
                !"false".equals(config.client().options().get("secrets.tmpfs")));
    }

    private FingerprintOptions fingerprintOptions(final AgentSettings settings) {
        final FingerprintOptions defaults = FingerprintOptions.defaults(
                Version.COMPATIBLE,
                config.network().advertiseHost() + ":" + config.network().httpPort(),
                settings.allocsDir(),
                config.client().networkInterface().equals("lo"));
        final NodeSettings node = config.client().node();
        return new FingerprintOptions(
                defaults.version(),
                defaults.revision(),
                defaults.serviceDiscovery(),
                defaults.advertiseHttp(),
                defaults.allocDir(),
                defaults.networkInterface(),
                node.networkSpeed(),
                node.hostNetworks(),
                node.totals().cpuMhz(),
                node.totals().memoryMb(),
                node.totals().diskMb(),
                node.reserved().cpuMhz(),
                node.reserved().cores(),
                names("fingerprint.allowlist", "fingerprint.whitelist"),
                names("fingerprint.denylist", "fingerprint.blacklist"));
    }

    private DriverSettings driverSettings() {
        final DriverSettings base = config.isDev() ? DriverSettings.DEV : DriverSettings.DEFAULTS;
        final Set<String> allowed = names("driver.allowlist", "driver.whitelist");
        return new DriverSettings(
                config.client().node().rawExec(),
                base.docker(),
                base.mock() || allowed.contains("mock_driver"),
                allowed,
                names("driver.denylist", "driver.blacklist"));
    }

    /** An option's list; older configurations spell it the former way. */
    private Set<String> names(final String option, final String former) {
        final Map<String, String> options = config.client().options();
        final String list = options.getOrDefault(option, options.getOrDefault(former, ""));
        return Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private NodeInfo nodeInfo() {
        final Map<String, String> attributes = new TreeMap<>(fingerprint.attributes());
        attributes.putAll(monitor.attributes());
        attributes.putAll(volumes.attributes());
        return new NodeInfo(
                nodeId(),
                config.name(),
                config.datacenter(),
                config.region(),
                config.client().nodeClass(),
                config.client().nodePool(),
                attributes,
                metadata.merged(),
                fingerprint.resources().cpu().usableMhz(),
                volumes.all(),
                devices);
    }

    /** Never more than there is: what is left for jobs is not negative. */
    private Registration.Reserved reserved() {
        final NodeSettings.Reserved reserved = config.client().node().reserved();
        final NodeResources resources = fingerprint.resources();
        return new Registration.Reserved(
                (int) (resources.cpu().totalMhz() - resources.cpu().usableMhz()),
                (int) Math.min(reserved.memoryMb(), resources.memoryMb()),
                (int) Math.min(reserved.diskMb(), resources.diskMb()));
    }

    private void awaitDrivers() throws InterruptedException {
        if (!monitor.awaitFirst(DRIVER_WAIT)) {
            LOG.warn("a driver has not answered for {} s; the node joins without it", DRIVER_WAIT.toSeconds());
        }
    }

    private Registration registration() {
        final NodeInfo info = nodeInfo();
        return new Registration(
                info,
                fingerprint.resources(),
                monitor.infos(),
                reserved(),
                config.client().minDynamicPort(),
                config.client().maxDynamicPort(),
                config.client().node().reserved().ports(),
                info.hostVolumes(),
                devices,
                new NodeDocument(config, fingerprint, monitor.infos(), info.hostVolumes(), devices).bytes());
    }
}
