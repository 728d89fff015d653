package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of resources, devices and logs. */
final class ResourceRules {

    private static final long MIN_MEMORY_MB = 10;
    private static final long NO_MEMORY_LIMIT = -1;

    private ResourceRules() {}

    static ErrorList check(final JsonObject resources) {
        final ErrorList errors = new ErrorList();
        processor(resources, errors);
        final Set<String> devices = new HashSet<>();
        final List<JsonObject> requested = resources.objects("Devices");
        for (int i = 0; i < requested.size(); i++) {
            errors.nest("device " + (i + 1) + " failed validation: ", device(requested.get(i)));
            devices.add(requested.get(i).text("Name"));
        }
        final JsonObject numa = resources.object("NUMA");
        if (numa != null) {
            for (final String device : numa.texts("Devices")) {
                if (!devices.contains(device)) {
                    errors.add("numa device " + Quoted.of(device) + " not requested as task resource");
                }
            }
            if (!Set.of("none", "prefer", "require").contains(numa.text("Affinity"))) {
                errors.add("numa affinity must be one of none, prefer, or require");
            }
        }
        memory(resources, errors);
        return errors;
    }

    private static void processor(final JsonObject resources, final ErrorList errors) {
        final long cpu = resources.number("CPU");
        final long cores = resources.number("Cores");
        if (cores > 0 && cpu > 0) {
            errors.add("Task can only ask for 'cpu' or 'cores' resource, not both.");
        }
        if (cores < 0) {
            errors.add("cores value (" + cores + ") cannot be negative");
        }
        final ErrorList minimums = new ErrorList();
        if (cpu < 1 && cores == 0) {
            minimums.add("minimum CPU value is 1; got " + cpu);
        }
        if (resources.number("MemoryMB") < MIN_MEMORY_MB) {
            minimums.add("minimum MemoryMB value is " + MIN_MEMORY_MB + "; got " + resources.number("MemoryMB"));
        }
        errors.nest(minimums);
        if (resources.number("DiskMB") > 0) {
            errors.add("Task can't ask for disk resources, they have to be specified at the task group level.");
        }
    }

    private static ErrorList device(final JsonObject device) {
        final ErrorList errors = new ErrorList();
        if (device.text("Name").isEmpty()) {
            errors.add("device name must be given as one of the following: type, vendor/type, or vendor/type/name");
        }
        final List<JsonObject> constraints = device.objects("Constraints");
        for (int i = 0; i < constraints.size(); i++) {
            final String operand = constraints.get(i).text("Operand");
            final String prefix = "Constraint " + (i + 1) + " validation failed: ";
            if (operand.equals("distinct_hosts") || operand.equals("distinct_property")) {
                errors.add(prefix + "using unsupported operand " + Quoted.of(operand));
            } else {
                errors.nest(prefix, ConditionRules.constraint(constraints.get(i)));
            }
        }
        final List<JsonObject> affinities = device.objects("Affinities");
        for (int i = 0; i < affinities.size(); i++) {
            errors.nest("Affinity " + (i + 1) + " validation failed: ", ConditionRules.affinity(affinities.get(i)));
        }
        return errors;
    }

    private static void memory(final JsonObject resources, final ErrorList errors) {
        final long memory = resources.number("MemoryMB");
        final long max = resources.number("MemoryMaxMB");
        final long secrets = resources.number("SecretsMB");
        if (max != 0 && max != NO_MEMORY_LIMIT && max < memory) {
            errors.add("MemoryMaxMB value (" + max + ") should be larger than MemoryMB value (" + memory + ")");
        }
        if (secrets > memory) {
            errors.add("SecretsMB value (" + secrets + ") cannot be larger than MemoryMB value (" + memory + ")");
        }
        if (secrets < 0) {
            errors.add("SecretsMB value (" + secrets + ") cannot be negative");
        }
    }

    static ErrorList logs(final JsonObject logs, final @Nullable JsonObject disk) {
        final ErrorList errors = new ErrorList();
        final long files = logs.number("MaxFiles");
        final long size = logs.number("MaxFileSizeMB");
        if (files < 1) {
            errors.add("minimum number of files is 1; got " + files);
        }
        if (size < 1) {
            errors.add("minimum file size is 1MB; got " + size);
        }
        if (disk != null && disk.number("SizeMB") <= files * size) {
            errors.add("log storage (" + files * size + " MB) must be less than requested disk capacity ("
                    + disk.number("SizeMB") + " MB)");
        }
        return errors;
    }
}
