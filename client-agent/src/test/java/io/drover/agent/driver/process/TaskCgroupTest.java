package io.drover.agent.driver.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskStats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against directories that look like control groups; the kernel's side is covered by the raw_exec tests. */
class TaskCgroupTest {
    private static final String NAME = "alloc.task";

    @TempDir
    Path root;

    private void file(final String path, final String text) {
        try {
            final Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TaskConfig.Resources memory(final long mb, final long maxMb) {
        return new TaskConfig.Resources(500, 500, mb, maxMb, List.of(), 0.1);
    }

    private TaskCgroup unified() {
        file("cgroup.controllers", "cpu memory\n");
        final String dir = "nomad.slice/share.slice/" + NAME + ".scope/";
        for (final String name : List.of("memory.max", "memory.low", "cpu.weight", "cgroup.procs")) {
            file(dir + name, "");
        }
        return CgroupHierarchy.detect(root).task(NAME).orElseThrow();
    }

    private TaskCgroup separate() {
        for (final String name : List.of("memory.limit_in_bytes", "memory.soft_limit_in_bytes", "cgroup.procs")) {
            file("memory/nomad/" + NAME + "/" + name, "");
        }
        file("cpu/nomad/" + NAME + "/cpu.shares", "");
        file("freezer/nomad/" + NAME + "/freezer.state", "");
        return CgroupHierarchy.detect(root).task(NAME).orElseThrow();
    }

    @Test
    void shouldTellTheKindsApart() {
        assertThat(CgroupHierarchy.detect(root).mode()).isEqualTo(CgroupHierarchy.Mode.OFF);
        assertThat(CgroupHierarchy.detect(root).task(NAME)).isEmpty();
        file("memory/tasks", "");
        assertThat(CgroupHierarchy.detect(root).mode()).isEqualTo(CgroupHierarchy.Mode.V1);
        file("cgroup.controllers", "");
        assertThat(CgroupHierarchy.detect(root).mode()).isEqualTo(CgroupHierarchy.Mode.V2);
    }

    @Test
    void shouldSetLimitsInOneTree() throws Exception {
        final TaskCgroup cgroup = unified();
        cgroup.create(CgroupHierarchy.detect(root), memory(64, 128));

        final Path dir = root.resolve("nomad.slice/share.slice/" + NAME + ".scope");
        assertThat(dir.resolve("memory.max")).hasContent(Long.toString(128 << 20));
        assertThat(dir.resolve("memory.low")).hasContent(Long.toString(64 << 20));
        assertThat(dir.resolve("cpu.weight")).hasContent("19");
        assertThat(cgroup.procsFiles()).containsExactly(dir.resolve("cgroup.procs"));
    }

    @Test
    void shouldSetNoHardLimitWhenTheTaskMayHaveAllMemory() throws Exception {
        unified().create(CgroupHierarchy.detect(root), memory(64, -1));

        assertThat(root.resolve("nomad.slice/share.slice/" + NAME + ".scope/memory.max"))
                .hasContent("max");
    }

    @Test
    void shouldSetLimitsInSeparateTrees() throws Exception {
        separate().create(CgroupHierarchy.detect(root), memory(64, 0));

        assertThat(root.resolve("memory/nomad/" + NAME + "/memory.limit_in_bytes"))
                .hasContent(Long.toString(64 << 20));
        assertThat(root.resolve("memory/nomad/" + NAME + "/memory.soft_limit_in_bytes"))
                .isEmptyFile();
        assertThat(root.resolve("cpu/nomad/" + NAME + "/cpu.shares")).hasContent("500");
    }

    @Test
    void shouldConvertSharesAsRuntimesDo() {
        assertThat(TaskCgroup.weight(2)).isEqualTo(1);
        assertThat(TaskCgroup.weight(1024)).isEqualTo(39);
        assertThat(TaskCgroup.weight(262_144)).isEqualTo(10_000);
    }

    @Test
    void shouldSeeThatTheKernelRanOutOfMemory() {
        final TaskCgroup unified = unified();
        assertThat(unified.isOomKilled()).isFalse();
        file("nomad.slice/share.slice/" + NAME + ".scope/memory.events", "oom 1\noom_kill 2\n");
        assertThat(unified.isOomKilled()).isTrue();

        final TaskCgroup foreign = CgroupHierarchy.detect(root).foreign(List.of(root.resolve("elsewhere")));
        assertThat(foreign.isOomKilled()).isFalse();
        assertThat(foreign.isOwned()).isFalse();
    }

    @Test
    void shouldReadUsage() {
        final TaskCgroup cgroup = unified();
        final String dir = "nomad.slice/share.slice/" + NAME + ".scope/";
        file(
                dir + "cpu.stat",
                "usage_usec 3000000\nuser_usec 1000000\nsystem_usec 500000\nnr_throttled 4\nthrottled_usec 7\n");
        file(dir + "memory.stat", "anon 4096\nfile 8192\nfile_mapped 1\n");
        file(dir + "memory.current", "16384\n");
        final UsageSampler sampler = new UsageSampler(Path.of("/proc"), 2000, cgroup);
        assertThat(sampler.sample(1_000_000_000L, 5, Set.of()).cpu().percent()).isZero();
        file(
                dir + "cpu.stat",
                "usage_usec 4000000\nuser_usec 1500000\nsystem_usec 750000\nnr_throttled 4\nthrottled_usec 7\n");
        final TaskStats stats = sampler.sample(2_000_000_000L, 6, Set.of());

        assertThat(stats.cpu().userMode()).isEqualTo(50.0);
        assertThat(stats.cpu().systemMode()).isEqualTo(25.0);
        assertThat(stats.cpu().totalTicks()).isEqualTo(1500.0);
        assertThat(stats.cpu().throttledTimeNs()).isEqualTo(7000);
        assertThat(stats.memory().rss()).isEqualTo(4096);
        assertThat(stats.memory().usage()).isEqualTo(16_384);
    }
}
