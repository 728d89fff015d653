package io.drover.gateway.jobspec.admission;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.validate.ConnectBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Adds the constraints that other blocks of a group imply, so that it is placed only where they can work. A constraint that the
 * job states itself takes precedence.
 */
public final class ImplicitConstraints {

    private static final String NOMAD_VERSION = "${attr.nomad.version}";
    private static final List<String> BRIDGE_PLUGINS =
            List.of("bridge", "firewall", "host-local", "loopback", "portmap");

    private final JsonObject group;
    private final SortedSet<String> secretProviders;

    private ImplicitConstraints(final JsonObject group, final SortedSet<String> secretProviders) {
        this.group = group;
        this.secretProviders = secretProviders;
    }

    /** Adds to all groups of a job in the stored form. */
    public static void apply(final JsonObject job) {
        final SortedSet<String> secretProviders = secretProviders(job);
        for (final JsonObject group : job.objects("TaskGroups")) {
            new ImplicitConstraints(group, secretProviders).apply();
        }
    }

    private void apply() {
        for (final JsonObject task : sortedByName(group.objects("Tasks"))) {
            final JsonObject vault = task.object("Vault");
            if (vault != null) {
                addUnlessTarget(group, vaultConstraint(vault.text("Cluster")));
            }
        }
        secrets();
        if (anyTask(ImplicitConstraints::usesNuma)) {
            addUnlessEqual(group, constraint(NOMAD_VERSION, "semver", ">= 1.6.3-dev"));
            addUnlessEqual(group, constraint("${attr.kernel.name}", "=", "linux"));
        }
        signals();
        services();
        networks();
        if (anyTask(task -> !task.isNull("Schedule"))) {
            addUnlessTarget(group, constraint(NOMAD_VERSION, "semver", ">= 1.8.0-dev"));
        }
    }

    private static List<JsonObject> sortedByName(final List<JsonObject> tasks) {
        final List<JsonObject> sorted = new ArrayList<>(tasks);
        sorted.sort((left, right) -> left.text("Name").compareTo(right.text("Name")));
        return sorted;
    }

    private static JsonObject vaultConstraint(final String cluster) {
        return cluster.isEmpty() || cluster.equals("default")
                ? constraint("${attr.vault.version}", "semver", ">= 0.6.1")
                : constraint("${attr.vault." + cluster + ".version}", "semver", ">= 1.11.0");
    }

    /** Every group needs the providers of all groups. */
    private static SortedSet<String> secretProviders(final JsonObject job) {
        final TreeSet<String> providers = new TreeSet<>();
        for (final JsonObject other : job.objects("TaskGroups")) {
            for (final JsonObject task : other.objects("Tasks")) {
                task.objects("Secrets").forEach(secret -> providers.add(secret.text("Provider")));
            }
        }
        return providers;
    }

    private void secrets() {
        for (final String provider : secretProviders) {
            addUnlessTarget(group, constraint("${attr.plugins.secrets." + provider + ".version}", "is_set", ""));
        }
    }

    private static boolean usesNuma(final JsonObject task) {
        final JsonObject resources = task.object("Resources");
        final JsonObject numa = resources == null ? null : resources.object("NUMA");
        return numa != null
                && !numa.text("Affinity").isEmpty()
                && !numa.text("Affinity").equals("none");
    }

    private void signals() {
        final TreeSet<String> signals = new TreeSet<>();
        for (final JsonObject task : group.objects("Tasks")) {
            final JsonObject vault = task.object("Vault");
            if (vault != null && vault.text("ChangeMode").equals("signal")) {
                signals.add(vault.text("ChangeSignal"));
            }
            if (!task.text("KillSignal").isEmpty()) {
                signals.add(task.text("KillSignal"));
            }
            for (final JsonObject template : task.objects("Templates")) {
                if (template.text("ChangeMode").equals("signal")) {
                    signals.add(template.text("ChangeSignal"));
                }
            }
        }
        if (!signals.isEmpty()) {
            addUnlessEqual(group, constraint("${attr.os.signals}", "set_contains", String.join(",", signals)));
        }
    }

    private void services() {
        final List<JsonObject> all = new ArrayList<>(group.objects("Services"));
        group.objects("Tasks").forEach(task -> all.addAll(task.objects("Services")));
        if (all.stream().anyMatch(ImplicitConstraints::isNomad)) {
            addUnlessEqual(group, constraint("${attr.nomad.service_discovery}", "=", "true"));
        }
        if (all.stream().anyMatch(service -> isNomad(service) && service.count("Checks") > 0)) {
            addUnlessEqual(group, constraint(NOMAD_VERSION, "semver", ">= 1.4.0"));
        }
        consulServices(group);
        group.objects("Tasks").forEach(ImplicitConstraints::consulServices);
    }

    private static boolean isNomad(final JsonObject service) {
        return service.text("Provider").equals("nomad");
    }

    private static void consulServices(final JsonObject owner) {
        for (final JsonObject service : owner.objects("Services")) {
            final String provider = service.text("Provider");
            if (provider.isEmpty() || provider.equals("consul")) {
                addUnlessTarget(owner, consulConstraint(service.text("Cluster")));
            }
        }
    }

    /** Returns the constraint on the version of a Consul cluster. */
    static JsonObject consulConstraint(final String cluster) {
        final String target = cluster.isEmpty() || cluster.equals("default")
                ? "${attr.consul.version}"
                : "${attr.consul." + cluster + ".version}";
        return constraint(target, "semver", ">= 1.8.0");
    }

    private void networks() {
        final boolean isBridge = group.objects("Networks").stream()
                .anyMatch(network -> network.text("Mode").equals("bridge"));
        if (isBridge) {
            for (final String plugin : BRIDGE_PLUGINS) {
                addUnlessTarget(group, constraint("${attr.plugins.cni.version." + plugin + "}", "semver", ">= 0.4.0"));
            }
        }
        if (group.objects("Services").stream().anyMatch(ConnectBlocks::hasTransparentProxy)) {
            addUnlessTarget(group, constraint("${attr.plugins.cni.version.consul-cni}", "semver", ">= 1.4.2"));
            addUnlessTarget(group, constraint(NOMAD_VERSION, "semver", ">= 1.8.0-dev"));
        }
    }

    private boolean anyTask(final Predicate<JsonObject> condition) {
        return group.objects("Tasks").stream().anyMatch(condition);
    }

    static JsonObject constraint(final String target, final String operand, final String value) {
        return new JsonObject().put("LTarget", target).put("RTarget", value).put("Operand", operand);
    }

    private static void addUnlessTarget(final JsonObject owner, final JsonObject constraint) {
        for (final JsonObject existing : owner.objects("Constraints")) {
            if (existing.text("LTarget").equals(constraint.text("LTarget"))) {
                return;
            }
        }
        add(owner, constraint);
    }

    private static void addUnlessEqual(final JsonObject owner, final JsonObject constraint) {
        if (!owner.objects("Constraints").contains(constraint)) {
            add(owner, constraint);
        }
    }

    /** Appends a constraint to a group or task. */
    static void add(final JsonObject owner, final JsonObject constraint) {
        owner.putIfNull("Constraints", new JsonArray());
        final JsonArray constraints = owner.array("Constraints");
        if (constraints != null) {
            constraints.add(constraint);
        }
    }
}
