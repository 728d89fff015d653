package io.drover.agent.fingerprint;

import io.drover.agent.fingerprint.NodeResources.Core;
import io.drover.agent.fingerprint.NodeResources.Cpu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Cores, their speeds and memory nodes. The speed of a core is its nominal one, else its highest, else what it runs at now: a
 * virtual machine often tells only the last.
 */
final class CpuFingerprinter implements Fingerprinter {
    private static final String CPUS = "sys/devices/system/cpu/";
    private static final String NODES = "sys/devices/system/node/";
    private static final long KHZ_PER_MHZ = 1000;
    private static final long FALLBACK_MHZ = 1000;

    private final HostFiles files;
    private final FingerprintOptions options;

    CpuFingerprinter(final HostFiles files, final FingerprintOptions options) {
        this.files = files;
        this.options = options;
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public void fingerprint(final FingerprintBuilder found) {
        final List<Integer> nodes = nodes();
        final List<Core> cores = cores(nodes);
        final long sum = cores.stream().mapToLong(Core::mhz).sum();
        final long enabled = cores.stream()
                .filter(core -> !core.disabled())
                .mapToLong(Core::mhz)
                .sum();
        final long override = options.cpuTotalCompute();
        final long total = override > 0 ? override : sum;
        // The override also replaces what is usable; reservations do not reduce it.
        final long usable = override > 0 ? override : Math.max(0, enabled - options.reservedCpuMhz());
        final Cpu cpu = new Cpu(total, usable, override, options.reservedCpuMhz(), cores, nodes);

        found.cpu(cpu);
        found.attribute("cpu.modelname", modelName())
                .attribute("cpu.numcores", cores.size())
                .attribute("cpu.reservablecores", cpu.reservableCores().size())
                .attribute("cpu.totalcompute", total)
                .attribute("cpu.usablecompute", usable);
        addSpeeds(found, cores);
        addNodes(found, cores, nodes);
    }

    private static void addSpeeds(final FingerprintBuilder found, final List<Core> cores) {
        final List<Core> fast = cores.stream().filter(Core::performance).toList();
        final List<Core> slow =
                cores.stream().filter(core -> !core.performance()).toList();
        if (fast.isEmpty() || slow.isEmpty()) {
            found.attribute("cpu.frequency", mean(cores));
            return;
        }
        found.attribute("cpu.frequency.performance", mean(fast))
                .attribute("cpu.frequency.efficiency", mean(slow))
                .attribute("cpu.numcores.performance", fast.size())
                .attribute("cpu.numcores.efficiency", slow.size());
    }

    private static void addNodes(final FingerprintBuilder found, final List<Core> cores, final List<Integer> nodes) {
        found.attribute("numa.node.count", nodes.size());
        for (final int node : nodes) {
            found.attribute(
                    "numa.node" + node + ".cores",
                    CpuList.format(cores.stream()
                            .filter(core -> core.nodeId() == node)
                            .map(Core::id)
                            .toList()));
        }
    }

    private List<Integer> nodes() {
        final List<Integer> nodes = parse(NODES + "online");
        return nodes.isEmpty() ? List.of(0) : nodes;
    }

    private List<Core> cores(final List<Integer> nodes) {
        final Map<Integer, Integer> nodeOfCore = new HashMap<>();
        for (final int node : nodes) {
            parse(NODES + "node" + node + "/cpulist").forEach(core -> nodeOfCore.put(core, node));
        }
        final Map<Integer, Long> current = currentSpeeds();
        List<Integer> online = parse(CPUS + "online");
        if (online.isEmpty()) {
            online = current.isEmpty()
                    ? List.of(0)
                    : current.keySet().stream().sorted().toList();
        }
        final boolean hybrid = isHybrid(online);
        final List<Core> cores = new ArrayList<>();
        for (final int id : online) {
            final String dir = CPUS + "cpu" + id + "/";
            cores.add(new Core(
                    id,
                    (int) files.number(dir + "topology/physical_package_id").orElse(0),
                    nodeOfCore.getOrDefault(id, 0),
                    !hybrid || siblings(id) > 1,
                    options.reservedCores().contains(id),
                    baseMhz(dir),
                    files.number(dir + "cpufreq/cpuinfo_max_freq").orElse(0) / KHZ_PER_MHZ,
                    current.getOrDefault(id, FALLBACK_MHZ)));
        }
        return cores;
    }

    /** A hybrid processor has both cores with and cores without a second thread. */
    private boolean isHybrid(final List<Integer> online) {
        final long threaded = online.stream().filter(id -> siblings(id) > 1).count();
        return threaded > 0 && threaded < online.size();
    }

    private int siblings(final int id) {
        return parse(CPUS + "cpu" + id + "/topology/thread_siblings_list").size();
    }

    private long baseMhz(final String dir) {
        final OptionalLong base = files.number(dir + "cpufreq/base_frequency");
        return base.isPresent()
                ? base.getAsLong() / KHZ_PER_MHZ
                : files.number(dir + "acpi_cppc/nominal_freq").orElse(0);
    }

    private Map<Integer, Long> currentSpeeds() {
        final Map<Integer, Long> speeds = new HashMap<>();
        int processor = -1;
        for (final String line : files.lines("proc/cpuinfo")) {
            final String value = line.substring(line.indexOf(':') + 1).trim();
            // Some architectures use the same words for text; then the speed stays unknown.
            if (line.startsWith("processor") && value.matches("\\d{1,5}")) {
                processor = Integer.parseInt(value);
                speeds.put(processor, FALLBACK_MHZ);
            } else if (line.startsWith("cpu MHz") && value.matches("\\d{1,6}(\\.\\d+)?")) {
                speeds.put(processor, (long) Double.parseDouble(value));
            }
        }
        return speeds;
    }

    private String modelName() {
        for (final String line : files.lines("proc/cpuinfo")) {
            if (line.startsWith("model name")) {
                return line.substring(line.indexOf(':') + 1).trim();
            }
        }
        return "";
    }

    private List<Integer> parse(final String path) {
        try {
            return CpuList.parse(files.line(path));
        } catch (final IllegalArgumentException e) {
            return List.of();
        }
    }

    private static long mean(final List<Core> cores) {
        return Math.round(cores.stream().mapToLong(Core::mhz).average().orElse(0));
    }
}
