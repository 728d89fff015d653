package io.drover.gateway.jobspec.admission;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.validate.ConnectBlocks;
import io.drover.gateway.jobspec.validate.ConnectRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the proxy paths through which checks marked {@code expose} reach a service inside its network namespace. */
final class ExposePaths {

    private final JsonObject group;

    private ExposePaths(final JsonObject group) {
        this.group = group;
    }

    static void apply(final JsonObject job) throws AdmissionException {
        for (final JsonObject group : job.objects("TaskGroups")) {
            new ExposePaths(group).apply();
        }
    }

    private void apply() throws AdmissionException {
        for (final JsonObject service : group.objects("Services")) {
            final JsonObject sidecar = ConnectBlocks.sidecar(service);
            final List<JsonObject> checks = service.objects("Checks");
            for (int i = 0; i < checks.size(); i++) {
                if (sidecar != null && checks.get(i).flag("Expose")) {
                    expose(service, sidecar, checks.get(i), i);
                }
            }
        }
    }

    private void expose(final JsonObject service, final JsonObject sidecar, final JsonObject check, final int index)
            throws AdmissionException {
        final String type = check.text("Type").toLowerCase(java.util.Locale.ROOT);
        final boolean isExposable = (type.equals("http") || type.equals("grpc"))
                && check.text("Path").startsWith("/");
        if (!isExposable) {
            return;
        }
        final @Nullable String complaint = ConnectRules.networkModeComplaint(group, "connect expose check", false);
        if (complaint != null) {
            throw new AdmissionException(complaint);
        }
        if (check.text("PortLabel").isEmpty()) {
            addPort(service, check, index);
        }
        final JsonObject path = new JsonObject()
                .put("Path", check.text("Path"))
                .put("Protocol", check.text("Protocol"))
                .put("LocalPathPort", localPort(service, check))
                .put("ListenerPort", check.text("PortLabel"));
        sidecar.putIfNull("Proxy", ServerForm.unset("ConsulProxy"));
        final JsonObject proxy = sidecar.object("Proxy");
        if (proxy == null) {
            return;
        }
        proxy.putIfNull("Expose", ServerForm.unset("ConsulExposeConfig"));
        final JsonObject config = proxy.object("Expose");
        if (config != null && !config.objects("Paths").contains(path)) {
            config.putIfNull("Paths", new JsonArray());
            final JsonArray paths = config.array("Paths");
            if (paths != null) {
                paths.add(path);
            }
        }
    }

    private void addPort(final JsonObject service, final JsonObject check, final int index) {
        final String suffix =
                CheckHash.of(service.text("Name") + "_" + index, check).substring(0, 6);
        final String label = "svc_" + service.text("Name") + "_ck_" + suffix;
        final JsonObject network = group.objects("Networks").get(0);
        network.putIfNull("DynamicPorts", new JsonArray());
        final JsonArray ports = network.array("DynamicPorts");
        if (ports != null) {
            ports.add(new JsonObject().put("Label", label).put("To", -1).put("HostNetwork", "default"));
        }
        check.put("PortLabel", label);
    }

    private long localPort(final JsonObject service, final JsonObject check) throws AdmissionException {
        final String label = service.text("PortLabel");
        for (final JsonObject network : group.objects("Networks")) {
            for (final JsonObject port : network.objects("ReservedPorts")) {
                if (port.text("Label").equals(label) && port.number("Value") > 0) {
                    return port.number("Value");
                }
            }
        }
        if (label.matches("[0-9]{1,6}") && Integer.parseInt(label) > 0) {
            return Integer.parseInt(label);
        }
        throw new AdmissionException("unable to determine local service port for service check " + group.text("Name")
                + "->" + service.text("Name") + "->" + check.text("Name"));
    }
}
