package io.drover.agent.driver.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.driver.TaskConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {
    @TempDir
    Path dir;

    private TaskConfig.Logs logs(final boolean disabled) {
        return new TaskConfig.Logs(dir, "t.stdout", "t.stderr", 2, 1, disabled);
    }

    @Test
    void shouldSplitAtTheSizeAndKeepTheNewestFiles() throws Exception {
        try (RotatingLog log = RotatingLog.stdout(logs(false))) {
            log.write(new byte[(3 << 20) + 5]);
        }

        assertThat(dir).isDirectoryNotContaining("glob:**/t.stdout.1");
        assertThat(Files.size(dir.resolve("t.stdout.2"))).isEqualTo(1 << 20);
        assertThat(Files.size(dir.resolve("t.stdout.3"))).isEqualTo(5);
    }

    @Test
    void shouldContinueTheNewestFile() throws Exception {
        Files.writeString(dir.resolve("t.stderr.7"), "old ");
        Files.writeString(dir.resolve("t.stderr.x"), "no log");
        try (RotatingLog log = RotatingLog.stderr(logs(false))) {
            log.writeText("new");
        }

        assertThat(Files.readString(dir.resolve("t.stderr.7"))).isEqualTo("old new");
    }

    @Test
    void shouldWriteNothingWhenDisabled() throws Exception {
        try (RotatingLog log = RotatingLog.stdout(logs(true))) {
            log.writeText("x");
        }

        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void shouldDropWhatCannotBeWritten() throws Exception {
        try (RotatingLog log = RotatingLog.stdout(logs(false))) {
            log.write(new byte[1 << 20]);
            Files.createDirectory(dir.resolve("t.stdout.1"));
            log.writeText("lost");
            assertThat(log.droppedBytes()).isEqualTo(4);
        }
    }

    @Test
    void shouldNotFollowALink() throws Exception {
        final Path target = dir.resolve("target");
        Files.writeString(target, "untouched");
        Files.createSymbolicLink(dir.resolve("t.stdout.0"), target);

        assertThatThrownBy(() -> RotatingLog.stdout(logs(false))).isInstanceOf(IOException.class);
        assertThat(target).hasContent("untouched");
    }
}
