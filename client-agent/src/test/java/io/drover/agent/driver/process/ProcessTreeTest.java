package io.drover.agent.driver.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {
    @TempDir
    Path proc;

    private void process(final long pid, final char state, final long parent, final long session, final String env) {
        try {
            final Path dir = Files.createDirectories(proc.resolve(Long.toString(pid)));
            Files.writeString(
                    dir.resolve("stat"),
                    pid + " (a) b) " + state + " " + parent + " " + session + " " + session
                            + " 0 -1 0 0 0 0 0 7 8 0 0 20 0 1 0 " + (1000 + pid) + " 4096 25 0\n");
            Files.writeString(dir.resolve("environ"), env);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldReadAProcessWhoseNameHasParentheses() {
        process(12, 'S', 1, 12, "");

        assertThat(ProcStat.read(proc, 12)).isEqualTo(new ProcStat(12, 'S', 1, 12, 12, 7, 8, 1012, 25));
        assertThat(ProcStat.read(proc, 13)).isNull();
        assertThat(new ProcessIdentity(12, 1012).isAlive(proc)).isTrue();
        assertThat(new ProcessIdentity(12, 999).isAlive(proc)).isFalse();
    }

    @Test
    void shouldFindMembersBySessionDescentAndEnvironment() {
        final String env = "A=1\0NOMAD_ALLOC_ID=alloc\0NOMAD_TASK_NAME=task\0";
        process(1, 'S', 0, 1, "");
        process(100, 'S', 1, 100, env);
        process(101, 'S', 100, 100, "");
        process(102, 'S', 101, 102, "");
        process(103, 'S', 1, 103, env);
        process(104, 'Z', 100, 100, "");
        process(200, 'S', 1, 200, "NOMAD_ALLOC_ID=alloc\0NOMAD_TASK_NAME=task2\0");
        process(201, 'S', 1, 201, "NOMAD_ALLOC_ID=alloc2\0NOMAD_TASK_NAME=task\0");

        assertThat(new ProcessTree(proc, 100, "alloc", "task").members())
                .containsExactlyInAnyOrder(100L, 101L, 102L, 103L);
        assertThat(new ProcessTree(proc, ProcessTree.NO_PID, "alloc", "task").members())
                .containsExactlyInAnyOrder(100L, 103L);
    }
}
