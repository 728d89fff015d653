package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Rules of a task group. */
final class GroupRules {

    private final JsonObject job;
    private final JsonObject group;
    private final String jobType;
    private final ErrorList errors = new ErrorList();

    private GroupRules(final JsonObject job, final JsonObject group) {
        this.job = job;
        this.group = group;
        this.jobType = job.text("Type");
    }

    static ErrorList check(final JsonObject job, final JsonObject group) {
        final GroupRules rules = new GroupRules(job, group);
        rules.basics();
        rules.policies();
        rules.tasks();
        rules.volumes();
        rules.nested();
        return rules.errors;
    }

    private void basics() {
        final String name = group.text("Name");
        if (name.isEmpty()) {
            errors.add("Missing task group name");
        } else if (name.contains("\0")) {
            errors.add("Task group name contains null character");
        }
        if (group.number("Count") < 0) {
            errors.add("Task group count can't be negative");
        }
        if (group.count("Tasks") == 0) {
            errors.add("Missing tasks for task group");
        }
        final JsonObject disconnect = group.object("Disconnect");
        if (disconnect != null) {
            errors.addAll(PolicyRules.disconnect(disconnect, jobType));
        }
        if (!group.isNull("MaxRunDuration")) {
            if (group.number("MaxRunDuration") <= 0) {
                errors.add("MaxRunDuration must be greater than zero");
            }
            if (!jobType.equals("batch") && !jobType.equals("sysbatch")) {
                errors.add("Job type " + Quoted.of(jobType) + " does not allow max_run_duration");
            }
        }
        ConditionRules.constraints(group, errors);
        ConditionRules.affinities(group, jobType, errors);
    }

    private void policies() {
        final JsonObject restart = group.object("RestartPolicy");
        if (restart == null) {
            errors.add("Task Group " + group.text("Name") + " should have a restart policy");
        } else {
            errors.addAll(PolicyRules.restart(restart));
        }
        ConditionRules.spreads(group, jobType, errors);
        reschedule();
        final JsonObject disk = group.object("EphemeralDisk");
        if (disk == null) {
            errors.add("Task Group " + group.text("Name") + " should have an ephemeral disk object");
        } else if (disk.number("SizeMB") < 10) {
            errors.add("minimum DiskMB value is 10; got " + disk.number("SizeMB"));
        }
        final JsonObject update = group.object("Update");
        if (update != null) {
            if (!jobType.equals("service") && !jobType.equals("system")) {
                errors.add("Job type " + Quoted.of(jobType) + " does not allow update block");
            }
            errors.addAll(PolicyRules.update(update));
        }
        final JsonObject migrate = group.object("Migrate");
        if (migrate != null && jobType.equals("service")) {
            errors.addAll(PolicyRules.migrate(migrate));
        } else if (migrate != null) {
            errors.add("Job type " + Quoted.of(jobType) + " does not allow migrate block");
        }
    }

    private void reschedule() {
        final JsonObject reschedule = group.object("ReschedulePolicy");
        if (jobType.equals("system") || jobType.equals("sysbatch")) {
            if (reschedule != null) {
                errors.add("System or sysbatch jobs should not have a reschedule policy");
            }
        } else if (reschedule == null) {
            errors.add("Task Group " + group.text("Name") + " should have a reschedule policy");
        } else {
            errors.addAll(ReschedulePolicyRules.check(reschedule));
        }
    }

    private void tasks() {
        final Map<String, Integer> seen = new HashMap<>();
        final List<JsonObject> tasks = group.objects("Tasks");
        int leaders = 0;
        for (int i = 0; i < tasks.size(); i++) {
            final String name = tasks.get(i).text("Name");
            final Integer earlier = seen.get(name);
            if (name.isEmpty()) {
                errors.add("Task " + (i + 1) + " missing name");
            } else if (earlier != null) {
                errors.add("Task " + (i + 1) + " redefines '" + name + "' from task " + (earlier + 1));
            } else {
                seen.put(name, i);
            }
            leaders += tasks.get(i).flag("Leader") ? 1 : 0;
        }
        if (leaders > 1) {
            errors.add("Only one task may be marked as leader");
        }
    }

    private void volumes() {
        final JsonObject volumes = group.object("Volumes");
        if (volumes == null) {
            return;
        }
        final JsonObject update = group.object("Update");
        final long canaries = update == null ? 0 : update.number("Canary");
        for (final String name : new TreeSet<>(volumes.names())) {
            final JsonObject volume = volumes.object(name);
            if (volume != null) {
                errors.nest(
                        "Task group volume validation for " + name + " failed: ",
                        VolumeRules.request(volume, jobType, group.number("Count"), canaries));
            }
        }
    }

    private void nested() {
        errors.nest("Task group network validation failed: ", NetworkRules.check(group));
        errors.nest("Task group service validation failed: ", ServiceRules.ofGroup(group));
        errors.nest("Task group service check validation failed: ", ServiceRules.scriptChecks(group));
        final JsonObject scaling = group.object("Scaling");
        if (scaling != null) {
            errors.nest("Task group scaling policy validation failed: ", BatchRules.scaling(job, group, scaling));
        }
        for (final JsonObject task : group.objects("Tasks")) {
            errors.nest(
                    "Task " + task.text("Name") + " validation failed: ", new TaskRules(jobType, group, task).check());
        }
    }
}
