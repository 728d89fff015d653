package io.drover.scheduler;

import io.drover.sbe.jobspec.Operand;
import io.drover.scheduler.fleet.Fixed;
import io.drover.scheduler.offheap.Mix;
import io.drover.scheduler.rank.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler as one would write it down: every rule looks at one node, and every placement looks at all of them.
 */
final class Oracle {
    /** An allocation that stays: what counts for anti-affinity, distinct rules and spread. */
    record Use(int group, NodeModel node, boolean stays) {}

    record Choice(NodeModel node, long score, long sum, long boost) {}

    final List<NodeModel> nodes;
    final SpecBuilder spec;
    final List<Use> uses = new ArrayList<>();
    final OracleVolumes volumes;
    final boolean spreading;
    final long salt;

    Oracle(
            final List<NodeModel> nodes,
            final SpecBuilder spec,
            final OracleVolumes volumes,
            final boolean spreading,
            final long high,
            final long low) {
        this.nodes = nodes;
        this.spec = spec;
        this.volumes = volumes;
        this.spreading = spreading;
        salt = Mix.mix(high, low, 0);
    }

    /** Candidates, best first. */
    List<Choice> rank(final int group) {
        final List<NodeModel> feasible = nodes.stream()
                .filter(node -> inBase(node) && verdict(node, group) == null)
                .toList();
        final long lowest = lowestBoost(feasible, group);
        final List<Choice> choices = new ArrayList<>();
        for (final NodeModel node : feasible) {
            choices.add(score(node, group, lowest));
        }
        choices.sort(Comparator.comparingLong((Choice choice) -> -choice.score())
                .thenComparingLong(choice -> -choice.sum())
                .thenComparing(choice -> -tie(choice.node()), Comparator.naturalOrder()));
        return choices;
    }

    private long tie(final NodeModel node) {
        final long tie = Mix.mix(node.idHigh(), node.idLow(), salt);
        return tie;
    }

    Map<String, Integer> filtered(final int group, final boolean exhausted) {
        final Map<String, Integer> reasons = new TreeMap<>();
        for (final NodeModel node : nodes) {
            final String reason = inBase(node) ? verdict(node, group) : null;
            if (reason != null && isExhaustion(reason) == exhausted) {
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        return reasons;
    }

    long baseCount() {
        return nodes.stream().filter(this::inBase).count();
    }

    private static boolean isExhaustion(final String reason) {
        return List.of("cpu", "memory", "disk", "cores", "numa-cores").contains(reason)
                || reason.startsWith("network: ")
                || reason.startsWith("devices: ");
    }

    boolean inBase(final NodeModel node) {
        return node.ready
                && (spec.pool.equals("all") || node.pool.equals(spec.pool))
                && spec.datacenters.stream()
                        .anyMatch(glob ->
                                node.datacenter.matches(glob.replace(".", "\\.").replace("*", ".*")));
    }

    @Nullable
    String verdict(final NodeModel node, final int group) {
        final SpecBuilder.Group ask = spec.groups.get(group);
        for (final SpecBuilder.Criterion constraint : spec.constraints) {
            if (!holds(constraint, node)) {
                return text(constraint);
            }
        }
        if (!node.driverHealthy) {
            return "missing drivers";
        }
        for (final SpecBuilder.Criterion constraint : ask.constraints) {
            if (!holds(constraint, node)) {
                return text(constraint);
            }
        }
        if (!OraclePicks.hasDevices(node, ask)) {
            return "missing devices";
        }
        for (final SpecBuilder.Volume volume : ask.volumes) {
            if (!volume.access().isEmpty()) {
                continue;
            }
            final Boolean readOnly = node.volumes.get(volume.source());
            if (readOnly == null || readOnly && !volume.readOnly()) {
                return "missing compatible host volumes";
            }
        }
        final String unmounted = volumes.verdict(node, ask);
        if (unmounted != null) {
            return unmounted;
        }
        final String distinct = distinct(node, group);
        if (distinct != null) {
            return distinct;
        }
        for (final SpecBuilder.Port port : ask.ports) {
            if (port.isStatic() && node.ports.contains(port.value())) {
                return "network: reserved port collision " + port.label() + "=" + port.value();
            }
        }
        final String lack = OraclePicks.of(node, ask).lack();
        if (lack != null) {
            return lack;
        }
        if (node.cpuUsed + cpu(ask, node) > node.cpu) {
            return "cpu";
        }
        if (node.memoryUsed + memory(ask) > node.memory) {
            return "memory";
        }
        return node.diskUsed + ask.disk > node.disk ? "disk" : null;
    }

    private @Nullable String distinct(final NodeModel node, final int group) {
        final List<SpecBuilder.Criterion> all = new ArrayList<>(spec.constraints);
        final int jobCount = all.size();
        all.addAll(spec.groups.get(group).constraints);
        for (int i = 0; i < all.size(); i++) {
            final boolean ofJob = i < jobCount;
            if (all.get(i).operand() == Operand.DISTINCT_HOSTS
                    && uses.stream().anyMatch(use -> use.node() == node && (ofJob || use.group() == group))) {
                return "distinct_hosts";
            }
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).operand() == Operand.DISTINCT_PROPERTY) {
                final boolean ofJob = i < jobCount;
                final String attribute = all.get(i).left();
                final String value = value(attribute, node);
                if (value == null) {
                    return "missing property \"" + attribute + "\"";
                }
                final long used = uses.stream()
                        .filter(use -> (ofJob || use.group() == group)
                                && use.stays()
                                && value.equals(value(attribute, use.node())))
                        .count();
                if (used
                        >= Integer.parseInt(
                                all.get(i).right().isEmpty() ? "1" : all.get(i).right())) {
                    return "distinct_property: " + attribute + "=" + value + " used by " + used + " allocs";
                }
            }
        }
        return null;
    }

