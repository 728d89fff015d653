package io.drover.agent.driver.mock;

import static io.drover.agent.driver.TaskFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverNetwork;
import io.drover.agent.driver.ExitResult;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskFixture;
import io.drover.agent.driver.TaskHandle;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MockDriverTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path dir;

    private final MockDriver driver = new MockDriver(Clock.fixed(NOW, ZoneOffset.UTC));
    private TaskFixture fixture;

    @BeforeEach
    void makeDirectories() {
        fixture = new TaskFixture(dir);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private TaskHandle start(final String config) throws DriverException {
        return driver.start(fixture.config(config));
    }

    @Test
    void shouldEndAsConfigured() throws Exception {
        assertThat(await(start("{'run_for': '5ms'}"))).isEqualTo(ExitResult.SUCCESS);
        assertThat(await(start("{'run_for': '5ms', 'exit_code': 7}"))).isEqualTo(new ExitResult(7, 0, false, null));
        assertThat(await(start("{'run_for': '5ms', 'exit_signal': 15}"))).isEqualTo(new ExitResult(0, 15, false, null));
        assertThat(await(start("{'exit_code': 1, 'exit_err_msg': 'it broke'}")))
                .isEqualTo(new ExitResult(1, 0, false, "it broke"));
    }

    @Test
    void shouldRefuseToStartAsConfigured() {
        assertThatThrownBy(() -> start("{'start_error': 'cannot start'}"))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        e -> assertThat(e.isRecoverable()).isFalse())
                .hasMessage("cannot start");
        assertThatThrownBy(() -> start("{'start_error': 'try again', 'start_error_recoverable': true}"))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        e -> assertThat(e.isRecoverable()).isTrue());
    }

    @Test
    void shouldRefuseWrongConfiguration() {
        assertThatThrownBy(() -> start("{'run_for': 'often'}"))
                .hasMessage("run_for often not a valid duration: time: invalid duration \"often\"");
        assertThatThrownBy(() -> start("{'fly': true}"))
                .hasMessageContaining("Invalid label: No argument or block type is named \"fly\".");
        assertThatThrownBy(() -> start("{'driver_ip': '10.0.0.1', 'driver_port_map': 'http'}"))
                .hasMessageContaining("malformed driver_port_map");
    }

    @Test
    void shouldEndWhenStopped() throws Exception {
        final TaskHandle task = start("{'run_for': '1h'}");
        task.stop(Duration.ofSeconds(5), "");

        assertThat(await(task)).isEqualTo(ExitResult.SUCCESS);
    }

    @Test
    void shouldIgnoreAStopForNoLongerThanItsTimeout() throws Exception {
        final TaskHandle task = start("{'run_for': '1h', 'kill_after': '1h'}");
        task.stop(Duration.ofHours(2), "");
        assertThat(task.exit().toCompletableFuture()).isNotDone();
        task.stop(Duration.ofMillis(5), "");

        assertThat(await(task)).isEqualTo(ExitResult.SUCCESS);
    }

    @Test
    void shouldRefuseSignalsAsConfigured() throws Exception {
        final TaskHandle refusing = start("{'run_for': '1h', 'signal_error': 'no signals here'}");
        assertThatThrownBy(() -> refusing.signal("SIGHUP")).hasMessage("no signals here");
        final TaskHandle task = start("{'run_for': '1h'}");
        task.signal("SIGHUP");
        assertThatThrownBy(() -> task.signal("SIGWHAT")).hasMessage("Signal SIGWHAT is not supported");
        refusing.destroy();
        task.destroy();
    }

    @Test
    void shouldWriteItsOutput() throws Exception {
        await(start("{'run_for': '10ms', 'stdout_string': 'said by mock', 'stderr_string': 'x'}"));

        assertThat(fixture.log("main.stdout.0")).isEqualTo("said by mock");
        assertThat(fixture.log("main.stderr.0")).isEqualTo("x");
    }

    @Test
    void shouldPretendToHaveANetwork() throws Exception {
        final TaskHandle task =
                start("{'driver_ip': '10.0.0.1', 'driver_port_map': 'http:80', 'driver_advertise': true}");

        assertThat(task.network()).isEqualTo(new DriverNetwork("10.0.0.1", Map.of("http", 80), true));
    }

    @Test
    void shouldFindATaskAgainWhereItMustBeByNow() throws Exception {
        final TaskConfig config = fixture.config("{'run_for': '1h', 'exit_code': 3}");
        final byte[] state = driver.start(config).state();
        try (MockDriver soon = new MockDriver(Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));
                MockDriver late = new MockDriver(Clock.fixed(NOW.plusSeconds(3600), ZoneOffset.UTC))) {
            final TaskHandle running = soon.recover(config, state);
            assertThat(running).isNotNull();
            assertThat(running.exit().toCompletableFuture()).isNotDone();
            final TaskHandle ended = late.recover(config, state);
            assertThat(ended).isNotNull();
            assertThat(await(ended)).isEqualTo(new ExitResult(3, 0, false, null));
        }
    }
}
