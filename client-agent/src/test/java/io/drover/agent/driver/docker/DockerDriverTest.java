package io.drover.agent.driver.docker;

import static io.drover.agent.driver.TaskFixture.await;
import static io.drover.agent.driver.TaskFixture.awaitFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.NotFoundException;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverFingerprint;
import io.drover.agent.driver.ExitResult;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskFixture;
import io.drover.agent.driver.TaskHandle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DockerEngineExtension.class)
class DockerDriverTest {
    @TempDir
    Path dir;

    private final List<TaskHandle> tasks = new ArrayList<>();
    private final DockerOptions options;
    private DockerDriver driver;
    private TaskFixture fixture;

    DockerDriverTest(final DockerEngineExtension.Engine engine) {
        options = DockerOptions.DEFAULTS.withEndpoint(engine.endpoint()).withRemoveImages(false);
    }

    @BeforeEach
    void makeDirectories() {
        fixture = new TaskFixture(dir).memoryMb(32);
        driver = new DockerDriver(options, 1000, dir.resolve("state"));
    }

    @AfterEach
    void destroyTasks() {
        tasks.forEach(TaskHandle::destroy);
        driver.close();
    }

    private TaskHandle start(final TaskConfig config) throws DriverException {
        final TaskHandle task = driver.start(config);
        tasks.add(task);
        return task;
    }

    private TaskConfig shell(final String script, final String... more) {
        return fixture.config("{'image': '" + TestDockerd.IMAGE + "', 'command': '/bin/sh', 'args': ['-c', '" + script
                + "']" + String.join("", more) + "}");
    }

    private @Nullable TaskHandle recover(final TaskConfig config, final byte[] state) throws DriverException {
        final TaskHandle task = driver.recover(config, state);
        if (task != null) {
            tasks.add(task);
        }
        return task;
    }

    /** Forgets all tasks, as an agent that was killed does, and starts a new one. */
    private void restartAgent() {
        driver.close();
        tasks.clear();
        driver = new DockerDriver(options, 1000, dir.resolve("state"));
    }

    @Test
    void shouldReportHowContainersEnd() throws Exception {
        assertThat(await(start(shell("exit 0")))).isEqualTo(ExitResult.SUCCESS);
        tasks.remove(0).destroy();
        assertThat(await(start(shell("exit 7"))))
                .isEqualTo(new ExitResult(7, 0, false, "Docker container exited with non-zero exit code: 7"));
    }

    @Test
    void shouldCollectOutput() throws Exception {
        await(start(shell("echo out; echo err >&2; seq 1 20000; echo last")));

        assertThat(fixture.log("main.stdout.0")).startsWith("out\n1\n2\n").endsWith("20000\nlast\n");
        assertThat(fixture.log("main.stdout.0").lines()).hasSize(20_002);
        assertThat(fixture.log("main.stderr.0")).isEqualTo("err\n");
    }

    @Test
    void shouldShowTheTaskItsDirectoriesAndEnvironment() throws Exception {
        fixture.env("GREETING", "hi  there");
        Files.writeString(fixture.taskDir().resolve("secrets/key"), "s3");
        await(start(shell("cat /secrets/key >/local/copy; touch /alloc/shared; touch /alloc/logs/x; printenv GREETING"
                + " || env >/local/env")));

        assertThat(fixture.taskDir().resolve("local/copy")).hasContent("s3");
        assertThat(fixture.logDir().resolveSibling("shared")).exists();
        assertThat(fixture.logDir().resolve("x")).doesNotExist();
        assertThat(fixture.taskDir().resolve("local/env")).content().contains("GREETING=hi  there");
    }

    @Test
    void shouldForwardPorts() throws Exception {
        final InetAddress loopback = InetAddress.getLoopbackAddress();
        final int hostPort;
        try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
            hostPort = free.getLocalPort();
        }
        fixture.ports(new TaskConfig.Port("http", hostPort, 8080, "127.0.0.1"));
        final TaskHandle task = start(shell("touch /local/up; echo hello | nc -l -p 8080", ", 'ports': ['http']"));
        awaitFile(fixture.taskDir().resolve("local/up"));

