package io.drover.agent.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.drover.agent.driver.TaskStats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Resource usage of an allocation and its tasks as the API shows it. */
final class UsageJson {
    private UsageJson() {}

    static void write(final JsonGenerator json, final Map<String, TaskStats> tasks) throws IOException {
        json.writeStartObject();
        final TaskStats sum = sum(tasks);
        json.writeFieldName("ResourceUsage");
        writeUsage(json, sum.cpu(), sum.memory(), true);
        json.writeObjectFieldStart("Tasks");
        for (final Map.Entry<String, TaskStats> task : tasks.entrySet()) {
            json.writeObjectFieldStart(task.getKey());
            json.writeFieldName("ResourceUsage");
            writeUsage(json, task.getValue().cpu(), task.getValue().memory(), false);
            json.writeNumberField("Timestamp", task.getValue().timestampNs());
            writePids(json, task.getValue().pids());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeNumberField("Timestamp", sum.timestampNs());
        json.writeEndObject();
    }

    private static void writePids(final JsonGenerator json, final @Nullable Map<Long, TaskStats.Usage> pids)
            throws IOException {
        if (pids == null) {
            json.writeNullField("Pids");
            return;
        }
        json.writeObjectFieldStart("Pids");
        for (final Map.Entry<Long, TaskStats.Usage> process : pids.entrySet()) {
            json.writeFieldName(Long.toString(process.getKey()));
            writeUsage(json, process.getValue().cpu(), process.getValue().memory(), false);
        }
        json.writeEndObject();
    }

    /** A driver that measures nothing of the processor has nothing to show there; a sum always has. */
    private static void writeUsage(
            final JsonGenerator json, final TaskStats.Cpu cpu, final TaskStats.Memory memory, final boolean isSum)
            throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("MemoryStats");
        json.writeNumberField("RSS", memory.rss());
        json.writeNumberField("Cache", memory.cache());
        json.writeNumberField("Swap", memory.swap());
        json.writeNumberField("MappedFile", memory.mappedFile());
        json.writeNumberField("Usage", memory.usage());
        json.writeNumberField("MaxUsage", memory.maxUsage());
        json.writeNumberField("KernelUsage", memory.kernelUsage());
        json.writeNumberField("KernelMaxUsage", memory.kernelMaxUsage());
        writeMeasured(json, memory.measured());
        json.writeEndObject();
        if (cpu.measured().isEmpty() && !isSum) {
            json.writeNullField("CpuStats");
            json.writeNullField("DeviceStats");
            json.writeEndObject();
            return;
        }
        json.writeObjectFieldStart("CpuStats");
        json.writeNumberField("SystemMode", cpu.systemMode());
        json.writeNumberField("UserMode", cpu.userMode());
        json.writeNumberField("TotalTicks", cpu.totalTicks());
        json.writeNumberField("ThrottledPeriods", cpu.throttledPeriods());
        json.writeNumberField("ThrottledTime", cpu.throttledTimeNs());
        json.writeNumberField("Percent", cpu.percent());
        writeMeasured(json, cpu.measured());
        json.writeEndObject();
        if (isSum) {
            json.writeArrayFieldStart("DeviceStats");
            json.writeEndArray();
        } else {
            json.writeNullField("DeviceStats");
        }
        json.writeEndObject();
    }

    private static void writeMeasured(final JsonGenerator json, final List<String> measured) throws IOException {
        if (measured.isEmpty()) {
            json.writeNullField("Measured");
            return;
        }
        json.writeArrayFieldStart("Measured");
        for (final String name : measured) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private static TaskStats sum(final Map<String, TaskStats> tasks) {
        TaskStats sum = TaskStats.EMPTY;
        for (final TaskStats task : tasks.values()) {
            sum = new TaskStats(
                    Math.max(sum.timestampNs(), task.timestampNs()),
                    sum(sum.cpu(), task.cpu()),
                    sum(sum.memory(), task.memory()));
        }
        return sum;
    }

    private static TaskStats.Cpu sum(final TaskStats.Cpu a, final TaskStats.Cpu b) {
        return new TaskStats.Cpu(
                a.systemMode() + b.systemMode(),
                a.userMode() + b.userMode(),
                a.totalTicks() + b.totalTicks(),
                a.throttledPeriods() + b.throttledPeriods(),
                a.throttledTimeNs() + b.throttledTimeNs(),
                a.percent() + b.percent(),
                merged(a.measured(), b.measured()));
    }

    private static TaskStats.Memory sum(final TaskStats.Memory a, final TaskStats.Memory b) {
        return new TaskStats.Memory(
                a.rss() + b.rss(),
                a.cache() + b.cache(),
                a.swap() + b.swap(),
                a.mappedFile() + b.mappedFile(),
                a.usage() + b.usage(),
                a.maxUsage() + b.maxUsage(),
                a.kernelUsage() + b.kernelUsage(),
                a.kernelMaxUsage() + b.kernelMaxUsage(),
                merged(a.measured(), b.measured()));
    }

    private static List<String> merged(final List<String> a, final List<String> b) {
        if (a.isEmpty()) {
            return b;
        }
        final NavigableSet<String> extra = new TreeSet<>(b);
        extra.removeAll(a);
        final List<String> all = new ArrayList<>(a);
        all.addAll(extra);
        return all;
    }
}
