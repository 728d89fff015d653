package io.drover.agent.driver.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.config.ConfigReader;
import io.drover.agent.driver.config.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task's configuration for {@code docker}, in groups of what belongs together.
 *
 * @param image image name, with a tag or digest or without.
 * @param source where the image comes from.
 * @param program what runs in the container.
 * @param security what it may do.
 * @param network how it is connected.
 * @param limits what it may use, beyond the task's resources.
 * @param storage what it sees of the host's files.
 * @param labels labels of the container.
 * @param logging the engine's log driver, or {@code null} for the operator's.
 * @param healthchecksDisabled whether the image's health check is turned off.
 */
record DockerTaskConfig(
        String image,
        Source source,
        Program program,
        Security security,
        Network network,
        Limits limits,
        Storage storage,
        Map<String, String> labels,
        @Nullable Logging logging,
        boolean healthchecksDisabled) {

    private static final long DEFAULT_CFS_PERIOD_US = 100_000;
    private static final long MAX_CFS_PERIOD_US = 1_000_000;

    /** Where the image comes from; {@code pullTimeout} is zero for the operator's. */
    record Source(boolean forcePull, @Nullable Auth auth, boolean authSoftFail, String load, Duration pullTimeout) {}

    /** Login at a registry. */
    record Auth(String username, String password, String email, String serverAddress) {
        @Override
        public String toString() {
            return "Auth[username=" + username + ", serverAddress=" + serverAddress + "]";
        }
    }

    /** What runs; {@code entrypoint} is {@code null} for the image's. */
    record Program(
            String command,
            List<String> args,
            @Nullable List<String> entrypoint,
            String workDir,
            boolean tty,
            boolean interactive,
            boolean init) {}

    /** What it may do. */
    record Security(
            boolean privileged,
            List<String> capAdd,
            List<String> capDrop,
            List<String> securityOpt,
            boolean readonlyRootfs,
            List<String> groupAdd,
            String cgroupns,
            String ipcMode,
            String pidMode,
            String utsMode,
            String usernsMode,
            String runtime,
            Map<String, String> sysctl,
            List<Device> devices) {}

    /** A device of the host. */
    record Device(String hostPath, String containerPath, String permissions) {}

    /** How it is connected. */
    record Network(
            String mode,
            List<String> ports,
            Map<String, String> portMap,
            String hostname,
            List<String> aliases,
            String ipv4,
            String ipv6,
            String mac,
            boolean advertiseIpv6,
            List<String> dnsServers,
            List<String> dnsSearch,
            List<String> dnsOptions,
            List<String> extraHosts) {}

    /** What it may use. */
    record Limits(
            boolean cpuHardLimit,
            long cpuCfsPeriodUs,
            long memoryHardLimitMb,
            long pidsLimit,
            long shmSize,
            long oomScoreAdj,
            Map<String, String> ulimit,
            Map<String, String> storageOpt) {}

    /** What it sees of the host's files. */
    record Storage(List<String> volumes, String volumeDriver, List<MountBlock> mounts) {}

    /** A {@code mount} block. */
    record MountBlock(
            String type,
            String target,
            String source,
            boolean readonly,
            String propagation,
            long tmpfsSize,
            long tmpfsMode,
            boolean noCopy,
            Map<String, String> volumeLabels,
            String volumeDriver,
            Map<String, String> volumeDriverOptions) {}

    /** The engine's log driver. */
    record Logging(String type, Map<String, String> config) {}

    static DockerTaskConfig decode(final JsonNode config) throws DriverException {
        final ConfigReader reader = new ConfigReader(config);
        final ConfigReader healthchecks = reader.block("healthchecks");
        final DockerTaskConfig decoded = new DockerTaskConfig(
                stripScheme(reader.requiredText("image")),
                source(reader),
                program(reader),
                security(reader),
                network(reader),
                limits(reader),
                new Storage(reader.texts("volumes"), reader.text("volume_driver"), mounts(reader)),
                reader.textMap("labels"),
                logging(reader),
                healthchecks != null && healthchecks.bool("disable", false));
        if (healthchecks != null) {
            healthchecks.finish();
        }
        // Accepted and without effect: the scheduler assigns cores, and the isolation mode is for Windows.
        reader.text("cpuset_cpus");
        reader.text("isolation");
        reader.number("container_exists_attempts", 0);
        reader.finish();
        return decoded;
    }

    private static String stripScheme(final String image) throws DriverException {
        final String name = image.startsWith("https://") ? image.substring("https://".length()) : image;
        if (name.isEmpty()) {
            throw DriverException.permanent("image name required for docker driver");
        }
        return name;
    }

    private static Source source(final ConfigReader reader) throws DriverException {
        final ConfigReader auth = reader.block("auth");
        Auth login = null;
        if (auth != null) {
            login = new Auth(
                    auth.text("username"), auth.text("password"), auth.text("email"), auth.text("server_address"));
            auth.finish();
        }
        return new Source(
                reader.bool("force_pull", false),
                login,
                reader.bool("auth_soft_fail", false),
                reader.text("load"),
                duration(reader, "image_pull_timeout"));
    }

    private static Program program(final ConfigReader reader) throws DriverException {
        return new Program(
                reader.text("command"),
                reader.texts("args"),
                reader.optionalTexts("entrypoint"),
                reader.text("work_dir"),
                reader.bool("tty", false),
                reader.bool("interactive", false),
                reader.bool("init", false));
    }

    private static Security security(final ConfigReader reader) throws DriverException {
        final List<Device> devices = new ArrayList<>();
        for (final ConfigReader device : reader.blocks("devices")) {
            final String hostPath = device.text("host_path");
            final String containerPath = device.text("container_path");
            final String permissions = device.text("cgroup_permissions");
            device.finish();
            devices.add(new Device(
                    hostPath,
                    containerPath.isEmpty() ? hostPath : containerPath,
                    permissions.isEmpty() ? "rwm" : permissions));
        }
        return new Security(
                reader.bool("privileged", false),
                reader.texts("cap_add"),
                reader.texts("cap_drop"),
                reader.texts("security_opt"),
                reader.bool("readonly_rootfs", false),
                reader.texts("group_add"),
                reader.text("cgroupns"),
                reader.text("ipc_mode"),
                reader.text("pid_mode"),
                reader.text("uts_mode"),
                reader.text("userns_mode"),
                reader.text("runtime"),
                reader.textMap("sysctl"),
                devices);
    }

    private static Network network(final ConfigReader reader) throws DriverException {
        return new Network(
                reader.text("network_mode"),
                reader.texts("ports"),
                reader.textMap("port_map"),
                reader.text("hostname"),
                reader.texts("network_aliases"),
                reader.text("ipv4_address"),
                reader.text("ipv6_address"),
                reader.text("mac_address"),
                reader.bool("advertise_ipv6_address", false),
                reader.texts("dns_servers"),
                reader.texts("dns_search_domains"),
                reader.texts("dns_options"),
                reader.texts("extra_hosts"));
    }

    private static Limits limits(final ConfigReader reader) throws DriverException {
        final long period = reader.number("cpu_cfs_period", DEFAULT_CFS_PERIOD_US);
        if (period < 0 || period > MAX_CFS_PERIOD_US) {
            throw DriverException.permanent("invalid value for cpu_cfs_period");
        }
        return new Limits(
                reader.bool("cpu_hard_limit", false),
                period,
                reader.number("memory_hard_limit", 0),
                reader.number("pids_limit", 0),
                reader.number("shm_size", 0),
                reader.number("oom_score_adj", 0),
                reader.textMap("ulimit"),
                reader.textMap("storage_opt"));
    }

    private static List<MountBlock> mounts(final ConfigReader reader) throws DriverException {
        final List<ConfigReader> blocks = new ArrayList<>(reader.blocks("mounts"));
        blocks.addAll(reader.blocks("mount"));
        final List<MountBlock> mounts = new ArrayList<>();
        for (final ConfigReader block : blocks) {
            mounts.add(mount(block));
        }
        return mounts;
    }

    private static MountBlock mount(final ConfigReader block) throws DriverException {
        final ConfigReader bind = orEmpty(block.block("bind_options"));
        final ConfigReader tmpfs = orEmpty(block.block("tmpfs_options"));
        final ConfigReader volume = orEmpty(block.block("volume_options"));
        final ConfigReader driver = orEmpty(volume.block("driver_config"));
        final String type = block.text("type");
        final MountBlock mount = new MountBlock(
                type.isEmpty() ? "volume" : type,
                block.text("target"),
                block.text("source"),
                block.bool("readonly", false),
                bind.text("propagation"),
                tmpfs.number("size", 0),
                tmpfs.number("mode", 0),
                volume.bool("no_copy", false),
                volume.textMap("labels"),
                driver.text("name"),
                driver.textMap("options"));
        for (final ConfigReader part : List.of(block, bind, tmpfs, volume, driver)) {
            part.finish();
        }
        return mount;
    }

    private static ConfigReader orEmpty(final @Nullable ConfigReader block) {
        return block == null ? ConfigReader.empty() : block;
    }

    private static @Nullable Logging logging(final ConfigReader reader) throws DriverException {
        final ConfigReader block = reader.block("logging");
        if (block == null) {
            return null;
        }
        final String type = block.text("type");
        final String driver = block.text("driver");
        final Logging logging = new Logging(type.isEmpty() ? driver : type, block.textMap("config"));
        block.finish();
        return logging;
    }

    private static Duration duration(final ConfigReader reader, final String name) throws DriverException {
        final String text = reader.text(name);
        try {
            return text.isEmpty() ? Duration.ZERO : GoDuration.parse(text);
        } catch (final IllegalArgumentException e) {
            throw new DriverException("failed to parse " + name + ": " + e.getMessage(), false, e);
        }
    }
}
