package io.drover.scheduler;

import io.drover.sbe.common.NumaAffinity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which devices and cores an allocation of a group gets on a node, as one would write it down. Groups have one task here.
 */
final class OraclePicks {
    private static final int ANYWHERE = -1;

    /** What it gets, or what there is too little of. */
    record Picks(
            List<String> devices,
            List<Integer> cores,
            int mhz,
            int matchedWeight,
            @Nullable String lack) {}

    private final NodeModel node;
    private final SpecBuilder.Group ask;

    private OraclePicks(final NodeModel node, final SpecBuilder.Group ask) {
        this.node = node;
        this.ask = ask;
    }

    static Picks of(final NodeModel node, final SpecBuilder.Group ask) {
        return new OraclePicks(node, ask).pick();
    }

    /** Whether a node that nobody uses has all devices; several groups may give them together. */
    static boolean hasDevices(final NodeModel node, final SpecBuilder.Group ask) {
        final Map<DeviceModel, Integer> left = new HashMap<>();
        for (final DeviceModel model : node.devices) {
            left.put(model, (int) model.instances.stream()
                    .filter(DeviceModel.Instance::healthy)
                    .count());
        }
        for (final SpecBuilder.Device device : ask.devices) {
            int wanted = device.count();
            for (final DeviceModel model : node.sortedDevices()) {
                if (suits(model, device)) {
                    final int taken = Math.min(wanted, left.get(model));
                    left.merge(model, -taken, Integer::sum);
                    wanted -= taken;
                }
            }
            if (wanted > 0) {
                return false;
            }
        }
        return true;
    }

    private Picks pick() {
        final boolean requires = ask.numa == NumaAffinity.REQUIRE;
        final boolean prefers = ask.numa == NumaAffinity.PREFER;
        if (cores() > 0 && (requires || prefers)) {
            for (final int numaNode : node.cores.values()) {
                final Picks picks = picks(numaNode, numaNode);
                if (picks.lack() == null) {
                    return picks;
                }
            }
            for (final int numaNode : prefers ? node.cores.values() : List.<Integer>of()) {
                final Picks picks = picks(numaNode, ANYWHERE);
                if (picks.lack() == null) {
                    return picks;
                }
            }
            final Picks anywhere = prefers ? picksTogether() : picks(ANYWHERE, ANYWHERE);
            return requires && anywhere.lack() == null ? new Picks(List.of(), List.of(), 0, 0, "numa-cores") : anywhere;
        }
        return picks(ANYWHERE, ANYWHERE);
    }

    private int cores() {
        return ask.tasks.get(0).cores();
    }

    private Picks picks(final int coresNear, final int devicesNear) {
        final Set<String> devices = new LinkedHashSet<>();
        int matched = 0;
        for (final SpecBuilder.Device device : ask.devices) {
            DeviceModel best = null;
            for (final DeviceModel model : node.sortedDevices()) {
                if (suits(model, device)
                        && free(model, device, devices, devicesNear).size() >= device.count()
                        && (best == null || weight(model, device) > weight(best, device))) {
                    best = model;
                }
            }
            if (best == null) {
                return new Picks(List.of(), List.of(), 0, 0, "devices: no devices match request");
            }
            devices.addAll(free(best, device, devices, devicesNear).subList(0, device.count()));
            matched += weight(best, device);
        }
        final List<Integer> free = freeCores(coresNear);
        return free.size() < cores()
                ? new Picks(List.of(), List.of(), 0, 0, "cores")
                : picks(devices, free.subList(0, cores()), matched);
    }

    /** From as few memory nodes as it takes, beginning with that which has most free. */
    private Picks picksTogether() {
        final Picks picks = picks(ANYWHERE, ANYWHERE);
        if (picks.lack() != null) {
            return picks;
        }
        final List<Integer> cores = new ArrayList<>();
        while (cores.size() < cores()) {
            List<Integer> most = List.of();
            for (final int numaNode : new TreeSet<>(node.cores.values())) {
                final List<Integer> free = freeCores(numaNode);
                free.removeAll(cores);
                most = free.size() > most.size() ? free : most;
            }
            cores.addAll(most.subList(0, Math.min(most.size(), cores() - cores.size())));
        }
        return picks(new LinkedHashSet<>(picks.devices()), cores, picks.matchedWeight());
    }

    private Picks picks(final Set<String> devices, final List<Integer> cores, final int matched) {
        return new Picks(
                List.copyOf(devices),
                List.copyOf(cores),
                cores.stream().mapToInt(node.coreMhz::get).sum(),
                matched,
                null);
    }

    private List<Integer> freeCores(final int near) {
        final List<Integer> free = new ArrayList<>();
        new TreeMap<>(node.cores).forEach((core, numaNode) -> {
            if ((near == ANYWHERE || near == numaNode) && !node.coresHeld.contains(core)) {
                free.add(core);
            }
        });
        return free;
    }

    private List<String> free(
            final DeviceModel model, final SpecBuilder.Device device, final Set<String> picked, final int near) {
        final Set<String> taken = new HashSet<>(node.devicesHeld);
        taken.addAll(picked);
        return model.instances.stream()
                .filter(instance -> instance.healthy()
                        && (near == ANYWHERE || !device.near() || instance.numaNode() == near)
                        && admits(device, instance))
                .map(model::key)
                .filter(key -> !taken.contains(key))
                .toList();
    }

    private static boolean admits(final SpecBuilder.Device device, final DeviceModel.Instance instance) {
        return device.constraints().stream()
                .filter(constraint -> constraint.left().equals("${device.ids}"))
                .allMatch(constraint -> List.of(constraint.right().split(",")).contains(instance.id()));
    }

    private static boolean suits(final DeviceModel model, final SpecBuilder.Device device) {
        return model.isNamed(device.name())
                && device.constraints().stream().allMatch(constraint -> holds(constraint, model));
    }

    private static int weight(final DeviceModel model, final SpecBuilder.Device device) {
        return device.affinities().stream()
                .filter(affinity -> holds(affinity, model))
                .mapToInt(SpecBuilder.Criterion::weight)
                .sum();
    }

    /** The criteria that random jobs have. */
    private static boolean holds(final SpecBuilder.Criterion criterion, final DeviceModel model) {
        return switch (criterion.left()) {
            case "${device.attr.memory}" ->
                model.memoryMib >= 1_024 * Integer.parseInt(criterion.right().replace(" GiB", ""));
            case "${device.attr.model}" -> model.model.equals(criterion.right());
            case "${device.ids}" ->
                model.instances.stream()
                        .anyMatch(instance ->
                                List.of(criterion.right().split(",")).contains(instance.id()));
            default -> throw new IllegalArgumentException(criterion.left());
        };
    }
}
