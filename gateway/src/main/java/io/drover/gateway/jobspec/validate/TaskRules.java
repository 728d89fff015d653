package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.hcl.function.SlashPaths;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of a task. */
final class TaskRules {

    private static final Pattern ACTION_NAME = Pattern.compile("[^\\x00\\s]{1,128}");
    private static final Pattern SECRET_NAME = Pattern.compile("[a-zA-Z0-9_]{1,128}");

    private final String jobType;
    private final JsonObject group;
    private final JsonObject task;
    private final ErrorList errors = new ErrorList();

    TaskRules(final String jobType, final JsonObject group, final JsonObject task) {
        this.jobType = jobType;
        this.group = group;
        this.task = task;
    }

    ErrorList check() {
        names();
        times();
        resourcesAndLogs();
        conditions();
        errors.nest(ServiceRules.ofTask(group, task));
        artifacts();
        vault();
        templates();
        actions();
        payloadAndLifecycle();
        connectProxy();
        volumes();
        csiPlugin();
        identities();
        secrets();
        return errors;
    }

    private void names() {
        final String name = task.text("Name");
        if (name.isEmpty()) {
            errors.add("Missing task name");
        }
        if (name.equals("alloc")) {
            errors.add("Task cannot be named \"alloc\"");
        }
        if (name.contains("/") || name.contains("\\")) {
            errors.add("Task name cannot include slashes");
        } else if (name.contains("\0")) {
            errors.add("Task name cannot include null characters");
        }
        if (task.text("Driver").isEmpty()) {
            errors.add("Missing task driver");
        }
    }

    private void times() {
        final long killTimeout = task.number("KillTimeout");
        final JsonObject update = group.object("Update");
        final long deadline = update == null ? 0 : update.number("ProgressDeadline");
        if (killTimeout < 0) {
            errors.add("KillTimeout must be a positive value");
        } else if (jobType.equals("service") && deadline > 0 && killTimeout > deadline) {
            errors.add("KillTimout (" + GoDuration.format(killTimeout) + ") longer than the group's ProgressDeadline ("
                    + GoDuration.format(deadline) + ")");
        }
        if (task.number("ShutdownDelay") < 0) {
            errors.add("ShutdownDelay must be a positive value");
        }
    }

    private void resourcesAndLogs() {
        final JsonObject resources = task.object("Resources");
        if (resources == null) {
            errors.add("Missing task resources");
        } else {
            errors.nest(ResourceRules.check(resources));
        }
        final JsonObject logs = task.object("LogConfig");
        if (logs == null) {
            errors.add("Missing Log Config");
        } else {
            errors.nest(ResourceRules.logs(logs, group.object("EphemeralDisk")));
        }
    }

    private void conditions() {
        final List<JsonObject> constraints = task.objects("Constraints");
        for (int i = 0; i < constraints.size(); i++) {
            errors.nest(
                    "Constraint " + (i + 1) + " validation failed: ", ConditionRules.constraint(constraints.get(i)));
            final String operand = constraints.get(i).text("Operand");
            if (operand.equals("distinct_hosts") || operand.equals("distinct_property")) {
                errors.add("Constraint " + (i + 1) + " has disallowed Operand at task level: " + operand);
            }
        }
        ConditionRules.affinities(task, jobType, errors);
    }

    private void artifacts() {
        final List<JsonObject> artifacts = task.objects("Artifacts");
        for (int i = 0; i < artifacts.size(); i++) {
            errors.nest("Artifact " + (i + 1) + " validation failed: ", FileRules.artifact(artifacts.get(i)));
        }
    }

    private void vault() {
        final JsonObject vault = task.object("Vault");
        if (vault == null) {
            return;
        }
        final ErrorList own = new ErrorList();
        final String mode = vault.text("ChangeMode");
        if (mode.equals("signal")) {
            if (vault.text("ChangeSignal").isEmpty()) {
                own.add("Signal must be specified when using change mode \"signal\"");
            }
        } else if (!mode.equals("noop") && !mode.equals("restart")) {
            own.add("Unknown change mode " + Quoted.of(mode));
        }
        errors.nest("Vault validation failed: ", own);
    }

    private void templates() {
        final Map<String, Integer> destinations = new HashMap<>();
        final List<JsonObject> templates = task.objects("Templates");
        for (int i = 0; i < templates.size(); i++) {
            errors.nest("Template " + (i + 1) + " validation failed: ", FileRules.template(templates.get(i)));
            final Integer earlier = destinations.putIfAbsent(templates.get(i).text("DestPath"), i + 1);
            if (earlier != null) {
                errors.add("Template " + (i + 1) + " has same destination as " + earlier);
            }
        }
    }

    private void actions() {
        final Set<String> seen = new HashSet<>();
        final Set<String> told = new HashSet<>();
        for (final JsonObject action : task.objects("Actions")) {
            final String name = action.text("Name");
            final ErrorList own = new ErrorList();
            if (action.text("Command").isEmpty()) {
                own.add("command cannot be empty");
            }
            if (!ACTION_NAME.matcher(name).matches()) {
                own.add("invalid name '" + name + "'");
            }
            errors.nest("Action " + name + " validation failed: ", own);
            if (!seen.add(name) && told.add(name)) {
                errors.add("Action " + name + " defined multiple times");
            }
        }
    }

