package io.drover.gateway.jobspec.admission;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.validate.ConnectBlocks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds the proxy tasks and ports that connect blocks of group services ask for. */
final class ConnectTasks {

    private static final String PROXY = "connect-proxy";
    private static final long SECOND = 1_000_000_000L;

    private final JsonObject job;
    private final JsonObject group;

    private ConnectTasks(final JsonObject job, final JsonObject group) {
        this.job = job;
        this.group = group;
    }

    static void apply(final JsonObject job) throws AdmissionException {
        for (final JsonObject group : job.objects("TaskGroups")) {
            if (group.count("Networks") > 0) {
                new ConnectTasks(job, group).apply();
            }
        }
    }

    private void apply() throws AdmissionException {
        for (final JsonObject service : group.objects("Services")) {
            final JsonObject sidecar = ConnectBlocks.sidecar(service);
            final JsonObject gateway = ConnectBlocks.gateway(service);
            if (sidecar != null) {
                sidecar(service, sidecar);
            } else if (ConnectBlocks.isNative(service)) {
                nameNativeTask(service);
            } else if (gateway != null) {
                gateway(service, gateway);
            }
        }
        ServerDefaults.network(network());
    }

    private JsonObject network() {
        return group.objects("Networks").get(0);
    }

    private void sidecar(final JsonObject service, final JsonObject sidecar) {
        service.put("Name", interpolated(service.text("Name")));
        final String name = service.text("Name");
        JsonObject task = taskOfKind(PROXY + ":" + name);
        if (task == null) {
            task = proxyTask(PROXY, service, false);
            task.put("Lifecycle", new JsonObject().put("Hook", "prestart").put("Sidecar", true));
            for (final JsonObject other : group.objects("Tasks")) {
                if (other.text("Name").equals(task.text("Name"))) {
                    task.put(
                            "Name",
                            task.text("Name") + "-"
                                    + CheckHash.of(task.text("Name")).substring(0, 6));
                    break;
                }
            }
            addTask(task);
        }
        mergeSidecarTask(service, task);
        ServerDefaults.applyToTask(job, group, task);
        injectPort(sidecar.text("Port").isEmpty() ? PROXY + "-" + name : sidecar.text("Port"));
    }

    private void addTask(final JsonObject task) {
        group.putIfNull("Tasks", new JsonArray());
        final JsonArray tasks = group.array("Tasks");
        if (tasks != null) {
            tasks.add(task);
        }
    }

    private @Nullable JsonObject taskOfKind(final String kind) {
        for (final JsonObject task : group.objects("Tasks")) {
            if (task.text("Kind").equals(kind)) {
                return task;
            }
        }
        return null;
    }

    private void nameNativeTask(final JsonObject service) throws AdmissionException {
        final List<JsonObject> tasks = group.objects("Tasks");
        final String name = service.text("TaskName");
        if (name.isEmpty() && tasks.size() != 1) {
            throw new AdmissionException("task for Consul Connect Native service " + group.text("Name") + "->"
                    + service.text("Name") + " is ambiguous and must be set");
        }
        for (final JsonObject task : tasks) {
            if (name.isEmpty() || task.text("Name").equals(name)) {
                task.put("Kind", "connect-native:" + service.text("Name"));
                service.put("TaskName", task.text("Name"));
                return;
            }
        }
        throw new AdmissionException("task " + name + " named by Consul Connect Native service " + group.text("Name")
                + "->" + service.text("Name") + " does not exist");
    }

    private void gateway(final JsonObject service, final JsonObject gateway) throws AdmissionException {
        service.put("Name", interpolated(service.text("Name")));
        final String name = service.text("Name");
        final String mode = network().text("Mode");
        GatewayProxies.complete(gateway, mode);
        final String prefix = GatewayProxies.prefix(gateway);
        if (prefix.equals("connect-terminating") && service.text("PortLabel").isEmpty()) {
            service.put("PortLabel", prefix + "-" + name);
            injectPort(prefix + "-" + name);
        }
        if (prefix.equals("connect-mesh")) {
            if (service.text("PortLabel").isEmpty()) {
                throw new AdmissionException("service.port must be set for mesh gateway service");
            }
            injectPort(prefix + "-" + name + "-lan");
        }
        if (taskOfKind(prefix + ":" + name) == null) {
            final JsonObject task = proxyTask(prefix, service, mode.equals("host"));
            if (GatewayProxies.hasCustomTls(gateway)) {
                ImplicitConstraints.add(
                        task, ImplicitConstraints.constraint("${attr.consul.version}", "semver", ">= 1.11.2"));
            }
            addTask(task);
            mergeSidecarTask(service, task);
            ServerDefaults.applyToTask(job, group, task);
        }
    }