    static int cpu(final SpecBuilder.Group ask) {
        return ask.tasks.stream().mapToInt(SpecBuilder.Task::cpu).sum();
    }

    /** Reserved cores are worth what the node's are. */
    static int cpu(final SpecBuilder.Group ask, final NodeModel node) {
        return cpu(ask) + OraclePicks.of(node, ask).mhz();
    }

    static int memory(final SpecBuilder.Group ask) {
        return ask.tasks.stream().mapToInt(SpecBuilder.Task::memory).sum();
    }

    static @Nullable String value(final String target, final NodeModel node) {
        if (!target.startsWith("${")) {
            return target;
        }
        return switch (target) {
            case "${node.datacenter}" -> node.datacenter;
            case "${node.class}" -> node.nodeClass;
            case "${node.pool}" -> node.pool;
            case "${node.unique.name}" -> "node-" + node.number;
            default -> node.keys.get(target.substring(2, target.length() - 1));
        };
    }

    private static boolean holds(final SpecBuilder.Criterion criterion, final NodeModel node) {
        final String left = value(criterion.left(), node);
        final String right = value(criterion.right(), node);
        return switch (criterion.operand()) {
            case DISTINCT_HOSTS, DISTINCT_PROPERTY -> true;
            case EQUAL -> left != null && left.equals(right);
            case NOT_EQUAL -> !(left == null ? "" : left).equals(right);
            case IS_SET -> left != null;
            case IS_NOT_SET -> left == null;
            case GREATER -> left != null && right != null && Integer.parseInt(left) > Integer.parseInt(right);
            case SET_CONTAINS_ANY ->
                left != null
                        && right != null
                        && Arrays.stream(right.split(","))
                                .anyMatch(each -> List.of(left.split(",")).contains(each));
            case REGEXP -> left != null && right != null && left.contains(right);
            default -> throw new IllegalArgumentException(criterion.operand().name());
        };
    }

    private static String text(final SpecBuilder.Criterion criterion) {
        return criterion.left() + " " + criterion.operand().name().toLowerCase(java.util.Locale.ROOT) + " "
                + criterion.right();
    }