    private void payloadAndLifecycle() {
        final JsonObject payload = task.object("DispatchPayload");
        if (payload != null && FileRules.escapes("task/local/", payload.text("File"))) {
            errors.add("Dispatch Payload validation failed: destination escapes allocation directory");
        }
        final JsonObject lifecycle = task.object("Lifecycle");
        if (lifecycle != null) {
            final String hook = lifecycle.text("Hook");
            if (hook.isEmpty()) {
                errors.add("Lifecycle validation failed: no lifecycle hook provided");
            } else if (!Set.of("prestart", "poststart", "poststop").contains(hook)) {
                errors.add("Lifecycle validation failed: invalid hook: " + hook);
            }
        }
    }

    private void connectProxy() {
        final String kind = task.text("Kind");
        if (!kind.startsWith("connect-proxy:") || kind.length() == "connect-proxy:".length()) {
            return;
        }
        if (task.count("Services") > 0) {
            errors.add("Connect proxy task must not have a service block");
        }
        if (task.flag("Leader")) {
            errors.add("Connect proxy task must not have leader set");
        }
        final String wanted = kind.substring("connect-proxy:".length());
        final List<String> names = new ArrayList<>();
        for (final JsonObject service : group.objects("Services")) {
            if (ConnectBlocks.sidecar(service) != null) {
                names.add(service.text("Name"));
            }
        }
        if (names.isEmpty()) {
            errors.add("No Connect services in task group with Connect proxy (" + Quoted.of(wanted) + ")");
        } else if (!names.contains(wanted)) {
            errors.add("Connect proxy service name (" + Quoted.of(wanted)
                    + ") not found in Connect services from task group: [" + String.join(" ", names) + "]");
        }
    }

    private void volumes() {
        final JsonObject volumes = group.object("Volumes");
        final List<JsonObject> mounts = task.objects("VolumeMounts");
        for (int i = 0; i < mounts.size(); i++) {
            final String volume = mounts.get(i).text("Volume");
            if (volumes == null || !volumes.has(volume)) {
                errors.add("Volume Mount (" + i + ") references undefined volume " + volume);
            }
            final ErrorList own = VolumeRules.mount(mounts.get(i));
            if (!own.isEmpty()) {
                errors.add("Volume Mount (" + i + ") is invalid: \"" + own + "\"");
            }
        }
    }

    private void csiPlugin() {
        final JsonObject plugin = task.object("CSIPluginConfig");
        if (plugin == null) {
            return;
        }
        if (plugin.text("ID").isEmpty()) {
            errors.add("CSIPluginConfig must have a non-empty PluginID");
        }
        final String type = plugin.text("Type");
        if (!Set.of("node", "controller", "monolith").contains(type)) {
            errors.add("CSIPluginConfig PluginType must be one of 'node', 'controller', or 'monolith', got: \"" + type
                    + "\"");
        }
        final String base = plugin.text("StagePublishBaseDir");
        final String mount = plugin.text("MountDir");
        if (!base.isEmpty() && !mount.isEmpty() && isInside(mount, base)) {
            errors.add("CSIPluginConfig StagePublishBaseDir must not be a subdirectory of MountDir, got:"
                    + " StagePublishBaseDir=\"" + base + "\" MountDir=\"" + mount + "\"");
        }
    }

    private static boolean isInside(final String parent, final String child) {
        final String outer = SlashPaths.clean(parent);
        final String inner = SlashPaths.clean(child);
        return inner.equals(outer) || inner.startsWith(outer.endsWith("/") ? outer : outer + "/");
    }

    private void identities() {
        final JsonObject own = task.object("Identity");
        if (own != null) {
            errors.nest("Identity " + Quoted.of(own.text("Name")) + " is invalid: ", IdentityRules.check(own));
        }
        for (final JsonObject identity : task.objects("Identities")) {
            final String name = identity.text("Name");
            if (name.equals("default")) {
                errors.add("Duplicate default identities found");
            }
            errors.nest("Identity " + Quoted.of(name) + " is invalid: ", IdentityRules.check(identity));
        }
    }

    private void secrets() {
        final Set<String> seen = new HashSet<>();
        for (final JsonObject secret : task.objects("Secrets")) {
            final String name = secret.text("Name");
            if (!seen.add(name)) {
                errors.add("Duplicate secret " + Quoted.of(name) + " found");
            }
            if (secret.text("Provider").equals("vault") && task.isNull("Vault")) {
                errors.add("Secret " + Quoted.of(name) + " has provider \"vault\" but no vault block");
            }
            errors.nest("Secret " + Quoted.of(name) + " is invalid: ", secret(secret));
        }
    }

    private static ErrorList secret(final JsonObject secret) {
        final ErrorList errors = new ErrorList();
        final String provider = secret.text("Provider");
        if (secret.text("Name").isEmpty()) {
            errors.add("secret name cannot be empty");
        }
        if (!SECRET_NAME.matcher(secret.text("Name")).matches()) {
            errors.add("secret name must match regex ^[a-zA-Z0-9_]{1,128}$");
        }
        if (provider.isEmpty()) {
            errors.add("secret provider cannot be empty");
        }
        if (secret.text("Path").isEmpty()) {
            errors.add("secret path cannot be empty");
        }
        if (provider.equals("nomad") || provider.equals("vault")) {
            if (secret.count("Env") > 0) {
                errors.add(provider + " provider cannot use the env block");
            }
        } else if (secret.count("Config") > 0) {
            errors.add("custom plugin provider " + provider + " cannot use the config block");
        }
        return errors;
    }
}
