package io.drover.agent.driver.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.process.Globs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Turns a task into what the engine is asked to create. Pure but for reading a seccomp profile that a task names. */
final class ContainerSpec {
    /** Tools of the reference look for it, so the name is its. */
    static final String LABEL_PREFIX = "com.hashicorp.nomad.";

    private static final long MAX_SHARES = 262_144;
    private static final long MIN_SHARES = 2;
    private static final int MB_SHIFT = 20;

    private final DockerOptions options;
    private final TaskConfig config;
    private final DockerTaskConfig task;
    private final ContainerPorts ports;

    ContainerSpec(final DockerOptions options, final TaskConfig config, final DockerTaskConfig task)
            throws DriverException {
        this.options = options;
        this.config = config;
        this.task = task;
        this.ports = ContainerPorts.of(config, task.network());
    }

    /** The container's name, unique on the node. */
    static String name(final TaskConfig config) {
        return (config.taskName() + "-" + config.allocId()).replace('/', '_');
    }

    Map<String, Integer> portsByLabel() {
        return ports.byLabel();
    }

    /** Fills the request. */
    void fill(final CreateContainerCmd request) throws DriverException {
        request.withName(name(config))
                .withEnv(config.env().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .sorted()
                        .toList())
                .withLabels(labels())
                .withExposedPorts(ports.exposed())
                .withTty(task.program().tty())
                .withStdinOpen(task.program().interactive())
                .withHostConfig(hostConfig());
        fillProcess(request);
        fillNetwork(request);
        if (task.healthchecksDisabled()) {
            request.withHealthcheck(new HealthCheck().withTest(List.of("NONE")));
        }
    }

    private void fillProcess(final CreateContainerCmd request) {
        final List<String> command = new ArrayList<>();
        if (!task.program().command().isEmpty()) {
            command.add(task.program().command());
        }
        command.addAll(task.program().args());
        if (!command.isEmpty()) {
            request.withCmd(command);
        }
        if (task.program().entrypoint() != null) {
            request.withEntrypoint(task.program().entrypoint());
        }
        if (!task.program().workDir().isEmpty()) {
            request.withWorkingDir(task.program().workDir());
        }
        if (!config.user().isEmpty()) {
            request.withUser(config.user());
        }
    }

    private void fillNetwork(final CreateContainerCmd request) {
        final DockerTaskConfig.Network network = task.network();
        if (!network.hostname().isEmpty()) {
            request.withHostName(network.hostname());
        }
        if (!network.mac().isEmpty()) {
            request.withMacAddress(network.mac());
        }
        if (!network.ipv4().isEmpty()) {
            request.withIpv4Address(network.ipv4());
        }
        if (!network.ipv6().isEmpty()) {
            request.withIpv6Address(network.ipv6());
        }
        if (!network.aliases().isEmpty()) {
            request.withAliases(network.aliases());
        }
    }

    private Map<String, String> labels() {
        final Map<String, String> labels = new TreeMap<>(task.labels());
        final Map<String, String> offered = Map.of(
                "job_id", config.jobId(),
                "job_name", config.jobName(),
                "task_group_name", config.group(),
                "task_name", config.taskName(),
                "namespace", config.namespace());
        offered.forEach((name, value) -> {
            if (Globs.anyMatches(options.extraLabels(), name)) {
                labels.put(LABEL_PREFIX + name, value);
            }
        });
        labels.put(LABEL_PREFIX + "alloc_id", config.allocId());
        return labels;
    }

    private HostConfig hostConfig() throws DriverException {
        final HostConfig host = HostConfig.newHostConfig();
        limit(host);
        secure(host);
        connect(host);
        final ContainerMounts mounts = ContainerMounts.of(config, task.storage(), options.volumesEnabled());
        host.withBinds(mounts.binds().stream()
                        .map(com.github.dockerjava.api.model.Bind::parse)
                        .toList())
                .withMounts(mounts.mounts());
        if (!task.storage().volumeDriver().isEmpty()) {
            host.withVolumeDriver(task.storage().volumeDriver());
        }
        return host.withLogConfig(logConfig());
    }

