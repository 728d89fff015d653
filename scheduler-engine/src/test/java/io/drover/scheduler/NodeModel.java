package io.drover.scheduler;

import io.drover.scheduler.fleet.NodeDraft;
import io.drover.scheduler.offheap.Mix;
import java.util.Map;
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
    final TreeSet<String> volumes = new TreeSet<>();

    NodeModel(final int number) {
        this.number = number;
    }

    long idHigh() {
        return Mix.mix(number + 1L);
    }

    long idLow() {
        return Mix.mix(~number);
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
