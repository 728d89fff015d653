package io.drover.tools.agent;

import io.drover.agent.NodeAgent;
import io.drover.agent.NodeUsage;
import io.drover.agent.api.ClientRequest;
import io.drover.agent.fingerprint.NodeResources;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.metric.Metric;
import io.drover.gateway.metric.MetricSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** The node in this process: its allocations and tasks, what is granted and what is left, and the host. */
final class NodeMetrics implements MetricSource {
    private static final byte[] NO_BODY = {};

    private final NodeAgent agent;
    private final NodeResources resources;
    private final Map<String, String> labels;

    /**
     * Measures a node.
     *
     * @param labels what names the node.
     */
    NodeMetrics(final NodeAgent agent, final NodeResources resources, final Map<String, String> labels) {
        this.agent = agent;
        this.resources = resources;
        this.labels = Map.copyOf(labels);
    }

    @Override
    public CompletableFuture<List<Metric>> collect() {
        // Asks the node's event thread and reads files: not a matter for the thread that serves requests.
        return CompletableFuture.supplyAsync(() -> {
            try {
                final List<Metric> metrics = new ArrayList<>();
                addUsage(metrics, agent.usage());
                addHost(metrics);
                return metrics;
            } catch (final IOException ex) {
                throw new UncheckedIOException(ex);
            }
        });
    }

    private void addUsage(final List<Metric> metrics, final NodeUsage usage) {
        add(metrics, "allocations.migrating", 0);
        add(metrics, "allocations.blocked", 0);
        add(metrics, "allocations.pending", usage.pending());
        add(metrics, "allocations.running", usage.running());
        add(metrics, "allocations.terminal", usage.terminal());
        add(metrics, "tasks.pending", usage.tasksPending());
        add(metrics, "tasks.running", usage.tasksRunning());
        add(metrics, "tasks.dead", usage.tasksDead());
        add(metrics, "allocated.cpu", usage.cpuMhz());
        add(metrics, "allocated.memory", usage.memoryMb());
        add(metrics, "allocated.max_memory", usage.memoryMaxMb());
        add(metrics, "allocated.disk", usage.diskMb());
        add(metrics, "unallocated.cpu", resources.cpu().usableMhz() - usage.cpuMhz());
        add(metrics, "unallocated.memory", resources.memoryMb() - usage.memoryMb());
        add(metrics, "unallocated.disk", resources.diskMb() - usage.diskMb());
    }

    private void addHost(final List<Metric> metrics) throws IOException {
        final JsonObject stats = stats();
        add(metrics, "uptime", number(stats, "Uptime"));
        final JsonObject memory = stats.object("Memory");
        if (memory != null) {
            add(metrics, "host.memory.available", number(memory, "Available"));
            add(metrics, "host.memory.free", number(memory, "Free"));
            add(metrics, "host.memory.total", number(memory, "Total"));
            add(metrics, "host.memory.used", number(memory, "Used"));
        }
        for (final JsonObject core : stats.objects("CPU")) {
            final Map<String, String> named = with("cpu", core.text("CPU"));
            metrics.add(Metric.gauge("client.host.cpu.idle", number(core, "Idle"), named));
            metrics.add(Metric.gauge("client.host.cpu.system", number(core, "System"), named));
            metrics.add(Metric.gauge("client.host.cpu.total_percent", number(core, "TotalPercent"), named));
            metrics.add(Metric.gauge("client.host.cpu.total_ticks", number(core, "TotalTicks"), named));
            metrics.add(Metric.gauge("client.host.cpu.user", number(core, "User"), named));
        }
        for (final JsonObject disk : stats.objects("DiskStats")) {
            final Map<String, String> named = with("disk", disk.text("Device"));
            metrics.add(Metric.gauge("client.host.disk.available", number(disk, "Available"), named));
            metrics.add(Metric.gauge("client.host.disk.size", number(disk, "Size"), named));
            metrics.add(Metric.gauge("client.host.disk.used", number(disk, "Used"), named));
            metrics.add(Metric.gauge("client.host.disk.used_percent", number(disk, "UsedPercent"), named));
            metrics.add(Metric.gauge("client.host.disk.inodes_percent", number(disk, "InodesUsedPercent"), named));
        }
    }

    private JsonObject stats() throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            agent.api()
                    .handle(ClientRequest.of("GET", "/v1/client/stats", NO_BODY))
                    .body()
                    .writeTo(bytes);
            return JsonParser.parse(bytes.toByteArray()) instanceof JsonObject object ? object : new JsonObject();
        } catch (final JsonSyntaxException ex) {
            throw new IOException("the node's figures are no JSON", ex);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", ex);
        }
    }

    private void add(final List<Metric> metrics, final String name, final long value) {
        metrics.add(Metric.gauge("client." + name, value, labels));
    }

    private void add(final List<Metric> metrics, final String name, final double value) {
        metrics.add(Metric.gauge("client." + name, value, labels));
    }

    private Map<String, String> with(final String label, final String text) {
        final Map<String, String> more = new TreeMap<>(labels);
        more.put(label, text);
        return more;
    }

    private static double number(final JsonObject object, final String name) {
        return object.get(name) instanceof JsonNumber number ? number.doubleValue() : 0;
    }
}
