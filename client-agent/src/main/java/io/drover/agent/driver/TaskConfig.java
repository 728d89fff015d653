package io.drover.agent.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a driver needs to start one task; immutable.
 *
 * @param id unique per start: {@code <alloc id>/<task name>/<8 random characters>}.
 * @param allocId the allocation's UUID.
 * @param namespace the job's namespace.
 * @param jobId the job's id.
 * @param jobName the job's name.
 * @param group the task group's name.
 * @param taskName the task's name.
 * @param driverConfig the task's {@code Config} object, already interpolated; an object node, possibly empty.
 * @param env the task's complete environment. The runner has added the host's environment when the driver's
 *     capabilities declare no file-system isolation or a chroot.
 * @param allocDir shared directory of the allocation ({@code <alloc>/alloc}).
 * @param taskDir the task's root ({@code <alloc>/<task>}).
 * @param localDir {@code <task>/local}.
 * @param secretsDir {@code <task>/secrets}.
 * @param logs where output goes.
 * @param user the user to run as, or the empty string for the driver's default.
 * @param resources what the scheduler granted.
 * @param ports all ports of the task and its group.
 * @param networkNamespace path of the network namespace to join, or {@code null} for the host's network.
 * @param dns resolver settings, or {@code null} for the host's.
 * @param mounts host paths to show inside the task.
 * @param devices files under {@code /dev} that the task may use.
 */
public record TaskConfig(
        String id,
        String allocId,
        String namespace,
        String jobId,
        String jobName,
        String group,
        String taskName,
        JsonNode driverConfig,
        Map<String, String> env,
        Path allocDir,
        Path taskDir,
        Path localDir,
        Path secretsDir,
        Logs logs,
        String user,
        Resources resources,
        List<Port> ports,
        @Nullable String networkNamespace,
        @Nullable Dns dns,
        List<Mount> mounts,
        List<String> devices) {

    /** Copies the collections. */
    public TaskConfig {
        env = Map.copyOf(env);
        ports = List.copyOf(ports);
        mounts = List.copyOf(mounts);
        devices = List.copyOf(devices);
    }

    /**
     * Log collection: the driver side writes {@code <dir>/<stdoutName>.<n>} and {@code <dir>/<stderrName>.<n>}, {@code n}
     * rising from 0 for ever, and keeps the newest {@code maxFiles} of each.
     *
     * @param dir the allocation's logs directory.
     * @param stdoutName base name, {@code <task>.stdout}.
     * @param stderrName base name, {@code <task>.stderr}.
     * @param maxFiles files kept per stream.
     * @param maxFileSizeMb size at which a file is rotated, MiB.
     * @param disabled output is discarded.
     */
    public record Logs(
            Path dir, String stdoutName, String stderrName, int maxFiles, int maxFileSizeMb, boolean disabled) {}

    /**
     * Granted resources.
     *
     * @param cpuMhz granted MHz.
     * @param cpuShares relative weight for the kernel (equals MHz, at least 2).
     * @param memoryMb reserved memory, MiB.
     * @param memoryMaxMb upper limit with over-subscription, MiB; 0 when equal to {@code memoryMb}, -1 for no hard limit.
     * @param cores reserved core numbers, empty when none are reserved.
     * @param percentTicks {@code cpuMhz} divided by the node's usable MHz.
     */
    public record Resources(
            long cpuMhz, long cpuShares, long memoryMb, long memoryMaxMb, List<Integer> cores, double percentTicks) {
        /** Copies the cores. */
        public Resources {
            cores = List.copyOf(cores);
        }

        /** The hard limit in bytes, or -1 for none. */
        public long memoryLimitBytes() {
            return memoryMaxMb < 0 ? -1 : Math.max(memoryMb, memoryMaxMb) << 20;
        }
    }

    /**
     * One port.
     *
     * @param label the name in the job file.
     * @param hostPort the port on the host.
     * @param to the port inside the task's network, 0 when it equals {@code hostPort}.
     * @param hostIp the address it is bound to.
     */
    public record Port(String label, int hostPort, int to, String hostIp) {}

    /** Resolver settings. */
    public record Dns(List<String> servers, List<String> searches, List<String> options) {
        /** Copies the lists. */
        public Dns {
            servers = List.copyOf(servers);
            searches = List.copyOf(searches);
            options = List.copyOf(options);
        }
    }

    /** A host path shown inside the task. */
    public record Mount(String hostPath, String taskPath, boolean readOnly) {}
}