        assertThat(task.network()).isNotNull();
        assertThat(task.network().ports()).isEqualTo(Map.of("http", 8080));
        assertThat(task.network().autoAdvertise()).isFalse();
        assertThat(readLine(loopback, hostPort)).isEqualTo("hello");
    }

    /** The forwarder accepts before the program listens, so an empty answer means to ask again. */
    private static String readLine(final InetAddress address, final int port) throws IOException {
        for (int attempt = 0; attempt < 10_000; attempt++) {
            try (Socket socket = new Socket(address, port);
                    BufferedReader reader = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                final String line = reader.readLine();
                if (line != null) {
                    return line;
                }
            } catch (final java.net.SocketException e) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("no answer from port " + port);
    }

    @Test
    void shouldSayThatTheKernelKilledTheTaskForMemory() throws Exception {
        final ExitResult result = await(start(shell("x=$(yes | head -c 200000000); echo $x | wc -c")));

        assertThat(result.oomKilled()).isTrue();
        assertThat(result.error()).isEqualTo("OOM Killed");
    }

    @Test
    void shouldDeliverSignals() throws Exception {
        final TaskHandle task =
                start(shell("trap \\\"exit 5\\\" USR1; touch /local/up; while true; do sleep 0.05; done"));
        awaitFile(fixture.taskDir().resolve("local/up"));

        assertThatThrownBy(() -> task.signal("SIGWHAT")).hasMessage("Signal SIGWHAT is not supported");
        task.signal("SIGUSR1");
        assertThat(await(task).exitCode()).isEqualTo(5);
    }

    @Test
    void shouldStopAsTheEngineDoesOrWithTheTasksSignal() throws Exception {
        final String script =
                "trap \\\"exit 3\\\" TERM; trap \\\"exit 4\\\" INT; touch /local/up; while true; do sleep 0.05; done";
        final TaskHandle byDefault = start(shell(script));
        awaitFile(fixture.taskDir().resolve("local/up"));
        byDefault.stop(Duration.ofSeconds(20), "");
        assertThat(await(byDefault).exitCode()).isEqualTo(3);

        byDefault.destroy();
        Files.delete(fixture.taskDir().resolve("local/up"));
        final TaskHandle bySignal = start(shell(script));
        awaitFile(fixture.taskDir().resolve("local/up"));
        bySignal.stop(Duration.ofSeconds(20), "SIGINT");
        assertThat(await(bySignal).exitCode()).isEqualTo(4);
    }

    @Test
    void shouldKillATaskThatIgnoresTheSignal() throws Exception {
        final TaskHandle task = start(shell("trap \\\"\\\" TERM INT; touch /local/up; while true; do sleep 1; done"));
        awaitFile(fixture.taskDir().resolve("local/up"));
        task.stop(Duration.ofMillis(100), "SIGINT");

        assertThat(await(task).exitCode()).isEqualTo(137);
    }

    @Test
    void shouldFindARunningTaskAgainWithoutLosingOrRepeatingOutput() throws Exception {
        final TaskConfig config = shell(
                "seq 1 500; touch /local/up; while [ ! -e /local/go ]; do sleep 0.02; done; seq 501 1000; exit 4");
        final TaskHandle task = start(config);
        awaitFile(fixture.taskDir().resolve("local/up"));
        restartAgent();
        final TaskHandle found = recover(config, task.state());
        assertThat(found).isNotNull();
        assertThat(found.exit().toCompletableFuture()).isNotDone();
        Files.createFile(fixture.taskDir().resolve("local/go"));

        assertThat(await(found).exitCode()).isEqualTo(4);
        assertThat(fixture.log("main.stdout.0").lines()).hasSize(1000).endsWith("999", "1000");
    }

    @Test
    void shouldKnowHowATaskEndedWhileTheAgentWasAway() throws Exception {
        final TaskConfig config =
                shell("while [ ! -e /local/go ]; do sleep 0.02; done; echo late; touch /local/end; exit 9");
        final TaskHandle task = start(config);
        restartAgent();
        Files.createFile(fixture.taskDir().resolve("local/go"));
        awaitFile(fixture.taskDir().resolve("local/end"));
        final TaskHandle found = recover(config, task.state());
        assertThat(found).isNotNull();

        assertThat(await(found).exitCode()).isEqualTo(9);
        assertThat(fixture.log("main.stdout.0")).isEqualTo("late\n");
        found.destroy();
        assertThat(recover(config, task.state())).isNull();
    }

    @Test
    void shouldReplaceAContainerThatIsLeftOfAnEarlierStart() throws Exception {
        final TaskHandle forgotten = start(shell("while true; do sleep 1; done"));
        final TaskHandle task = start(shell("exit 0"));

        assertThat(await(task)).isEqualTo(ExitResult.SUCCESS);
        assertThat(await(forgotten).isSuccessful()).isFalse();
    }

    @Test
    void shouldReportUsageFromTheEnginesStream() throws Exception {
        final TaskHandle task = start(shell("while true; do sleep 1; done"));
        task.stats();
        final long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (task.stats().memory().usage() == 0 && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }

        assertThat(task.stats().memory().usage()).isPositive();
        assertThat(task.stats().cpu().measured()).contains("Percent");
    }

    @Test
    void shouldRefuseWhatTheOperatorDoesNotAllow() {
        assertThatThrownBy(() -> start(shell("true", ", 'privileged': true")))
                .hasMessage("Docker privileged mode is disabled on this Nomad agent");
        assertThatThrownBy(() -> start(shell("true", ", 'volumes': ['/etc:/host']")))
                .hasMessage("volumes are not enabled; cannot mount host path: \"/etc\"");
        assertThatThrownBy(() -> start(shell("true", ", 'volumes': ['../../../etc:/host']")))
                .hasMessageContaining("volumes are not enabled");
        assertThatThrownBy(() -> start(shell("true", ", 'cap_add': ['net_admin', 'SYS_TIME']")))
                .hasMessage("driver does not allow the following capabilities: net_admin, sys_time");
        assertThatThrownBy(() -> start(shell("true", ", 'ports': ['nosuch']")))
                .hasMessage("Port \"nosuch\" not found, check network block");
        assertThatThrownBy(() -> start(shell("true", ", 'pid_mode': 'host'")))
                .hasMessage("cannot apply \"pid_mode\" configuration");
        assertThatThrownBy(() -> start(shell("true", ", 'runtime': 'other'")))
                .hasMessage("requested runtime \"other\" is not allowed");
        assertThatThrownBy(() -> start(fixture.config("{'command': 'x'}")))
                .hasMessageContaining("The argument \"image\" is required");
    }

    @Test
    void shouldMountRelativeVolumes() throws Exception {
        Files.createDirectories(fixture.taskDir().resolve("local/data"));
        await(start(shell("touch /data/made", ", 'volumes': ['local/data:/data']")));

        assertThat(fixture.taskDir().resolve("local/data/made")).exists();
    }

    @Test
    void shouldNotFollowALinkOutOfTheAllocation() throws Exception {
        Files.createSymbolicLink(fixture.taskDir().resolve("local/out"), Path.of("/etc"));

        assertThatThrownBy(() -> start(shell("true", ", 'volumes': ['local/out:/host']")))
                .hasMessage("volumes are not enabled; cannot mount host path: \"local/out\"");
    }

    @Test
    void shouldSayWhyAnImageCannotBePulled() {
        final List<String> events = new CopyOnWriteArrayList<>();
        driver.listener((taskId, message, annotations) -> events.add(message + " " + annotations));

        assertThatThrownBy(() -> start(fixture.config("{'image': '127.0.0.1:1/nosuch:2'}")))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        e -> assertThat(e.isRecoverable()).isTrue())
                .hasMessageStartingWith("Failed to pull `127.0.0.1:1/nosuch:2`: ")
                .hasMessageContaining("connection refused");
        assertThat(events).containsExactly("Downloading image {image=127.0.0.1:1/nosuch:2}");
    }

    @Test
    void shouldRemoveAnImageThatNoTaskUsesAnyMore() throws Exception {
        driver.close();
        final DockerOptions removing = new DockerOptions(
                options.endpoint(),
                "",
                false,
                DockerOptions.DEFAULT_CAPS,
                List.of(),
                false,
                true,
                Duration.ZERO,
                true,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                5,
                0,
                0,
                "json-file",
                Map.of(),
                List.of());
        driver = new DockerDriver(removing, 1000, dir.resolve("state"));
        try (DockerEngine engine = new DockerEngine(options.endpoint())) {
            TestDockerd.importImage(options.endpoint(), "drover-test-unused:1");
            final TaskHandle task = start(fixture.config("{'image': 'drover-test-unused:1', 'command': '/bin/true'}"));
            await(task);
            task.destroy();

            assertThatThrownBy(() -> {
                        final long deadline =
                                System.nanoTime() + Duration.ofSeconds(30).toNanos();
                        while (System.nanoTime() - deadline < 0) {
                            engine.calls()
                                    .inspectImageCmd("drover-test-unused:1")
                                    .exec();
                        }
                    })
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void shouldDescribeTheEngine() {
        final DriverFingerprint fingerprint = driver.fingerprint();

        assertThat(fingerprint.detected()).isTrue();
        assertThat(fingerprint.healthDescription()).isEqualTo("Healthy");
        assertThat(fingerprint.attributes())
                .containsKeys("driver.docker.version", "driver.docker.runtimes")
                .containsEntry("driver.docker.os_type", "linux");
    }

    @Test
    void shouldBeUndetectedWithoutAnEngine() {
        try (DockerDriver lonely = new DockerDriver(
                options.withEndpoint("unix://" + dir.resolve("no.sock")), 1000, dir.resolve("state"))) {
            final DriverFingerprint fingerprint = lonely.fingerprint();

            assertThat(fingerprint.detected()).isFalse();
            assertThat(fingerprint.healthDescription()).isEqualTo("Failed to connect to docker daemon");
        }
    }
}