    private Choice score(final NodeModel node, final int group, final long lowest) {
        final SpecBuilder.Group ask = spec.groups.get(group);
        long sum = Scores.fitness(
                Fixed.fraction(node.cpu - node.cpuUsed - cpu(ask, node), Fixed.reciprocal(node.cpu)),
                Fixed.fraction(node.memory - node.memoryUsed - memory(ask), Fixed.reciprocal(node.memory)),
                spreading);
        int terms = 1;
        final int collisions = (int) uses.stream()
                .filter(use -> use.node() == node && use.group() == group)
                .count();
        if (collisions > 0) {
            sum += Scores.antiAffinity(collisions, ask.count);
            terms++;
        }
        if (!ask.affinities.isEmpty()) {
            long matching = 0;
            long all = 0;
            for (final SpecBuilder.Criterion affinity : ask.affinities) {
                all += Math.abs(affinity.weight());
                matching += holds(affinity, node) ? affinity.weight() : 0;
            }
            sum += Fixed.ratio(matching, all);
            terms++;
        }
        final int deviceWeights = ask.devices.stream()
                .flatMap(device -> device.affinities().stream())
                .mapToInt(affinity -> Math.abs(affinity.weight()))
                .sum();
        if (deviceWeights > 0) {
            sum += Fixed.ratio(OraclePicks.of(node, ask).matchedWeight(), deviceWeights);
            terms++;
        }
        final long boost = boost(node, group, lowest);
        return new Choice(node, Scores.mean(sum + boost, boost == 0 ? terms : terms + 1), sum, boost);
    }

    private long boost(final NodeModel node, final int group, final long lowest) {
        long total = 0;
        for (final SpecBuilder.Spread spread : spec.groups.get(group).spreads) {
            final Long boost = boost(spread, node, group);
            total += boost == null ? lowest : boost;
        }
        return total;
    }

    private long lowestBoost(final List<NodeModel> feasible, final int group) {
        long lowest = -Fixed.ONE;
        for (final NodeModel node : feasible) {
            for (final SpecBuilder.Spread spread : spec.groups.get(group).spreads) {
                final Long boost = boost(spread, node, group);
                if (!spread.values().isEmpty()
                        && boost != null
                        && value(spread.attribute(), node) != null
                        && desired(spread, node, group) > 0) {
                    lowest = Math.min(lowest, boost);
                }
            }
        }
        return lowest;
    }

    /** Null where the lowest boost of all applies. */
    private @Nullable Long boost(final SpecBuilder.Spread spread, final NodeModel node, final int group) {
        final String value = value(spread.attribute(), node);
        if (value == null) {
            return -Fixed.ONE;
        }
        final Map<String, Integer> counts = new HashMap<>();
        for (final Use use : uses) {
            final String used = value(spread.attribute(), use.node());
            if (use.group() == group && use.stays() && used != null) {
                counts.merge(used, 1, Integer::sum);
            }
        }
        final int count = counts.getOrDefault(value, 0);
        if (spread.values().isEmpty()) {
            final int least =
                    counts.values().stream().mapToInt(each -> each).min().orElse(-1);
            final int most =
                    counts.values().stream().mapToInt(each -> each).max().orElse(-1);
            return Scores.evenBoost(count, least, most);
        }
        final int desired = desired(spread, node, group);
        if (desired < 0) {
            return -Fixed.ONE;
        }
        final int weights = spec.groups.get(group).spreads.stream()
                .mapToInt(SpecBuilder.Spread::weight)
                .sum();
        return desired == 0 ? null : Long.valueOf(Scores.targetBoost(desired, count, spread.weight(), weights));
    }

    private int desired(final SpecBuilder.Spread spread, final NodeModel node, final int group) {
        final int total = spec.groups.get(group).count;
        final int at = spread.values().indexOf(value(spread.attribute(), node));
        if (at >= 0) {
            return spread.percents().get(at) * total;
        }
        final int sum = spread.percents().stream().mapToInt(each -> each).sum() * total;
        return sum > 0 && sum < 100 * total ? 100 * total - sum : -1;
    }
}