    private void limit(final HostConfig host) throws DriverException {
        final DockerTaskConfig.Limits limits = task.limits();
        final TaskConfig.Resources resources = config.resources();
        final long reserved = resources.memoryMb() << MB_SHIFT;
        final long high = Math.max(limits.memoryHardLimitMb(), resources.memoryMaxMb()) << MB_SHIFT;
        if (resources.memoryMaxMb() < 0) {
            host.withMemoryReservation(reserved);
        } else if (high > 0) {
            host.withMemory(high).withMemorySwap(high).withMemoryReservation(reserved);
        } else {
            host.withMemory(reserved).withMemorySwap(reserved);
        }
        host.withCpuShares((int) Math.max(MIN_SHARES, Math.min(MAX_SHARES, resources.cpuShares())));
        if (limits.cpuHardLimit()) {
            final int cores = Runtime.getRuntime().availableProcessors();
            host.withCpuPeriod(limits.cpuCfsPeriodUs())
                    .withCpuQuota((long) (resources.percentTicks() * limits.cpuCfsPeriodUs() * cores));
        }
        if (!resources.cores().isEmpty()) {
            host.withCpusetCpus(String.join(
                    ",", resources.cores().stream().map(String::valueOf).toList()));
        }
        if (options.pidsLimit() > 0 && limits.pidsLimit() > options.pidsLimit()) {
            throw DriverException.permanent(
                    "pids_limit cannot be greater than nomad plugin config pids_limit: " + options.pidsLimit());
        }
        final long pids = limits.pidsLimit() > 0 ? limits.pidsLimit() : options.pidsLimit();
        if (pids > 0) {
            host.withPidsLimit(pids);
        }
        if (limits.shmSize() > 0) {
            host.withShmSize(limits.shmSize());
        }
        host.withOomScoreAdj((int) (limits.oomScoreAdj() != 0 ? limits.oomScoreAdj() : options.oomScoreAdj()));
        host.withUlimits(ulimits(limits.ulimit()));
        if (!limits.storageOpt().isEmpty()) {
            host.withStorageOpt(limits.storageOpt());
        }
    }

    /** Those that the job names, and those that the scheduler gave the task. */
    private List<Device> devices(final DockerTaskConfig.Security security) {
        return Stream.concat(
                        security.devices().stream()
                                .map(device ->
                                        new Device(device.permissions(), device.containerPath(), device.hostPath())),
                        config.devices().stream().map(path -> new Device("rwm", path, path)))
                .toList();
    }

    private void secure(final HostConfig host) throws DriverException {
        final DockerTaskConfig.Security security = task.security();
        if (security.privileged() && !options.allowPrivileged()) {
            throw DriverException.permanent("Docker privileged mode is disabled on this Nomad agent");
        }
        final CapabilitySet capabilities = CapabilitySet.of(options.allowCaps(), security.capAdd(), security.capDrop());
        host.withPrivileged(security.privileged())
                .withCapAdd(capabilities.add().toArray(Capability[]::new))
                .withCapDrop(capabilities.drop().toArray(Capability[]::new))
                .withReadonlyRootfs(security.readonlyRootfs())
                .withInit(task.program().init())
                .withSecurityOpts(securityOptions(security.securityOpt()))
                .withGroupAdd(security.groupAdd())
                .withSysctls(security.sysctl())
                .withDevices(devices(security));
        namespaces(host, security);
        if (!security.runtime().isEmpty()) {
            if (!options.allowRuntimes().contains(security.runtime())) {
                throw DriverException.permanent("requested runtime \"" + security.runtime() + "\" is not allowed");
            }
            host.withRuntime(security.runtime());
        }
    }

