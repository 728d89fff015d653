package io.drover.agent.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Usage of the whole node, read from the kernel's text files. Processor usage is the difference to the call before, so the
 * first call reports zeros. Thread-safe.
 */
public final class HostStats {
    private static final double PERCENT = 100.0;

    private final Path procRoot;
    private final Path allocsDir;
    private final double coreMhz;
    private final Map<String, long[]> lastTicks = new TreeMap<>();

    /**
     * Creates the reader.
     *
     * @param procRoot where the kernel shows its tables, {@code /proc}.
     * @param allocsDir directory whose disk is the allocations' disk.
     * @param coreMhz MHz of one core, for ticks.
     */
    public HostStats(final Path procRoot, final Path allocsDir, final double coreMhz) {
        this.procRoot = procRoot;
        this.allocsDir = allocsDir;
        this.coreMhz = coreMhz;
    }

    byte[] toJson() throws IOException {
        final List<Core> cores = cores();
        final Map<String, Long> memory = memory();
        final FileStore store = Files.getFileStore(allocsDir);
        final Instant now = Instant.now();
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeFieldName("AllocDirStats");
            writeDisk(json, store, "", "");
            double ticks = 0;
            json.writeArrayFieldStart("CPU");
            for (final Core core : cores) {
                core.writeTo(json);
                ticks += core.totalTicks;
            }
            json.writeEndArray();
            json.writeNumberField("CPUTicksConsumed", ticks);
            json.writeNullField("DeviceStats");
            json.writeArrayFieldStart("DiskStats");
            writeDisk(json, store, store.name(), mountPoint());
            json.writeEndArray();
            writeMemory(json, memory);
            json.writeNumberField("Timestamp", now.getEpochSecond() * 1_000_000_000L + now.getNano());
            json.writeNumberField("Uptime", uptimeS());
            json.writeEndObject();
        });
    }

    private static void writeDisk(
            final JsonGenerator json, final FileStore store, final String device, final String mountPoint)
            throws IOException {
        final long size = store.getTotalSpace();
        final long used = size - store.getUnallocatedSpace();
        final long available = store.getUsableSpace();
        json.writeStartObject();
        json.writeNumberField("Available", available);
        json.writeStringField("Device", device);
        json.writeNumberField("InodesUsedPercent", 0.0);
        json.writeStringField("Mountpoint", mountPoint);
        json.writeNumberField("Size", size);
        json.writeNumberField("Used", used);
        json.writeNumberField("UsedPercent", used + available == 0 ? 0 : PERCENT * used / (used + available));
        json.writeEndObject();
    }

    private static void writeMemory(final JsonGenerator json, final Map<String, Long> memory) throws IOException {
        final long total = memory.getOrDefault("MemTotal", 0L);
        final long free = memory.getOrDefault("MemFree", 0L);
        final long cached = memory.getOrDefault("Buffers", 0L) + memory.getOrDefault("Cached", 0L);
        json.writeObjectFieldStart("Memory");
        json.writeNumberField("Available", memory.getOrDefault("MemAvailable", 0L));
        json.writeNumberField("Free", free);
        json.writeNumberField("Total", total);
        json.writeNumberField("Used", Math.max(0, total - free - cached));
        json.writeEndObject();
    }

    private synchronized List<Core> cores() throws IOException {
        final List<Core> cores = new ArrayList<>();
        for (final String line : Files.readAllLines(procRoot.resolve("stat"))) {
            final String[] fields = line.split("\\s+");
            if (fields.length < 9 || !fields[0].startsWith("cpu") || "cpu".equals(fields[0])) {
                continue;
            }
            final long[] ticks = new long[8];
            for (int i = 0; i < ticks.length; i++) {
                ticks[i] = Long.parseLong(fields[i + 1]);
            }
            final long[] before = lastTicks.put(fields[0], ticks);
            cores.add(Core.of(fields[0], before == null ? ticks : before, ticks, coreMhz));
        }
        return cores;
    }

    private Map<String, Long> memory() throws IOException {
        final Map<String, Long> bytes = new TreeMap<>();
        for (final String line : Files.readAllLines(procRoot.resolve("meminfo"))) {
            final String[] fields = line.split("[:\\s]+");
            if (fields.length >= 3) {
                bytes.put(fields[0], Long.parseLong(fields[1]) * 1024);
            }
        }
        return bytes;
    }

    private long uptimeS() throws IOException {
        final String text = Files.readString(procRoot.resolve("uptime"));
        return (long) Double.parseDouble(text.substring(0, text.indexOf(' ')));
    }

    /** The mount that holds the allocations: the first directory above them that lies on another file system than its parent. */
    private String mountPoint() throws IOException {
        final FileStore store = Files.getFileStore(allocsDir);
        Path mount = allocsDir.toRealPath();
        Path parent = mount.getParent();
        while (parent != null && Files.getFileStore(parent).equals(store)) {
            mount = parent;
            parent = mount.getParent();
        }
        return mount.toString();
    }

    /** Usage of one core in percent, and the MHz that it used. */
    private record Core(String name, double user, double system, double idle, double total, double totalTicks) {
        static Core of(final String name, final long[] before, final long[] after, final double coreMhz) {
            long sum = 0;
            for (int i = 0; i < after.length; i++) {
                sum += after[i] - before[i];
            }
            if (sum <= 0) {
                return new Core(name, 0, 0, 0, 0, 0);
            }
            final double idle = PERCENT * (after[3] - before[3]) / sum;
            final double total = PERCENT - idle;
            return new Core(
                    name,
                    PERCENT * (after[0] - before[0]) / sum,
                    PERCENT * (after[2] - before[2]) / sum,
                    idle,
                    total,
                    total / PERCENT * coreMhz);
        }

        void writeTo(final JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("CPU", name);
            json.writeNumberField("Idle", idle);
            json.writeNumberField("System", system);
            json.writeNumberField("TotalPercent", total);
            json.writeNumberField("TotalTicks", totalTicks);
            json.writeNumberField("User", user);
            json.writeEndObject();
        }
    }
}
