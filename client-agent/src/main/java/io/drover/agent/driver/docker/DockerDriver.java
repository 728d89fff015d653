package io.drover.agent.driver.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Info;
import io.drover.agent.driver.Driver;
import io.drover.agent.driver.DriverEventListener;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverFingerprint;
import io.drover.agent.driver.DriverNetwork;
import io.drover.agent.driver.ExecProcess;
import io.drover.agent.driver.ExecRequest;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks as containers. The engine keeps them, so they outlive the agent by nature. Thread-safe; the connection to the
 * engine is made with the first need.
 */
public final class DockerDriver implements Driver, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DockerDriver.class);
    private static final DriverFingerprint.Capabilities CAPABILITIES =
            new DriverFingerprint.Capabilities(true, true, DriverFingerprint.FsIsolation.IMAGE);
    private static final String NO_ENGINE = "Failed to connect to docker daemon";
    private static final String UNIX = "unix://";

    private final DockerOptions options;
    private final double coreMhz;
    private final Path stateDir;
    private volatile DriverEventListener listener = DriverEventListener.NONE;
    private @Nullable Connection connection;
    private volatile Map<String, String> lastAttributes = Map.of();
    private volatile boolean seen;

    /**
     * Creates the driver without connecting.
     *
     * @param coreMhz speed of one core, to express usage in MHz.
     * @param stateDir where it notes how far containers' logs were copied.
     */
    public DockerDriver(final DockerOptions options, final double coreMhz, final Path stateDir) {
        this.options = options;
        this.coreMhz = coreMhz;
        this.stateDir = stateDir;
    }

    /** The engine and what is kept about it. */
    private record Connection(DockerEngine engine, ImageStore images) {}

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public DriverFingerprint.Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public void listener(final DriverEventListener value) {
        listener = value;
    }

    @Override
    public DriverFingerprint fingerprint() {
        final String endpoint = options.resolvedEndpoint();
        if (endpoint.startsWith(UNIX) && !Files.exists(Path.of(endpoint.substring(UNIX.length())))) {
            return unreachable();
        }
        try {
            final Info info = connect().engine().calls().infoCmd().exec();
            lastAttributes = attributes(info);
            seen = true;
            return new DriverFingerprint(true, true, "Healthy", lastAttributes, CAPABILITIES);
        } catch (final RuntimeException e) {
            LOGGER.debug("no answer from the engine at {}: {}", endpoint, e.toString());
            return unreachable();
        }
    }

    @Override
    public TaskHandle start(final TaskConfig config) throws DriverException {
        final DockerTaskConfig task = DockerTaskConfig.decode(config.driverConfig());
        final ContainerSpec spec = new ContainerSpec(options, config, task);
        final Connection engine = connect();
        final String imageId = engine.images()
                .provide(
                        config,
                        task,
                        image -> listener.onTaskEvent(config.id(), "Downloading image", Map.of("image", image)));
        engine.images().acquire(imageId, config.id());
        String containerId = null;
        try {
            containerId = create(engine, config, spec, imageId);
            engine.engine().calls().startContainerCmd(containerId).exec();
            return attach(engine, config, task, spec, new DockerHandleState(containerId, imageId));
        } catch (final DriverException | RuntimeException e) {
            discard(engine, config, containerId, imageId);
            if (e instanceof DriverException failed) {
                throw failed;
            }
            throw DockerErrors.recoverable(
                    containerId == null ? "Failed to create container" : "Failed to start container " + containerId, e);
        }
    }

    @Override
    public @Nullable TaskHandle recover(final TaskConfig config, final byte[] handleState) throws DriverException {
        final DockerHandleState state = DockerHandleState.decode(handleState);
        final DockerTaskConfig task = DockerTaskConfig.decode(config.driverConfig());
        final Connection engine = connect();
        engine.images().acquire(state.imageId(), config.id());
        try {
            return attach(engine, config, task, new ContainerSpec(options, config, task), state);
        } catch (final NotFoundException e) {
            engine.images().release(state.imageId(), config.id());
            return null;
        } catch (final RuntimeException e) {
            // The engine may be away for a while; the container is looked at when it returns.
            LOGGER.warn("container {} cannot be inspected yet: {}", state.containerId(), DockerErrors.text(e));
            return follow(engine, config, task, state, null);
        }
    }

    @Override
    public ExecProcess exec(final TaskConfig config, final TaskHandle task, final ExecRequest request)
            throws DriverException {
        final String containerId = DockerHandleState.decode(task.state()).containerId();
        return DockerExec.start(connect().engine(), containerId, request);
    }

    @Override
    public void close() {
        final Connection open;
        synchronized (this) {
            open = connection;
            connection = null;
        }
        if (open != null) {
            open.engine().close();
        }
    }

    private synchronized Connection connect() {
        if (connection == null) {
            final DockerEngine engine = new DockerEngine(options.resolvedEndpoint());
            connection = new Connection(engine, new ImageStore(engine, options));
        }
        return connection;
    }

    private DriverFingerprint unreachable() {
        return new DriverFingerprint(seen, false, NO_ENGINE, lastAttributes, CAPABILITIES);
    }

    private Map<String, String> attributes(final Info info) {
        final Map<String, String> attributes = new TreeMap<>();
        put(attributes, "driver.docker.version", info.getServerVersion());
        put(attributes, "driver.docker.os_type", info.getOsType());
        if (info.getRuntimes() != null) {
            put(attributes, "driver.docker.runtimes", String.join(",", new TreeMap<>(info.getRuntimes()).keySet()));
        }
        if (options.volumesEnabled()) {
            attributes.put("driver.docker.volumes.enabled", "true");
        }
        if (options.allowPrivileged()) {
            attributes.put("driver.docker.privileged.enabled", "true");
        }
        if (options.pidsLimit() > 0) {
            attributes.put("driver.docker.pids.limit", Long.toString(options.pidsLimit()));
        }
        return attributes;
    }

    private static void put(final Map<String, String> attributes, final String name, final @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            attributes.put(name, value);
        }
    }

    /** A container of that name is left from an earlier start of the task; it is removed and the name tried again. */
    private String create(
            final Connection engine, final TaskConfig config, final ContainerSpec spec, final String imageId)
            throws DriverException {
        for (int attempt = 1; ; attempt++) {
            try (CreateContainerCmd request = engine.engine().calls().createContainerCmd(imageId)) {
                spec.fill(request);
                return request.exec().getId();
            } catch (final ConflictException e) {
                if (attempt >= options.containerExistsAttempts()) {
                    throw DockerErrors.recoverable("Failed to create container", e);
                }
                remove(engine, ContainerSpec.name(config));
            }
        }
    }

    private TaskHandle attach(
            final Connection engine,
            final TaskConfig config,
            final DockerTaskConfig task,
            final ContainerSpec spec,
            final DockerHandleState state)
            throws DriverException {
        final InspectContainerResponse container =
                engine.engine().calls().inspectContainerCmd(state.containerId()).exec();
        return follow(engine, config, task, state, network(container, task, spec));
    }

    private TaskHandle follow(
            final Connection connected,
            final TaskConfig config,
            final DockerTaskConfig task,
            final DockerHandleState state,
            final @Nullable DriverNetwork network)
            throws DriverException {
        final DockerEngine engine = connected.engine();
        try {
            final LogPosition position = new LogPosition(stateDir.resolve("log-" + state.containerId()));
            final LogFollower logs = new LogFollower(
                    engine,
                    state.containerId(),
                    task.program().tty(),
                    position,
                    config.logs(),
                    new DroppedOutput(config, listener));
            final DockerTask handle = new DockerTask(
                    engine, state, network, logs, new StatsFollower(engine, state.containerId(), coreMhz), () -> {
                        position.delete();
                        discard(connected, config, state.containerId(), state.imageId());
                    });
            handle.follow();
            return handle;
        } catch (final IOException e) {
            throw new DriverException("cannot open the task's log files: " + e.getMessage(), true, e);
        }
    }

    private static @Nullable DriverNetwork network(
            final InspectContainerResponse container, final DockerTaskConfig task, final ContainerSpec spec) {
        if (container.getNetworkSettings() == null) {
            return null;
        }
        for (final Map.Entry<String, ContainerNetwork> entry :
                new TreeMap<>(container.getNetworkSettings().getNetworks()).entrySet()) {
            final boolean v6 = task.network().advertiseIpv6();
            final String ip = v6
                    ? entry.getValue().getGlobalIPv6Address()
                    : entry.getValue().getIpAddress();
            if (ip != null && !ip.isEmpty()) {
                final boolean advertise = v6
                        || !(entry.getKey().equals("bridge") || entry.getKey().equals("nat"));
                return new DriverNetwork(ip, spec.portsByLabel(), advertise);
            }
        }
        return null;
    }

    private void discard(
            final Connection engine,
            final TaskConfig config,
            final @Nullable String containerId,
            final String imageId) {
        try {
            if (containerId != null && options.removeContainers()) {
                remove(engine, containerId);
            }
        } finally {
            engine.images().release(imageId, config.id());
        }
    }

    private static void remove(final Connection engine, final String container) {
        try {
            engine.engine()
                    .calls()
                    .removeContainerCmd(container)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (final NotFoundException e) {
            LOGGER.debug("container {} is gone already", container);
        } catch (final RuntimeException e) {
            LOGGER.warn("container {} cannot be removed: {}", container, DockerErrors.text(e));
        }
    }
}
