package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rules of the networks and ports of a group and its tasks. */
final class NetworkRules {

    private static final int MAX_PORT = 0xffff;

    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, String> staticPorts = new HashMap<>();
    private final Set<String> cniKeys = new HashSet<>();
    private final ErrorList errors = new ErrorList();

    private NetworkRules() {}

    static ErrorList check(final JsonObject group) {
        final NetworkRules rules = new NetworkRules();
        group.objects("Networks").forEach(rules::groupNetwork);
        for (final JsonObject task : group.objects("Tasks")) {
            final JsonObject resources = task.object("Resources");
            if (resources != null) {
                resources.objects("Networks").forEach(network -> rules.taskNetwork(network, task.text("Name")));
            }
        }
        return rules.errors;
    }

    /** Returns the ports of a network, reserved ones first. */
    static List<JsonObject> ports(final JsonObject network) {
        final List<JsonObject> ports = new ArrayList<>(network.objects("ReservedPorts"));
        ports.addAll(network.objects("DynamicPorts"));
        return ports;
    }

    private void groupNetwork(final JsonObject network) {
        for (final JsonObject port : ports(network)) {
            final String label = port.text("Label");
            final String earlier = labels.putIfAbsent(label, "taskgroup network");
            if (earlier != null) {
                errors.add("Port label " + label + " already in use by " + earlier);
            }
            staticPort(port, "taskgroup network:" + label);
            mapping(port, label, network.text("Mode"));
        }
        cni(network);
        final String hostname = network.text("Hostname");
        if (!hostname.isEmpty() && !hostname.contains("${") && !isDomainName(hostname)) {
            errors.add("Hostname is not a valid DNS name");
        }
    }

    private void staticPort(final JsonObject port, final String owner) {
        final long value = port.number("Value");
        if (value == 0) {
            return;
        }
        final String hostNetwork = port.text("HostNetwork").isEmpty() ? "default" : port.text("HostNetwork");
        final String earlier = staticPorts.get(hostNetwork + ":" + value);
        if (earlier != null) {
            if (!port.flag("IgnoreCollision")) {
                errors.add("Static port " + value + " already reserved by " + earlier);
            }
        } else if (value > MAX_PORT) {
            errors.add("Port " + port.text("Label") + " (" + value + ") cannot be greater than " + MAX_PORT);
        } else {
            staticPorts.put(hostNetwork + ":" + value, owner);
        }
    }

    private void mapping(final JsonObject port, final String label, final String mode) {
        final long to = port.number("To");
        if (to < -1) {
            errors.add("Port " + Quoted.of(label) + " cannot be mapped to negative value " + to);
        } else if (to > MAX_PORT) {
            errors.add(
                    "Port " + Quoted.of(label) + " cannot be mapped to a port (" + to + ") greater than " + MAX_PORT);
        }
        if (port.flag("IgnoreCollision") && !mode.isEmpty() && !mode.equals("host")) {
            errors.add("Port " + Quoted.of(label) + " collision may not be ignored on non-host network mode "
                    + Quoted.of(mode));
        }
    }

    private void cni(final JsonObject network) {
        final JsonObject cni = network.object("CNI");
        final JsonObject arguments = cni == null ? null : cni.object("Args");
        if (arguments == null) {
            return;
        }
        for (final String key : new TreeSet<>(arguments.names())) {
            if (!cniKeys.add(key)) {
                errors.add("duplicate CNI arg " + Quoted.of(key));
            }
            if (key.contains(";")) {
                errors.add("invalid ';' character in CNI arg key " + Quoted.of(key));
            }
            if (arguments.text(key).contains(";")) {
                errors.add("invalid ';' character in CNI arg value " + Quoted.of(arguments.text(key)));
            }
        }
    }

    private static boolean isDomainName(final String name) {
        if (name.length() > 254) {
            return false;
        }
        final String withoutRoot = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        for (final String part : withoutRoot.split("\\.", -1)) {
            if (part.isEmpty() || part.length() > 63) {
                return name.equals(".");
            }
        }
        return true;
    }

    private void taskNetwork(final JsonObject network, final String task) {
        for (final JsonObject port : ports(network)) {
            final String label = port.text("Label");
            final String earlier = labels.get(label);
            if (earlier != null) {
                errors.add("Port label " + label + " already in use by " + earlier);
            }
            staticPort(port, task + ":" + label);
        }
    }

    /** Returns the labels that services of a task can refer to: those of the group's first network and the task's own. */
    static Set<String> portLabels(final JsonObject group, final JsonObject task) {
        final Set<String> labels = new HashSet<>();
        final List<JsonObject> networks = group.objects("Networks");
        if (!networks.isEmpty()) {
            ports(networks.get(0)).forEach(port -> labels.add(port.text("Label")));
        }
        final JsonObject resources = task.object("Resources");
        if (resources != null) {
            for (final JsonObject network : resources.objects("Networks")) {
                ports(network).forEach(port -> labels.add(port.text("Label")));
            }
        }
        return labels;
    }
}
