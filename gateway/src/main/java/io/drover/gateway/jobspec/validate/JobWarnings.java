package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is allowed but probably not meant. */
final class JobWarnings {

    private JobWarnings() {}

    static List<String> of(final JsonObject job) {
        final List<String> warnings = new ArrayList<>();
        boolean hasAutoPromote = false;
        boolean isAllAutoPromote = true;
        for (final JsonObject group : job.objects("TaskGroups")) {
            final ErrorList own = group(group);
            if (!own.isEmpty()) {
                warnings.add("Group " + Quoted.of(group.text("Name")) + " has warnings: " + own);
            }
            final JsonObject update = group.object("Update");
            if (update != null) {
                hasAutoPromote |= update.flag("AutoPromote");
                isAllAutoPromote &= update.number("Canary") == 0 || update.flag("AutoPromote");
            }
        }
        job.objects("TaskGroups").forEach(group -> shutdownDelays(group, warnings));
        if (hasAutoPromote && !isAllAutoPromote) {
            warnings.add("auto_promote must be true for all groups to enable automatic promotion");
        }
        final JsonObject periodic = job.object("Periodic");
        if (periodic != null && !periodic.text("Spec").isEmpty()) {
            warnings.add("cron is deprecated and may be removed in a future release. Use crons instead");
        }
        return warnings;
    }

    /** Returns warnings as one text: their number and a list, or nothing. */
    static String text(final List<String> warnings) {
        if (warnings.isEmpty()) {
            return "";
        }
        final StringBuilder text =
                new StringBuilder(warnings.size() == 1 ? "1 warning:\n" : warnings.size() + " warnings:\n");
        for (final String warning : warnings) {
            text.append("\n* ").append(warning.strip());
        }
        return text.toString();
    }

    private static ErrorList group(final JsonObject group) {
        final ErrorList warnings = new ErrorList();
        final JsonObject update = group.object("Update");
        final long count = group.number("Count");
        if (update != null && count > 1 && update.number("MaxParallel") > count) {
            warnings.add("Update max parallel count is greater than task group count (" + update.number("MaxParallel")
                    + " > " + count
                    + "). A destructive change would result in the simultaneous replacement of all allocations.");
        }
        final List<JsonObject> networks = group.objects("Networks");
        if (!networks.isEmpty() && networks.get(0).number("MBits") > 0) {
            warnings.add("mbits has been deprecated as of Nomad 0.12.0. Please remove mbits from the network block");
        }
        group.objects("Services").forEach(service -> service(service, warnings));
        for (final JsonObject task : group.objects("Tasks")) {
            final ErrorList own = task(task);
            if (!own.isEmpty()) {
                warnings.add("Task " + Quoted.of(task.text("Name")) + " has warnings: " + own);
            }
        }
        return warnings;
    }

    private static void service(final JsonObject service, final ErrorList warnings) {
        final JsonObject identity = service.object("Identity");
        if (identity != null) {
            warnings.addAll(IdentityRules.warnings(identity, "Service " + Quoted.of(service.text("Name")) + ": "));
        }
    }

    private static ErrorList task(final JsonObject task) {
        final ErrorList warnings = new ErrorList();
        final JsonObject resources = task.object("Resources");
        if (resources != null && resources.number("IOPS") != 0) {
            warnings.add("IOPS has been deprecated as of Nomad 0.9.0. Please remove IOPS from resource block.");
        }
        if (resources != null && resources.count("Networks") > 0) {
            warnings.add(
                    "task network resources have been deprecated as of Nomad 0.12.0. Please configure networking via"
                            + " group network block.");
        }
        final List<JsonObject> templates = task.objects("Templates");
        for (int i = 0; i < templates.size(); i++) {
            if (templates.get(i).number("VaultGrace") != 0) {
                warnings.add(
                        "Template[" + i + "] VaultGrace has been deprecated as of Nomad 0.11 and ignored since Vault"
                                + " 0.5. Please remove VaultGrace / vault_grace from template block.");
            }
        }
        task.objects("Services").forEach(service -> service(service, warnings));
        for (final JsonObject identity : task.objects("Identities")) {
            warnings.nest(IdentityRules.warnings(identity, "Identity[" + identity.text("Name") + "] "));
        }
        return warnings;
    }

    private static void shutdownDelays(final JsonObject group, final List<String> warnings) {
        final Set<String> referenced = new HashSet<>();
        boolean hasGroupService = false;
        for (final JsonObject service : group.objects("Services")) {
            final JsonObject connect = service.object("Connect");
            final JsonObject sidecarTask = connect == null ? null : connect.object("SidecarTask");
            if (!service.text("TaskName").isEmpty()) {
                referenced.add(service.text("TaskName"));
            } else if (sidecarTask == null) {
                hasGroupService = true;
            } else if (sidecarTask.isNull("ShutdownDelay")) {
                warnings.add(
                        "service " + Quoted.of(service.text("Name"))
                                + " defines a sidecar task in Consul Connect definition, but the task has no shutdown_delay set");
            }
        }
        final String groupName = Quoted.of(group.text("Name"));
        boolean hasTaskDelay = false;
        for (final JsonObject task : group.objects("Tasks")) {
            final boolean hasDelay = task.number("ShutdownDelay") > 0;
            final String name = Quoted.of(task.text("Name"));
            if (referenced.contains(task.text("Name")) && task.number("ShutdownDelay") == 0) {
                warnings.add("group " + groupName + " references task " + name
                        + " in a service definition, but the task has no shutdown_delay set");
            }
            hasTaskDelay |= hasDelay;
            if (!hasDelay && task.count("Services") > 0) {
                warnings.add(
                        "task " + name + " in group " + groupName + " defines services, but has no shutdown_delay set");
            }
        }
        if (hasGroupService && group.number("ShutdownDelay") <= 0 && !hasTaskDelay) {
            warnings.add("group " + groupName
                    + " defines services, but neither the group nor any of its tasks have shutdown_delay set");
        }
    }
}
