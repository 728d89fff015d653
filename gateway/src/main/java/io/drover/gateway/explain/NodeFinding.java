package io.drover.gateway.explain;

import io.drover.sbe.snapshot.ExplainedNodeRowDecoder;
import io.drover.scheduler.feasible.Verdict;
import io.drover.scheduler.rank.NodeReport;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What speaks for and against one node.
 *
 * @param id of the node.
 * @param name of the node.
 * @param isInReach whether it is ready and in the job's pool and data centers.
 * @param obstacles what speaks against it, in the order of the checks, the first one with values; empty when it fits.
 * @param checks the same without values: what nodes have in common.
 * @param score what it would be chosen by, if it fits.
 * @param eviction who would give way, if it lacks nothing but room.
 */
record NodeFinding(
        UUID id,
        String name,
        boolean isInReach,
        List<String> obstacles,
        List<String> checks,
        NodeScore score,
        Eviction eviction) {

    static NodeFinding of(final ExplainedNodeRowDecoder row, final GroupAsk ask) {
        final UUID id = new UUID(row.nodeId().high(), row.nodeId().low());
        final int kind = row.kind();
        final int detail = row.detail();
        final long lacks = row.lacks();
        final long unmet = row.unmet();
        final Free free = new Free(row.cpuAskMhz(), row.cpuFreeMhz(), row.memoryFreeMb(), row.diskFreeMb());
        final NodeScore score =
                new NodeScore(row.score(), row.fitness(), row.antiAffinity(), row.affinity(), row.spread());
        final String name = row.name();
        final String found = row.found();
        final boolean isInReach = kind != NodeReport.NOT_READY && kind != NodeReport.ELSEWHERE;
        final List<String> obstacles = new ArrayList<>();
        final List<String> checks = new ArrayList<>();
        for (int i = 0; i < ask.constraints().size(); i++) {
            final boolean isFirst = kind == Verdict.CONSTRAINT && detail == i;
            if (isFirst || i < Long.SIZE && (unmet >>> i & 1) != 0) {
                final String check = ask.constraints().get(i);
                checks.add(check);
                obstacles.add(
                        isFirst ? check + (found.isEmpty() ? " (it has none)" : " (it is " + found + ")") : check);
            }
        }
        for (int other = 1; other < Long.SIZE; other++) {
            if (other != Verdict.CONSTRAINT && (lacks >>> other & 1) != 0) {
                final String check = check(other, ask);
                checks.add(check);
                obstacles.add(check + free.text(other, ask));
            }
        }
        return new NodeFinding(id, name, isInReach, List.copyOf(obstacles), List.copyOf(checks), score, new Eviction());
    }

    boolean fits() {
        return checks.isEmpty();
    }

    /** What the node has left. */
    private record Free(int cpuAskMhz, int cpuMhz, int memoryMb, int diskMb) {
        String text(final int kind, final GroupAsk ask) {
            return switch (kind) {
                case Verdict.CPU -> ": needs " + cpuAskMhz + " MHz, " + cpuMhz + " free";
                case Verdict.MEMORY -> ": needs " + ask.memoryMb() + " MB, " + memoryMb + " free";
                case Verdict.DISK -> ": needs " + ask.diskMb() + " MB, " + diskMb + " free";
                default -> "";
            };
        }
    }

    private static String check(final int kind, final GroupAsk ask) {
        return switch (kind) {
            case NodeReport.NOT_READY -> "node is not ready and eligible";
            case NodeReport.ELSEWHERE -> "node is in another pool or data center";
            case Verdict.MISSING_DRIVERS -> "driver " + String.join(", ", ask.drivers());
            case Verdict.MISSING_DEVICES -> "devices";
            case Verdict.MISSING_NETWORK -> "network mode";
            case Verdict.MISSING_HOST_NETWORK -> "host network of a port";
            case Verdict.MISSING_HOST_VOLUMES -> "host volumes";
            case Verdict.MISSING_CSI_VOLUMES -> "volumes of storage plugins";
            case Verdict.DISTINCT_HOSTS -> "distinct_hosts";
            case Verdict.DISTINCT_PROPERTY -> "distinct_property: the value is used up";
            case Verdict.MISSING_PROPERTY -> "distinct_property: the node has no value";
            case Verdict.CLASS_INELIGIBLE -> "computed class ineligible";
            case Verdict.RESERVED_PORT_COLLISION -> "reserved port is taken";
            case Verdict.NO_ADDRESS -> "no address for a port";
            case Verdict.DYNAMIC_PORTS -> "dynamic ports are used up";
            case Verdict.INVALID_PORT -> "invalid port";
            case Verdict.CORES -> "cores";
            case Verdict.NUMA_CORES -> "cores of one memory node";
            case Verdict.DEVICES -> "devices that suit are in use";
            case Verdict.NO_DEVICES -> "no devices";
            case Verdict.ZERO_DEVICES -> "no devices are asked for";
            case Verdict.MAX_ALLOCATIONS -> "most allocations of a node";
            case Verdict.CPU -> "cpu";
            case Verdict.MEMORY -> "memory";
            case Verdict.DISK -> "disk";
            default -> "check " + kind;
        };
    }
}
