package io.drover.agent.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.dir.AllocDirectory;
import io.drover.agent.driver.DriverFingerprint.FsIsolation;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.env.Interpolation.UnknownVariableException;
import io.drover.agent.env.TaskEnvironment;
import io.drover.agent.env.TaskPaths;
import io.drover.agent.model.AssignedPort;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.GrantedDevice;
import io.drover.agent.model.NodeInfo;
import io.drover.agent.model.TaskGrant;
import io.drover.agent.spec.GroupSpec;
import io.drover.agent.spec.JsonFields;
import io.drover.agent.spec.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what a driver gets: the environment first, then the configuration that refers to it. */
final class TaskConfigs {
    /** The kernel refuses a smaller weight. */
    private static final long CPU_SHARES_MIN = 2;

    private TaskConfigs() {}

    static TaskEnvironment environment(
            final TaskContext context,
            final TaskSpec spec,
            final FsIsolation isolation,
            final Map<String, String> hookEnv) {
        final AllocDirectory.TaskDirectory task = context.directory().task(spec.name());
        final TaskPaths paths = isolation == FsIsolation.NONE
                ? new TaskPaths(
                        context.directory().shared().toString(),
                        task.local().toString(),
                        task.secrets().toString())
                : TaskPaths.ISOLATED;
        return TaskEnvironment.ofTask(
                context.node().get(),
                context.assignment().get(),
                context.group(),
                spec,
                paths,
                context.parentCgroup(),
                isolation == FsIsolation.IMAGE ? Map.of() : context.hostEnv(),
                hookEnv);
    }

    static TaskConfig config(
            final TaskContext context, final TaskSpec spec, final TaskEnvironment environment, final String taskId)
            throws UnknownVariableException {
        final Assignment assignment = context.assignment().get();
        final GroupSpec.Job job = context.group().job();
        final AllocDirectory.TaskDirectory task = context.directory().task(spec.name());
        final JsonNode driverConfig = environment.interpolation().config(spec.config());
        return new TaskConfig(
                taskId,
                assignment.allocId(),
                assignment.namespace(),
                job.id(),
                job.name(),
                context.group().name(),
                spec.name(),
                driverConfig,
                environment.variables(),
                context.directory().shared(),
                task.root(),
                task.local(),
                task.secrets(),
                new TaskConfig.Logs(
                        context.directory().logs(),
                        spec.name() + ".stdout",
                        spec.name() + ".stderr",
                        spec.logs().maxFiles(),
                        spec.logs().maxFileSizeMb(),
                        spec.logs().disabled()),
                environment.interpolation().text(spec.user()),
                resources(context, assignment.grant(spec.name())),
                ports(assignment.ports()),
                null,
                dns(context.group().dns()),
                VolumeMounts.of(context, spec, environment),
                devices(context.node().get(), assignment.grant(spec.name())));
    }

    private static TaskConfig.Resources resources(final TaskContext context, final TaskGrant grant) {
        final long usableMhz = context.node().get().usableCpuMhz();
        return new TaskConfig.Resources(
                grant.cpuMhz(),
                Math.max(CPU_SHARES_MIN, grant.cpuMhz()),
                grant.memoryMb(),
                grant.memoryMaxMb(),
                grant.cores(),
                usableMhz <= 0 ? 0 : (double) grant.cpuMhz() / usableMhz);
    }

    /** Files of the devices that the task has; those that have none are made known to it by their ids alone. */
    private static List<String> devices(final NodeInfo node, final TaskGrant grant) {
        final List<String> paths = new ArrayList<>();
        for (final GrantedDevice device : grant.devices()) {
            node.devices().stream()
                    .filter(group -> group.isNamed(device.vendor(), device.type(), device.name()))
                    .flatMap(group -> group.instances().stream())
                    .filter(instance -> instance.id().equals(device.id())
                            && !instance.hostPath().isEmpty())
                    .forEach(instance -> paths.add(instance.hostPath()));
        }
        return paths;
    }

    private static List<TaskConfig.Port> ports(final List<AssignedPort> ports) {
        final List<TaskConfig.Port> result = new ArrayList<>(ports.size());
        for (final AssignedPort port : ports) {
            result.add(new TaskConfig.Port(port.label(), port.value(), port.to(), port.hostIp()));
        }
        return result;
    }

    private static TaskConfig.@Nullable Dns dns(final JsonNode dns) {
        return dns.isObject()
                ? new TaskConfig.Dns(
                        JsonFields.strings(dns, "Servers"),
                        JsonFields.strings(dns, "Searches"),
                        JsonFields.strings(dns, "Options"))
                : null;
    }
}