    private void namespaces(final HostConfig host, final DockerTaskConfig.Security security) throws DriverException {
        if (!security.ipcMode().isEmpty()) {
            host.withIpcMode(allowedMode("ipc_mode", security.ipcMode()));
        }
        if (!security.pidMode().isEmpty()) {
            host.withPidMode(allowedMode("pid_mode", security.pidMode()));
        }
        if (!security.utsMode().isEmpty()) {
            host.withUtSMode(allowedMode("uts_mode", security.utsMode()));
        }
        if (!security.usernsMode().isEmpty()) {
            host.withUsernsMode(allowedMode("userns_mode", security.usernsMode()));
        }
        if (!security.cgroupns().isEmpty()) {
            host.withCgroupnsMode(security.cgroupns());
        }
    }

    private String allowedMode(final String field, final String mode) throws DriverException {
        if (!options.allowPrivileged()) {
            throw DriverException.permanent("cannot apply \"" + field + "\" configuration");
        }
        return mode;
    }

    private void connect(final HostConfig host) {
        final DockerTaskConfig.Network network = task.network();
        host.withNetworkMode(network.mode().isEmpty() ? "default" : network.mode())
                .withPortBindings(ports.bindings())
                .withExtraHosts(network.extraHosts().toArray(String[]::new));
        final TaskConfig.Dns dns = config.dns();
        host.withDns(dns == null ? network.dnsServers() : dns.servers())
                .withDnsSearch(dns == null ? network.dnsSearch() : dns.searches())
                .withDnsOptions(dns == null ? network.dnsOptions() : dns.options());
    }

    private LogConfig logConfig() throws DriverException {
        final DockerTaskConfig.Logging logging = task.logging();
        final String type = logging == null || logging.type().isEmpty() ? options.loggingType() : logging.type();
        final Map<String, String> settings =
                logging == null || logging.config().isEmpty() && type.equals(options.loggingType())
                        ? options.loggingConfig()
                        : logging.config();
        final LogConfig.LoggingType known = LogConfig.LoggingType.fromValue(type);
        if (known == null) {
            throw DriverException.permanent("logging type \"" + type + "\" is not known");
        }
        return new LogConfig(known, settings);
    }

    private static List<Ulimit> ulimits(final Map<String, String> texts) throws DriverException {
        final List<Ulimit> ulimits = new ArrayList<>();
        for (final Map.Entry<String, String> entry : texts.entrySet()) {
            final String[] values = entry.getValue().split(":");
            try {
                final long soft = Long.parseLong(values[0]);
                ulimits.add(new Ulimit(entry.getKey(), soft, values.length > 1 ? Long.parseLong(values[1]) : soft));
            } catch (final NumberFormatException e) {
                throw new DriverException(
                        "Malformed ulimit specification " + entry.getKey() + ": \"" + entry.getValue()
                                + "\", expected soft or soft:hard",
                        false,
                        e);
            }
        }
        return ulimits;
    }

    private List<String> securityOptions(final List<String> texts) throws DriverException {
        final List<String> inlined = new ArrayList<>();
        for (final String text : texts) {
            final String prefix = "seccomp=";
            if (text.startsWith(prefix) && !text.equals("seccomp=unconfined") && !text.startsWith("seccomp={")) {
                try {
                    inlined.add(prefix + Files.readString(config.taskDir().resolve(text.substring(prefix.length()))));
                } catch (final IOException e) {
                    throw new DriverException(
                            "opening seccomp profile (" + text.substring(prefix.length()) + ") failed: "
                                    + e.getMessage(),
                            false,
                            e);
                }
            } else {
                inlined.add(text);
            }
        }
        return inlined;
    }

    /** A login in the client's form. */
    static AuthConfig authConfig(final DockerTaskConfig.Auth auth) {
        return new AuthConfig()
                .withUsername(auth.username())
                .withPassword(auth.password())
                .withEmail(auth.email())
                .withRegistryAddress(auth.serverAddress());
    }
}
