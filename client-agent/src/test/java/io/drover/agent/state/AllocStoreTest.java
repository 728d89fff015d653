package io.drover.agent.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.Assignments;
import io.drover.agent.VirtualEventLoop;
import io.drover.agent.model.AssignedPort;
import io.drover.agent.model.Assignment;
import io.drover.agent.model.DeploymentHealth;
import io.drover.agent.task.LocalTaskState;
import io.drover.agent.task.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocStoreTest {
    private static final String ALLOC_ID = "3f778868-1567-caa9-4231-6441630924ea";

    @TempDir
    Path directory;

    private final VirtualEventLoop loop = new VirtualEventLoop();
    private final StoredAlloc stored = new StoredAlloc(
            Assignments.of(
                    ALLOC_ID,
                    "service",
                    "'Tasks':[{'Name':'main','Driver':'fake'}]",
                    List.of(new AssignedPort("http", 20_000, 80, "10.0.0.1")),
                    "deployment"),
            Map.of("main", new LocalTaskState("a/main/1", new byte[] {1, 2, 3}, Set.of("task_dir"), new TaskState())),
            new DeploymentHealth(true, 42),
            true);
    private AllocStore store;

    @BeforeEach
    void open() throws IOException {
        store = AllocStore.open(loop, directory, "cluster-1");
    }

    private Path file() {
        return directory.resolve(ALLOC_ID + ".state");
    }

    private void save() {
        store.save(ALLOC_ID, () -> stored);
        loop.run();
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        save();
        final List<StoredAlloc> loaded = store.load();
        assertThat(loaded).hasSize(1);
        final StoredAlloc alloc = loaded.get(0);
        final Assignment assignment = alloc.assignment();
        assertThat(assignment).isEqualTo(stored.assignment());
        assertThat(alloc.health()).isEqualTo(stored.health());
        assertThat(alloc.overran()).isTrue();
        final LocalTaskState task = alloc.tasks().get("main");
        assertThat(task.taskId()).isEqualTo("a/main/1");
        assertThat(task.handleState()).containsExactly(1, 2, 3);
        assertThat(task.doneHooks()).containsExactly("task_dir");
    }

    @Test
    void forgets() throws IOException {
        save();
        store.remove(ALLOC_ID);
        loop.run();
        assertThat(store.load()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesDamagedTruncatedForeignAndNewerFiles() throws IOException {
        save();
        final byte[] bytes = Files.readAllBytes(file());

        final byte[] flipped = bytes.clone();
        flipped[bytes.length / 2] ^= 1;
        assertRefused(flipped, "damaged");

        assertRefused(Arrays.copyOf(bytes, 30), "truncated");
        assertRefused(new byte[64], "not an allocation's state");

        final byte[] newer = bytes.clone();
        newer[11] = 9;
        assertRefused(newer, "version 9");

        Files.write(file(), bytes);
        final AllocStore foreign = AllocStore.open(loop, directory, "cluster-2");
        assertThatThrownBy(foreign::load).hasMessageContaining("belongs to cluster cluster-1");
    }

    @Test
    void anAgentThatDoesNotKnowItsClusterYetReadsItsFiles() throws IOException {
        save();
        assertThat(AllocStore.open(loop, directory, "").load()).hasSize(1);
    }

    @Test
    void triesAgainWhenTheDiskRefuses() throws IOException {
        final Path draft = directory.resolve(ALLOC_ID + ".state.tmp");
        // A directory in the way stands for a disk that refuses to write.
        Files.createDirectory(draft);
        save();
        assertThat(file()).doesNotExist();
        Files.delete(draft);
        loop.advance(2_000_000_000L);
        assertThat(store.load()).hasSize(1);
    }

    private void assertRefused(final byte[] bytes, final String reason) throws IOException {
        Files.write(file(), bytes);
        assertThatThrownBy(() -> store.load())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(ALLOC_ID)
                .hasMessageContaining(reason);
    }
}
