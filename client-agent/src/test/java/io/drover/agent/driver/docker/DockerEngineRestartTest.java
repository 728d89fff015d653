package io.drover.agent.driver.docker;

import static io.drover.agent.driver.TaskFixture.await;
import static io.drover.agent.driver.TaskFixture.awaitFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverFingerprint;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskFixture;
import io.drover.agent.driver.TaskHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine goes away and comes back while a container runs. */
class DockerEngineRestartTest {
    @TempDir
    Path dir;

    @Test
    void shouldTakeUpItsTasksWhenTheEngineReturns() throws Exception {
        try (TestDockerd engine = new TestDockerd("--live-restore");
                DockerDriver driver = new DockerDriver(
                        DockerOptions.DEFAULTS.withEndpoint(engine.endpoint()).withRemoveImages(false),
                        1000,
                        dir.resolve("state"))) {
            TestDockerd.importImage(engine.endpoint(), TestDockerd.IMAGE);
            final TaskFixture fixture = new TaskFixture(dir);
            final TaskConfig config = fixture.config("{'image': '" + TestDockerd.IMAGE
                    + "', 'network_mode': 'none', 'command': '/bin/sh', 'args': ['-c', 'seq 1 100; touch /local/up;"
                    + " while [ ! -e /local/go ]; do sleep 0.05; done; seq 101 200; exit 6']}");
            assertThat(driver.fingerprint().healthy()).isTrue();
            final TaskHandle task = driver.start(config);
            awaitFile(fixture.taskDir().resolve("local/up"));

            engine.stop();
            final DriverFingerprint lost = driver.fingerprint();
            assertThat(lost.detected()).isTrue();
            assertThat(lost.healthy()).isFalse();
            assertThat(lost.healthDescription()).isEqualTo("Failed to connect to docker daemon");
            assertThat(task.exit().toCompletableFuture()).isNotDone();
            assertThatThrownBy(() -> driver.start(config))
                    .isInstanceOfSatisfying(
                            DriverException.class,
                            e -> assertThat(e.isRecoverable()).isTrue());

            engine.start();
            Files.createFile(fixture.taskDir().resolve("local/go"));
            assertThat(await(task).exitCode()).isEqualTo(6);
            assertThat(fixture.log("main.stdout.0").lines()).hasSize(200).endsWith("200");
            assertThat(driver.fingerprint().healthy()).isTrue();
            task.destroy();
        }
    }
}