    private JsonObject proxyTask(final String prefix, final JsonObject service, final boolean usesHostNetwork) {
        final String cluster = service.text("Cluster");
        final boolean isDefaultCluster = cluster.isEmpty() || cluster.equals("default");
        final JsonObject config = new JsonObject()
                .put("image", prefix.equals(PROXY) ? "${meta.connect.sidecar_image}" : "${meta.connect.gateway_image}")
                .put(
                        "args",
                        new JsonArray()
                                .add("-c")
                                .add("${NOMAD_SECRETS_DIR}/envoy_bootstrap.json")
                                .add("-l")
                                .add("${meta.connect.log_level}")
                                .add("--concurrency")
                                .add("${meta.connect.proxy_concurrency}")
                                .add("--disable-hot-restart"));
        if (usesHostNetwork) {
            config.put("network_mode", "host");
        }
        final JsonObject resources =
                ServerForm.unset("Resources").put("CPU", 250).put("MemoryMB", 128);
        final JsonObject logs = ServerForm.unset("LogConfig").put("MaxFiles", 2).put("MaxFileSizeMB", 2);
        final String name = service.text("Name");
        return ServerForm.unset("Task")
                .put("Name", prefix + "-" + name)
                .put("Kind", prefix + ":" + name)
                .put("Driver", guessedDriver())
                .put("Config", config)
                .put("ShutdownDelay", 5 * SECOND)
                .put("LogConfig", logs)
                .put("Resources", resources)
                .put(
                        "Constraints",
                        JsonArray.of(
                                ImplicitConstraints.consulConstraint(cluster),
                                ImplicitConstraints.constraint(
                                        isDefaultCluster
                                                ? "${attr.consul.grpc}"
                                                : "${attr.consul." + cluster + ".grpc}",
                                        ">",
                                        "0")));
    }

    private String guessedDriver() {
        boolean hasPodman = false;
        for (final JsonObject task : group.objects("Tasks")) {
            if (task.text("Driver").equals("docker")) {
                return "docker";
            }
            hasPodman |= task.text("Driver").equals("podman");
        }
        return hasPodman ? "podman" : "docker";
    }

    private void injectPort(final String label) {
        final JsonObject network = network();
        network.putIfNull("DynamicPorts", new JsonArray());
        final JsonArray ports = network.array("DynamicPorts");
        if (ports == null
                || ports.objects().stream().anyMatch(port -> port.text("Label").equals(label))) {
            return;
        }
        ports.add(new JsonObject().put("Label", label).put("To", -1));
    }

    private static void mergeSidecarTask(final JsonObject service, final JsonObject task) {
        final JsonObject connect = service.object("Connect");
        final JsonObject custom = connect == null ? null : connect.object("SidecarTask");
        if (custom == null) {
            return;
        }
        copyText(custom, task, "Name");
        final boolean changesDriver =
                !custom.text("Driver").isEmpty() && !custom.text("Driver").equals(task.text("Driver"));
        if (changesDriver) {
            task.put("Driver", custom.text("Driver")).put("Config", custom.value("Config"));
        } else {
            mergeMap(custom, task, "Config");
        }
        copyText(custom, task, "User");
        mergeMap(custom, task, "Env");
        mergeMap(custom, task, "Meta");
        mergeResources(custom.object("Resources"), task.object("Resources"));
        mergeLogs(custom.object("LogConfig"), task.object("LogConfig"));
        copyText(custom, task, "KillSignal");
        for (final String name : new String[] {"KillTimeout", "ShutdownDelay", "VolumeMounts", "Identities"}) {
            if (!custom.isNull(name)) {
                task.put(name, custom.value(name).copy());
            }
        }
    }

    private static void copyText(final JsonObject from, final JsonObject to, final String name) {
        if (!from.text(name).isEmpty()) {
            to.put(name, from.text(name));
        }
    }

    private static void mergeMap(final JsonObject from, final JsonObject to, final String name) {
        final JsonObject more = from.object(name);
        if (more == null) {
            return;
        }
        to.putIfNull(name, new JsonObject());
        final JsonObject merged = to.object(name);
        if (merged != null) {
            for (final Map.Entry<String, JsonValue> entry : more.entries()) {
                merged.put(entry.getKey(), entry.getValue());
            }
        }
    }

    private static void mergeResources(final @Nullable JsonObject from, final @Nullable JsonObject to) {
        if (from == null || to == null) {
            return;
        }
        for (final String name : new String[] {"CPU", "Cores", "MemoryMB", "MemoryMaxMB", "DiskMB", "SecretsMB"}) {
            if (from.number(name) != 0) {
                to.put(name, from.number(name));
            }
        }
        for (final String name : new String[] {"Networks", "Devices"}) {
            if (from.count(name) > 0) {
                to.put(name, from.value(name).copy());
            }
        }
    }

    private static void mergeLogs(final @Nullable JsonObject from, final @Nullable JsonObject to) {
        if (from == null || to == null) {
            return;
        }
        for (final String name : new String[] {"MaxFiles", "MaxFileSizeMB"}) {
            if (from.number(name) > 0) {
                to.put(name, from.number(name));
            }
        }
    }

    /** Fills in what is known of the environment at submission; service names become part of task names. */
    private String interpolated(final String name) {
        return name.replace("${NOMAD_JOB_NAME}", job.text("Name"))
                .replace("${NOMAD_JOB_ID}", job.text("ID"))
                .replace("${NOMAD_GROUP_NAME}", group.text("Name"))
                .replace("${NOMAD_NAMESPACE}", job.text("Namespace"))
                .replace("${NOMAD_REGION}", job.text("Region"));
    }
}
