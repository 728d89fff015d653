package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules of service mesh blocks that need the whole group. Each returns its first complaint. */
public final class ConnectRules {

    private ConnectRules() {}

    static @Nullable String connectComplaint(final JsonObject job) {
        for (final JsonObject group : job.objects("TaskGroups")) {
            for (final JsonObject service : group.objects("Services")) {
                final String complaint = serviceComplaint(group, service);
                if (complaint != null) {
                    return complaint;
                }
            }
            final String complaint = upstreamComplaint(group);
            if (complaint != null) {
                return complaint;
            }
        }
        return null;
    }

    private static @Nullable String serviceComplaint(final JsonObject group, final JsonObject service) {
        if (ConnectBlocks.sidecar(service) != null) {
            final String complaint = networkModeComplaint(group, "connect sidecar", false);
            return complaint != null ? complaint : upperCaseComplaint(group.text("Name"), service.text("Name"));
        }
        if (ConnectBlocks.isNative(service)) {
            return nativeComplaint(group, service);
        }
        return ConnectBlocks.gateway(service) == null ? null : networkModeComplaint(group, "connect gateway", true);
    }

    private static @Nullable String upperCaseComplaint(final String group, final String service) {
        if (!service.equals(service.toLowerCase(Locale.ROOT))) {
            return "Consul Connect service name " + Quoted.of(service) + " in group " + Quoted.of(group)
                    + " must not contain uppercase characters";
        }
        if (!group.equals(group.toLowerCase(Locale.ROOT))) {
            return "Consul Connect group " + Quoted.of(group) + " with service " + Quoted.of(service)
                    + " must not contain uppercase characters";
        }
        return null;
    }

    private static @Nullable String nativeComplaint(final JsonObject group, final JsonObject service) {
        final List<JsonObject> tasks = group.objects("Tasks");
        final String name = service.text("TaskName");
        final String place = group.text("Name") + "->" + service.text("Name");
        if (name.isEmpty()) {
            return tasks.size() == 1
                    ? null
                    : "task for Consul Connect Native service " + place + " is ambiguous and must be set";
        }
        return tasks.stream().anyMatch(task -> task.text("Name").equals(name))
                ? null
                : "task " + name + " named by Consul Connect Native service " + place + " does not exist";
    }

    /** Returns what is wrong with the network of a group that takes part in a mesh, or null. */
    public static @Nullable String networkModeComplaint(
            final JsonObject group, final String prefix, final boolean allowsHost) {
        final List<JsonObject> networks = group.objects("Networks");
        if (networks.size() != 1) {
            return prefix + ": must have exactly one network for Consul Connect: group " + Quoted.of(group.text("Name"))
                    + " has " + networks.size() + " networks";
        }
        final String mode = networks.get(0).text("Mode");
        if (mode.equals("bridge") || (allowsHost && mode.equals("host")) || mode.startsWith("cni/")) {
            return null;
        }
        final String allowed = allowsHost ? "\"bridge\", \"host\", or \"cni/*\"" : "\"bridge\" or \"cni/*\"";
        return prefix + ": invalid network mode for Consul Connect: group " + Quoted.of(group.text("Name"))
                + " uses network mode " + Quoted.of(mode) + "; must be " + allowed;
    }

    private static @Nullable String upstreamComplaint(final JsonObject group) {
        final Map<String, String> listeners = new HashMap<>();
        int connectCount = 0;
        boolean hasTransparentProxy = false;
        for (final JsonObject service : group.objects("Services")) {
            connectCount += service.isNull("Connect") ? 0 : 1;
            final JsonObject proxy = ConnectBlocks.sidecarProxy(service);
            if (proxy == null) {
                continue;
            }
            for (final JsonObject upstream : proxy.objects("Upstreams")) {
                final String listener = listener(upstream);
                final String earlier = listeners.putIfAbsent(listener, service.text("Name"));
                if (earlier != null) {
                    return "Consul Connect services " + Quoted.of(service.text("Name")) + " and " + Quoted.of(earlier)
                            + " in group " + Quoted.of(group.text("Name")) + " using same address for upstreams ("
                            + listener + ")";
                }
            }
            final JsonObject transparent = proxy.object("TransparentProxy");
            if (transparent != null) {
                hasTransparentProxy = true;
                final String complaint = transparentProxyComplaint(group, transparent);
                if (complaint != null) {
                    return complaint;
                }
            }
        }
        return hasTransparentProxy && connectCount > 1
                ? "Consul Connect transparent proxy requires there is only one connect block"
                : null;
    }

    private static String listener(final JsonObject upstream) {
        final String socket = upstream.text("LocalBindSocketPath");
        if (!socket.isEmpty()) {
            return socket;
        }
        final String address = upstream.text("LocalBindAddress");
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + upstream.number("LocalBindPort");
    }

    private static @Nullable String transparentProxyComplaint(final JsonObject group, final JsonObject transparent) {
        for (final JsonObject network : group.objects("Networks")) {
            final JsonObject dns = network.object("DNS");
            final boolean hasDns =
                    dns != null && dns.count("Servers") + dns.count("Searches") + dns.count("Options") > 0;
            if (hasDns && !transparent.flag("NoDNS")) {
                return "Consul Connect transparent proxy cannot be used with network.dns unless no_dns=true";
            }
        }
        for (final String port : transparent.texts("ExcludeInboundPorts")) {
            if (!isPortNumber(port) && !isReservedPort(group, port)) {
                return "Consul Connect transparent proxy port " + Quoted.of(port)
                        + " must be numeric or one of network.port labels";
            }
        }
        return null;
    }

    private static boolean isPortNumber(final String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 0xffff;
    }

    private static boolean isReservedPort(final JsonObject group, final String label) {
        return group.objects("Networks").stream()
                .flatMap(network -> network.objects("ReservedPorts").stream())
                .anyMatch(port -> port.text("Label").equals(label));
    }

    static @Nullable String exposeComplaint(final JsonObject job) {
        for (final JsonObject group : job.objects("TaskGroups")) {
            final String complaint = exposeComplaintOfGroup(group);
            if (complaint != null) {
                return complaint;
            }
        }
        return null;
    }

    private static @Nullable String exposeComplaintOfGroup(final JsonObject group) {
        final boolean isExposing = group.objects("Services").stream()
                .flatMap(service -> service.objects("Checks").stream())
                .anyMatch(check -> check.flag("Expose"));
        if (isExposing) {
            final String complaint = networkModeComplaint(group, "connect expose check", false);
            if (complaint != null) {
                return complaint;
            }
        }
        for (final JsonObject service : group.objects("Services")) {
            for (final JsonObject check : service.objects("Checks")) {
                if (check.flag("Expose") && ConnectBlocks.sidecar(service) == null) {
                    return "exposed service check " + group.text("Name") + "->" + service.text("Name") + "->"
                            + check.text("Name") + " requires use of sidecar_proxy";
                }
            }
        }
        for (final JsonObject task : group.objects("Tasks")) {
            for (final JsonObject service : task.objects("Services")) {
                for (final JsonObject check : service.objects("Checks")) {
                    if (check.flag("Expose")) {
                        return "exposed service check " + group.text("Name") + "[" + task.text("Name") + "]->"
                                + service.text("Name") + "->" + check.text("Name") + " is not a task-group service";
                    }
                }
            }
        }
        return null;
    }
}
