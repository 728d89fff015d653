package io.drover.scheduler;

import io.drover.scheduler.fleet.NodeDraft;
import io.drover.scheduler.offheap.Mix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A node as a plain object, and what of it is in use. */
final class NodeModel {
    final int number;
    int row;
    String datacenter = "dc1";
    String nodeClass = "";
    String pool = "default";
    final Map<String, String> keys = new TreeMap<>();
    final Map<String, OracleVolumes.Plugin> plugins = new TreeMap<>();
    boolean driverHealthy = true;
    int cpu = 4_000;
    int memory = 8_192;
    int disk = 100_000;
    boolean ready = true;

    int cpuUsed;
    int memoryUsed;
    int diskUsed;
    final TreeSet<Integer> ports = new TreeSet<>();

    /** Volumes of storage plugins that the node has. */
    final TreeSet<String> mounted = new TreeSet<>();

    /** Volumes by name, with whether they can only be read. */
    final Map<String, Boolean> volumes = new TreeMap<>();

    final List<DeviceModel> devices = new ArrayList<>();
    final Set<String> devicesHeld = new HashSet<>();

    /** Memory nodes of cores, by core. */
    final TreeMap<Integer, Integer> cores = new TreeMap<>();

    final Map<Integer, Integer> coreMhz = new TreeMap<>();
    final Set<Integer> coresHeld = new HashSet<>();

    NodeModel(final int number) {
        this.number = number;
    }

    long idHigh() {
        return Mix.mix(number + 1L);
    }

    long idLow() {
        return Mix.mix(~number);
    }

    /** By their names, as the scheduler looks at them. */
    List<DeviceModel> sortedDevices() {
        return devices.stream()
                .sorted(Comparator.comparing(model -> model.vendor + '\0' + model.type + '\0' + model.name))
                .toList();
    }

    void draftTo(final NodeDraft draft) {
        draft.begin(idHigh(), idLow())
                .names(
                        TestCluster.text(datacenter),
                        TestCluster.text(nodeClass),
                        TestCluster.text(pool),
                        TestCluster.text("node-" + number))
                .cores(4)
                .capacity(cpu, memory, disk, 0, 0, 0)
                .driver(TestCluster.text("raw_exec"), true, driverHealthy)
                .network(
                        TestCluster.text("host"),
                        TestCluster.text("eth0"),
                        TestCluster.text("10.0." + number / 250 + "." + number % 250),
                        TestCluster.text("default"));
        volumes.forEach((name, readOnly) -> draft.hostVolume(TestCluster.text(name), readOnly));
        devices.forEach(model -> model.draftTo(draft));
        cores.forEach((core, numaNode) -> draft.core(core, numaNode, coreMhz.get(core)));
        plugins.forEach((name, plugin) -> {
            plugin.segments().forEach((key, value) -> draft.segment(TestCluster.text(key), TestCluster.text(value)));
            draft.storagePlugin(TestCluster.text(name), plugin.healthy(), plugin.most());
        });
        keys.forEach((key, value) -> {
            if (key.startsWith("attr.")) {
                draft.attribute(TestCluster.text(key.substring(5)), TestCluster.text(value));
            } else {
                draft.meta(TestCluster.text(key.substring(5)), TestCluster.text(value));
            }
        });
    }
}
