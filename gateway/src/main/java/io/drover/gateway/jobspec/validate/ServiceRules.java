package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Rules of services, of groups and of tasks. */
final class ServiceRules {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]{0,61}[a-zA-Z0-9]");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]+\\}");
    private static final Set<String> ON_UPDATE = Set.of("", "ignore", "require_healthy", "ignore_warnings");
    private static final Set<String> FIXED_ADDRESS_MODES = Set.of("host", "driver", "alloc", "alloc_ipv6");
    private static final Set<String> KINDS =
            Set.of("", "api-gateway", "ingress-gateway", "mesh-gateway", "terminating-gateway");
    private static final Set<String> CHECKS_WITH_PORT = Set.of("grpc", "http", "tcp");

    private ServiceRules() {}

    static ErrorList ofGroup(final JsonObject group) {
        final ErrorList errors = new ErrorList();
        final Set<String> ids = new HashSet<>();
        final TreeSet<String> duplicates = new TreeSet<>();
        final Set<String> providers = new HashSet<>();
        final Set<String> tasks = new HashSet<>();
        for (final JsonObject task : group.objects("Tasks")) {
            final String name = task.text("Name");
            tasks.add(name);
            for (final JsonObject service : task.objects("Services")) {
                ownTask(service, name, errors);
                note(service, name, ids, duplicates);
                providers.add(service.text("Provider"));
            }
        }
        final List<JsonObject> services = group.objects("Services");
        for (int i = 0; i < services.size(); i++) {
            note(services.get(i), "group", ids, duplicates);
            providers.add(services.get(i).text("Provider"));
            groupService(services.get(i), i, tasks, errors);
        }
        if (!duplicates.isEmpty()) {
            errors.add("Services are not unique: [" + String.join(" ", duplicates) + "]");
        }
        if (providers.size() > 1) {
            errors.add("Multiple service providers used: task group services must use the same provider");
        }
        return errors;
    }

    private static void ownTask(final JsonObject service, final String task, final ErrorList errors) {
        final String named = service.text("TaskName");
        if (!named.isEmpty() && !named.equals(task)) {
            errors.add("Service " + service.text("Name")
                    + " is invalid: may only specify task the service belongs to, got " + Quoted.of(named));
        }
        for (final JsonObject check : service.objects("Checks")) {
            final String checked = check.text("TaskName");
            if (!checked.isEmpty() && !checked.equals(task)) {
                errors.add("Check " + check.text("Name")
                        + " is invalid: may only specify task the check belongs to, got " + Quoted.of(checked));
            }
        }
    }

    private static void note(
            final JsonObject service, final String owner, final Set<String> ids, final Set<String> duplicates) {
        final String port = service.text("PortLabel");
        final String id = owner + "->" + service.text("Name") + (port.isEmpty() ? "" : ":" + port);
        if (!ids.add(id)) {
            duplicates.add(id);
        }
    }

    private static void groupService(
            final JsonObject service, final int index, final Set<String> tasks, final ErrorList errors) {
        final ErrorList own = check(service);
        final String name = service.text("Name");
        if (!own.isEmpty()) {
            errors.nest("Service[" + index + "] " + name + " validation failed: ", own);
            return;
        }
        if (service.text("AddressMode").equals("driver")) {
            errors.add(
                    "service " + Quoted.of(name)
                            + " cannot use address_mode=\"driver\", only services defined in a \"task\" block can use this mode");
        }
        for (final JsonObject check : service.objects("Checks")) {
            final String task = check.text("TaskName");
            if (task.isEmpty()) {
                continue;
            }
            if (check.text("AddressMode").equals("driver")) {
                errors.add("Check " + Quoted.of(name) + " invalid: cannot use address_mode=\"driver\", only checks"
                        + " defined in a \"task\" service block can use this mode");
            }
            if (!tasks.contains(task)) {
                errors.add("Check " + check.text("Name") + " invalid: refers to non-existent task " + task);
            }
        }
    }

    static ErrorList scriptChecks(final JsonObject group) {
        final ErrorList errors = new ErrorList();
        for (final JsonObject service : group.objects("Services")) {
            if (!service.text("TaskName").isEmpty()) {
                continue;
            }
            for (final JsonObject check : service.objects("Checks")) {
                if (check.text("Type").equals("script")
                        && check.text("TaskName").isEmpty()) {
                    errors.add("Service [" + group.text("Name") + "]->" + service.text("Name") + " or Check "
                            + check.text("Name") + " must specify task parameter");
                }
            }
        }
        return errors;
    }

    /** Checks one service on its own. */
    static ErrorList check(final JsonObject service) {
        final ErrorList errors = new ErrorList();
        final String name = service.text("Name");
        if (!NAME.matcher(VARIABLE.matcher(name).replaceAll("ENV-VAR")).matches()) {
            errors.add(
                    "Service name must be valid per RFC 1123 and can contain only alphanumeric characters or dashes and"
                            + " must be no longer than 63 characters: " + Quoted.of(name));
        }
        final String mode = service.text("AddressMode");
        if (FIXED_ADDRESS_MODES.contains(mode)) {
            if (!service.text("Address").isEmpty()) {
                errors.add("Service address_mode must be \"auto\" if address is set");
            }
        } else if (!mode.isEmpty() && !mode.equals("auto")) {
            errors.add("Service address_mode must be \"auto\", \"host\", or \"driver\"; not " + Quoted.of(mode));
        }
        if (!ON_UPDATE.contains(service.text("OnUpdate"))) {
            errors.add("Service on_update must be \"require_healthy\", \"ignore_warnings\", or \"ignore\"; not "
                    + Quoted.of(service.text("OnUpdate")));
        }
        switch (service.text("Provider")) {
            case "consul" -> consul(service, errors);
            case "nomad" -> nomad(service, errors);
            default ->
                errors.add("Service provider must be \"consul\", or \"nomad\"; not "
                        + Quoted.of(service.text("Provider")));
        }
        final JsonObject identity = service.object("Identity");
        if (identity != null && identity.count("Audience") == 0) {
            errors.add("Service identity must provide at least one target aud value");
        }
        return errors;
    }

    private static boolean lacksPort(final JsonObject service, final JsonObject check, final ErrorList errors) {
        final boolean isLacking = service.text("PortLabel").isEmpty()
                && check.text("PortLabel").isEmpty()
                && CHECKS_WITH_PORT.contains(check.text("Type"));
        if (isLacking) {
            errors.add("Check " + check.text("Name")
                    + " invalid: check requires a port but neither check nor service "
                    + Quoted.of(service.text("Name")) + " have a port");
        }
        return isLacking;
    }

    private static void consul(final JsonObject service, final ErrorList errors) {
        final String name = service.text("Name");
        for (final JsonObject check : service.objects("Checks")) {
            if (lacksPort(service, check, errors)) {
                continue;
            }
            if (check.text("Type").equals("tcp") && ConnectBlocks.sidecar(service) != null) {
                errors.add("Check " + check.text("Name")
                        + " invalid: tcp checks are not valid for Connect enabled services");
                continue;
            }
            final String complaint = CheckRules.consulComplaint(check);
            if (complaint != null) {
                errors.add("Check " + check.text("Name") + " invalid: " + complaint);
            }
        }
        if (!KINDS.contains(service.text("Kind"))) {
            errors.add("Service " + name + " kind must be one of consul service kind or empty");
        }
        final JsonObject connect = service.object("Connect");
        if (connect != null) {
            final String complaint = ConnectBlockRules.complaint(connect);
            if (complaint != null) {
                errors.add(complaint);
            }
            if (connect.flag("Native") && service.text("TaskName").isEmpty()) {
                errors.add("Service " + name + " is Connect Native and requires setting the task");
            }
            if (connect.flag("Native") && service.text("PortLabel").isEmpty()) {
                errors.add("Service " + name + " is Connect Native and requires setting the port");
            }
        }
    }

    private static void nomad(final JsonObject service, final ErrorList errors) {
        for (final JsonObject check : service.objects("Checks")) {
            if (!lacksPort(service, check, errors)) {
                final String complaint = CheckRules.nomadComplaint(check);
                if (complaint != null) {
                    errors.add(complaint);
                }
            }
        }
        if (!service.isNull("Connect")) {
            errors.add("Service with provider nomad cannot include Connect blocks");
        }
    }

    /** Checks the services of a task: each on its own, their ports and what only groups may have. */
    static ErrorList ofTask(final JsonObject group, final JsonObject task) {
        final ErrorList errors = new ErrorList();
        final Map<String, Set<String>> usedPorts = new TreeMap<>();
        final Set<String> known = new HashSet<>();
        final List<JsonObject> services = task.objects("Services");
        for (int i = 0; i < services.size(); i++) {
            final JsonObject service = services.get(i);
            final String name = service.text("Name");
            errors.nest("service[" + i + "] " + Quoted.of(name) + " validation failed: ", check(service));
            groupOnlyMode(service, "service", name, errors);
            if (!known.add(name + service.text("PortLabel"))) {
                errors.add("service " + Quoted.of(name) + " is duplicate");
            }
            final String port = service.text("PortLabel");
            final boolean isDriverPort = service.text("AddressMode").equals("driver") && isNumber(port);
            if (!port.isEmpty() && !isDriverPort) {
                usedPorts.computeIfAbsent(port, unused -> new TreeSet<>()).add(name);
            }
            if (!service.isNull("Connect")) {
                errors.add("service " + Quoted.of(name)
                        + " cannot have \"connect\" block, only services defined in a \"group\" block can");
            }
            taskChecks(service, usedPorts, errors);
        }
        final Set<String> labels = NetworkRules.portLabels(group, task);
        usedPorts.forEach((port, users) -> {
            if (!labels.contains(port)) {
                errors.add("port label " + Quoted.of(port) + " referenced by services " + String.join(", ", users)
                        + " does not exist");
            }
        });
        return errors;
    }

    private static void groupOnlyMode(
            final JsonObject owner, final String what, final String name, final ErrorList errors) {
        final String mode = owner.text("AddressMode");
        if (mode.equals("alloc") || mode.equals("alloc_ipv6")) {
            final String defined = what.equals("service")
                    ? "services defined in a \"group\" block"
                    : "checks defined in a \"group\" service block";
            errors.add(what + " " + Quoted.of(name) + " cannot use address_mode=\"" + mode + "\", only " + defined
                    + " can use this mode");
        }
    }

    private static boolean isNumber(final String text) {
        return text.matches("[+-]?[0-9]{1,18}");
    }

    private static void taskChecks(
            final JsonObject service, final Map<String, Set<String>> usedPorts, final ErrorList errors) {
        final Set<String> known = new HashSet<>();
        for (final JsonObject check : service.objects("Checks")) {
            final String name = check.text("Name");
            if (!known.add(name)) {
                errors.add("check " + Quoted.of(name) + " is duplicate");
            }
            groupOnlyMode(check, "check", service.text("Name"), errors);
            if (!CHECKS_WITH_PORT.contains(check.text("Type"))) {
                continue;
            }
            final String own = check.text("PortLabel");
            final String port = own.isEmpty() ? service.text("PortLabel") : own;
            if (port.isEmpty()) {
                errors.add("check " + Quoted.of(name) + " is missing a port");
            } else if (!isNumber(port)) {
                usedPorts.computeIfAbsent(port, unused -> new TreeSet<>()).add(service.text("Name"));
            } else {
                numericPort(check, Long.parseLong(port), errors);
            }
        }
    }

    private static void numericPort(final JsonObject check, final long port, final ErrorList errors) {
        final String name = Quoted.of(check.text("Name"));
        if (!check.text("AddressMode").equals("driver")) {
            errors.add("check " + name + " cannot use a numeric port " + port
                    + " without setting address_mode=\"driver\"");
        } else if (port <= 0) {
            errors.add("check " + name + " has invalid numeric port " + port);
        }
    }

    /** Returns all services of a group and its tasks. */
    static List<JsonObject> all(final JsonObject group) {
        final List<JsonObject> services = new ArrayList<>(group.objects("Services"));
        group.objects("Tasks").forEach(task -> services.addAll(task.objects("Services")));
        return services;
    }
}
