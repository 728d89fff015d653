package io.drover.agent.env;

import io.drover.agent.device.DeviceFingerprinter;
import io.drover.agent.device.DeviceGroup;
import io.drover.agent.model.AssignedPort;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.GrantedDevice;
import io.drover.agent.model.NodeInfo;
import io.drover.agent.model.TaskGrant;
import io.drover.agent.spec.GroupSpec;
import io.drover.agent.spec.TaskSpec;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The variables that a task starts with. Later parts win over earlier ones, except that the host's environment only fills
 * gaps:
 *
 * <pre>
 *   directories, limits, identity, ports, meta  ◄  host (gaps)  ◄  the task's own, interpolated  ◄  hooks
 * </pre>
 */
public final class TaskEnvironment {
    private static final String[] CLEANED_PREFIXES = {
        "NOMAD_ADDR_", "NOMAD_IP_", "NOMAD_PORT_", "NOMAD_HOST_PORT_", "NOMAD_META_"
    };

    private final NavigableMap<String, String> variables;
    private final Interpolation interpolation;

    private TaskEnvironment(final NavigableMap<String, String> variables, final Interpolation interpolation) {
        this.variables = Collections.unmodifiableNavigableMap(variables);
        this.interpolation = interpolation;
    }

    /** Everything that the process gets. */
    public NavigableMap<String, String> variables() {
        return variables;
    }

    /** Replaces names in what the job says about this task. */
    public Interpolation interpolation() {
        return interpolation;
    }

    /** What the services of a group see: nothing that belongs to one task. */
    public static TaskEnvironment ofGroup(
            final NodeInfo node, final Assignment assignment, final GroupSpec group, final String parentCgroup) {
        final NavigableMap<String, String> env = new TreeMap<>();
        addIdentity(env, node, assignment, group, parentCgroup);
        addPorts(env, assignment);
        final NavigableMap<String, String> cleaned = cleaned(env);
        return new TaskEnvironment(cleaned, Interpolation.ofNode(node).with(cleaned));
    }

    /**
     * The environment of one task.
     *
     * @param hostEnv variables of the host that the driver passes on; empty when it does not.
     * @param hookEnv variables that hooks made.
     */
    public static TaskEnvironment ofTask(
            final NodeInfo node,
            final Assignment assignment,
            final GroupSpec group,
            final TaskSpec task,
            final TaskPaths paths,
            final String parentCgroup,
            final Map<String, String> hostEnv,
            final Map<String, String> hookEnv) {
        final NavigableMap<String, String> env = new TreeMap<>();
        env.put("NOMAD_ALLOC_DIR", paths.allocDir());
        env.put("NOMAD_TASK_DIR", paths.taskDir());
        env.put("NOMAD_SECRETS_DIR", paths.secretsDir());
        env.put("NOMAD_TASK_NAME", task.name());
        addLimits(env, assignment.grant(task.name()));
        addIdentity(env, node, assignment, group, parentCgroup);
        addPorts(env, assignment);
        addDevices(env, node, assignment.grant(task.name()));
        task.meta().forEach((key, value) -> {
            env.put("NOMAD_META_" + key, value);
            env.put("NOMAD_META_" + key.toUpperCase(Locale.ROOT), value);
        });
        hostEnv.forEach(env::putIfAbsent);
        final Interpolation base = Interpolation.ofNode(node);
        for (final Map.Entry<String, String> variable : task.env().entrySet()) {
            env.put(variable.getKey(), base.with(env).text(variable.getValue()));
        }
        env.putAll(hookEnv);
        final NavigableMap<String, String> cleaned = cleaned(env);
        return new TaskEnvironment(cleaned, base.with(cleaned));
    }

    private static void addLimits(final Map<String, String> env, final TaskGrant grant) {
        if (grant.cpuMhz() != 0) {
            env.put("NOMAD_CPU_LIMIT", Long.toString(grant.cpuMhz()));
        }
        if (grant.memoryMb() != 0) {
            env.put("NOMAD_MEMORY_LIMIT", Long.toString(grant.memoryMb()));
        }
        if (grant.memoryMaxMb() > 0) {
            env.put("NOMAD_MEMORY_MAX_LIMIT", Long.toString(grant.memoryMaxMb()));
        }
        // The reference sets the variable also without reserved cores, to one blank; scripts that test for it rely on
        // that.
        env.put(
                "NOMAD_CPU_CORES",
                grant.cores().isEmpty()
                        ? " "
                        : grant.cores().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    private static void addIdentity(
            final Map<String, String> env,
            final NodeInfo node,
            final Assignment assignment,
            final GroupSpec group,
            final String parentCgroup) {
        final GroupSpec.Job job = group.job();
        env.put("NOMAD_ALLOC_ID", assignment.allocId());
        env.put("NOMAD_SHORT_ALLOC_ID", assignment.shortId());
        env.put("NOMAD_ALLOC_NAME", assignment.name());
        env.put("NOMAD_ALLOC_INDEX", assignment.index());
        env.put("NOMAD_GROUP_NAME", group.name());
        env.put("NOMAD_JOB_ID", job.id());
        env.put("NOMAD_JOB_NAME", job.name());
        if (!job.parentId().isEmpty()) {
            env.put("NOMAD_JOB_PARENT_ID", job.parentId());
        }
        env.put("NOMAD_DC", node.datacenter());
        env.put("NOMAD_REGION", node.region());
        env.put("NOMAD_NAMESPACE", assignment.namespace());
        if (!parentCgroup.isEmpty()) {
            env.put("NOMAD_PARENT_CGROUP", parentCgroup);
        }
    }

    private static void addPorts(final Map<String, String> env, final Assignment assignment) {
        for (final AssignedPort port : assignment.ports()) {
            final String label = port.label();
            final String value = Integer.toString(port.value());
            final String inside = Integer.toString(port.insidePort());
            final String host = port.hostIp();
            final String address = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + value;
            env.put("NOMAD_ADDR_" + label, address);
            env.put("NOMAD_HOST_ADDR_" + label, address);
            env.put("NOMAD_IP_" + label, host);
            env.put("NOMAD_HOST_IP_" + label, host);
            env.put("NOMAD_PORT_" + label, inside);
            env.put("NOMAD_ALLOC_PORT_" + label, inside);
            env.put("NOMAD_HOST_PORT_" + label, value);
        }
    }

    /** Tells which instances the task has, under the name that programs for such devices look for. */
    private static void addDevices(final Map<String, String> env, final NodeInfo node, final TaskGrant grant) {
        for (final GrantedDevice device : grant.devices()) {
            final String name = node.devices().stream()
                    .filter(group -> group.isNamed(device.vendor(), device.type(), device.name()))
                    .map(DeviceGroup::envName)
                    .findFirst()
                    .orElseGet(() -> DeviceFingerprinter.envName(device.vendor()));
            env.merge(name, device.id(), (before, id) -> before + "," + id);
        }
    }

    private static NavigableMap<String, String> cleaned(final NavigableMap<String, String> env) {
        final NavigableMap<String, String> result = new TreeMap<>();
        env.forEach((key, value) -> result.put(cleaned(key), value));
        return result;
    }

    private static String cleaned(final String key) {
        for (final String prefix : CLEANED_PREFIXES) {
            if (key.startsWith(prefix)) {
                final StringBuilder name = new StringBuilder(key);
                for (int i = 0; i < name.length(); i++) {
                    if (!isNameCharacter(name.charAt(i))) {
                        name.setCharAt(i, '_');
                    }
                }
                return name.toString();
            }
        }
        return key;
    }

    private static boolean isNameCharacter(final char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.';
    }
}
