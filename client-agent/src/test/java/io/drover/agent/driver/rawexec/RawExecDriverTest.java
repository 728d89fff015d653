package io.drover.agent.driver.rawexec;

import static io.drover.agent.driver.TaskFixture.await;
import static io.drover.agent.driver.TaskFixture.awaitFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.ExecProcess;
import io.drover.agent.driver.ExecRequest;
import io.drover.agent.driver.ExitResult;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskFixture;
import io.drover.agent.driver.TaskHandle;
import io.drover.agent.driver.TaskStats;
import io.drover.agent.driver.process.CgroupHierarchy;
import io.drover.agent.driver.process.ProcessRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawExecDriverTest {
    private static final Path PROC = Path.of("/proc");

    @TempDir
    Path dir;

    private final List<TaskHandle> tasks = new ArrayList<>();
    private ProcessRuntime runtime;
    private RawExecDriver driver;
    private TaskFixture fixture;

    private void startAgent() {
        runtime =
                new ProcessRuntime(PROC, CgroupHierarchy.detect(Path.of("/sys/fs/cgroup")), 1000, dir.resolve("state"));
        driver = new RawExecDriver(runtime, RawExecOptions.ENABLED);
    }

    @BeforeEach
    void makeDirectories() {
        fixture = new TaskFixture(dir);
        startAgent();
    }

    @AfterEach
    void destroyTasks() {
        tasks.forEach(TaskHandle::destroy);
        runtime.close();
    }

    private TaskHandle start(final TaskConfig config) throws DriverException {
        final TaskHandle task = driver.start(config);
        tasks.add(task);
        return task;
    }

    private ExitResult run(final String script) throws Exception {
        final TaskHandle task = start(fixture.shell(script));
        final ExitResult result = await(task);
        task.destroy();
        return result;
    }

    /** Forgets all tasks, as an agent that was killed does, and starts a new one. */
    private void restartAgent() {
        runtime.close();
        tasks.clear();
        startAgent();
    }

    private @Nullable TaskHandle recover(final TaskConfig config, final byte[] state) throws DriverException {
        final TaskHandle task = driver.recover(config, state);
        if (task != null) {
            tasks.add(task);
        }
        return task;
    }

    @Test
    void shouldReportExitCodes() throws Exception {
        assertThat(run("exit 0")).isEqualTo(ExitResult.SUCCESS);
        assertThat(run("exit 7")).isEqualTo(new ExitResult(7, 0, false, null));
        assertThat(run("exit 137")).isEqualTo(new ExitResult(137, 0, false, null));
    }

    @Test
    void shouldReportSignalsThatEndedTheTask() throws Exception {
        assertThat(run("kill -9 $$")).isEqualTo(new ExitResult(137, 9, false, null));
        assertThat(run("kill -TERM $$")).isEqualTo(new ExitResult(143, 15, false, null));
        assertThat(run("kill -INT $$")).isEqualTo(new ExitResult(130, 2, false, null));
    }

    @Test
    void shouldCollectOutputOfAllRunsInOneFile() throws Exception {
        run("echo one; echo trouble >&2");
        run("echo two");

        assertThat(fixture.log("main.stdout.0")).isEqualTo("one\ntwo\n");
        assertThat(fixture.log("main.stderr.0")).isEqualTo("trouble\n");
    }

    @Test
    void shouldRotateOutputAndDropOldFiles() throws Exception {
        fixture.maxFiles(2);
        run("yes 123456789 | head -c 3500000; echo last");

        assertThat(fixture.logDir()).isDirectoryNotContaining("glob:**/main.stdout.0");
        assertThat(fixture.logDir()).isDirectoryNotContaining("glob:**/main.stdout.1");
        assertThat(Files.size(fixture.logDir().resolve("main.stdout.2"))).isEqualTo(1 << 20);
        assertThat(fixture.log("main.stdout.3")).endsWith("last\n").hasSize(3_500_005 - 3 * (1 << 20));
    }

    @Test
    void shouldKeepATaskAliveWhoseOutputCannotBeWritten() throws Exception {
        final List<String> events = new CopyOnWriteArrayList<>();
        driver.listener((taskId, message, annotations) -> events.add(message));
        Files.createDirectory(fixture.logDir().resolve("main.stdout.0"));

        assertThat(run("yes | head -c 5000000 && echo done >&2")).isEqualTo(ExitResult.SUCCESS);
        assertThat(fixture.log("main.stderr.0")).isEqualTo("done\n");
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event).contains("main.stdout.0 cannot be written"));
    }

    @Test
    void shouldNotFollowALinkThatATaskPutInPlaceOfItsLog() throws Exception {
        final Path target = dir.resolve("target");
        Files.writeString(target, "untouched");
        Files.createSymbolicLink(fixture.logDir().resolve("main.stdout.0"), target);
        run("echo out");

        assertThat(target).hasContent("untouched");
        assertThat(fixture.log("main.stdout.0")).isEqualTo("out\n");
    }

    @Test
    void shouldDiscardOutputWhenLogsAreDisabled() throws Exception {
        fixture.logsDisabled();

        assertThat(run("echo lost; exit 3").exitCode()).isEqualTo(3);
        assertThat(fixture.logDir()).isEmptyDirectory();
    }

    @Test
    void shouldGiveTheTaskItsEnvironmentAndNothingElse() throws Exception {
        fixture.env("QUOTED", "it's \"$HOME\" `x`\nsecond line")
                .env("dotted.name", "a b")
                .env("UID", "77");
        final TaskHandle task = start(fixture.config("{'command': 'env', 'args': ['-0']}"));
        await(task);

        assertThat(fixture.log("main.stdout.0").split("\0"))
                .containsExactlyInAnyOrder(
                        "NOMAD_ALLOC_ID=" + fixture.allocId(),
                        "NOMAD_TASK_NAME=main",
                        "PATH=/usr/local/bin:/usr/bin:/bin",
                        "QUOTED=it's \"$HOME\" `x`\nsecond line",
                        "UID=77",
                        "dotted.name=a b");
    }

    @Test
    void shouldStartInTheTaskDirectoryOrInWorkDir() throws Exception {
        run("pwd -P");
        await(start(fixture.config("{'command': 'pwd', 'work_dir': '/usr'}")));

        assertThat(fixture.log("main.stdout.0")).isEqualTo(fixture.taskDir().toRealPath() + "\n/usr\n");
    }

    @Test
    void shouldRunAsTheTasksUser() throws Exception {
        fixture.user("nobody").env("LD_PRELOAD", "");
        run("id -un; id -G");

        assertThat(fixture.log("main.stdout.0")).isEqualTo("nobody\n65534\n");
    }

    @Test
    void shouldRefuseWhatCannotBeStarted() {
        assertThatThrownBy(() -> start(fixture.config("{'command': '/no/such/binary'}")))
                .hasMessage("failed to launch command with executor: rpc error: code = Unknown desc = "
                        + "binary \"/no/such/binary\" could not be found");
        assertThatThrownBy(() -> start(fixture.config("{'command': '/etc/hosts'}")))
                .hasMessageEndingWith(
                        "path=\"/etc/hosts\" --- args=[\"/etc/hosts\"]: fork/exec /etc/hosts: exec format error");
        assertThatThrownBy(() -> start(fixture.config("{'args': ['x']}")))
                .hasMessage(
                        "2 errors occurred:\n\t* failed to parse config: \n\t* Missing required argument: The argument"
                                + " \"command\" is required, but no definition was found.\n\n");
        assertThatThrownBy(() -> start(fixture.config("{'command': '/bin/true', 'work_dir': 'rel'}")))
                .hasMessage("failed driver config validation: work_dir must be an absolute path");
        assertThatThrownBy(() -> start(fixture.config("{'command': '/bin/true', 'oom_score_adj': -5}")))
                .hasMessage("failed driver config validation: oom_score_adj must not be negative");
        fixture.user("no-such-user");
        assertThatThrownBy(() -> start(fixture.shell("true")))
                .hasMessage("failed driver config validation: failed to identify user \"no-such-user\": "
                        + "user: unknown user no-such-user");
        assertThat(dir.resolve("state")).doesNotExist();
    }

    @Test
    void shouldRefuseDeniedUsers() {
        driver = new RawExecDriver(
                runtime,
                new RawExecOptions(true, RawExecOptions.IdRange.parse("10,65530-65534"), List.of(), List.of()));
        fixture.user("nobody");

        assertThatThrownBy(() -> start(fixture.shell("true")))
                .hasMessageContaining("running as uid 65534 is disallowed");
    }

    @Test
    void shouldStopWithInterruptByDefault() throws Exception {
        final TaskHandle task =
                start(fixture.shell("trap 'echo int; exit 3' INT; : >up; while :; do sleep 0.05; done"));
        awaitFile(fixture.taskDir().resolve("up"));
        task.stop(Duration.ofSeconds(20), "");

        assertThat(await(task)).isEqualTo(new ExitResult(3, 0, false, null));
        assertThat(fixture.log("main.stdout.0")).isEqualTo("int\n");
    }

    @Test
    void shouldNotLoseAStopThatFollowsTheStartAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            final TaskHandle task = start(fixture.config("{'command': 'sleep', 'args': ['1000']}"));
            task.stop(Duration.ofMinutes(5), "");

            assertThat(await(task)).isEqualTo(new ExitResult(130, 2, false, null));
            task.destroy();
        }
    }

    @Test
    void shouldKillATaskThatIgnoresTheSignalAndAllItsChildren() throws Exception {
        final TaskHandle task = start(fixture.shell("trap '' TERM; setsid sleep 1000 & echo $! >child;"
                + " (setsid sh -c 'sleep 1000 & wait' &) ; : >up; while :; do sleep 1000; done"));
        awaitFile(fixture.taskDir().resolve("up"));
        final long child = Long.parseLong(
                Files.readString(fixture.taskDir().resolve("child")).trim());
        task.stop(Duration.ofMillis(50), "SIGTERM");

        assertThat(await(task)).isEqualTo(new ExitResult(137, 9, false, null));
        assertThat(processesOfTask()).isEmpty();
        awaitEnd(child);
    }

    @Test
    void shouldKillChildrenThatOutliveATaskThatObeyed() throws Exception {
        final TaskHandle task = start(fixture.shell(
                "trap 'exit 0' TERM; setsid sleep 1000 >/dev/null 2>&1 & : >up;" + " while :; do sleep 0.05; done"));
        awaitFile(fixture.taskDir().resolve("up"));
        task.stop(Duration.ofSeconds(20), "SIGTERM");

        assertThat(await(task)).isEqualTo(ExitResult.SUCCESS);
        assertThat(processesOfTask()).isEmpty();
    }

    @Test
    void shouldNotTouchTheNextStartWhenTheEndedOneIsDestroyed() throws Exception {
        final TaskHandle first = start(fixture.shell("exit 1"));
        await(first);
        final TaskHandle second = start(fixture.shell(": >up; while [ ! -e go ]; do sleep 0.02; done; exit 8"));
        awaitFile(fixture.taskDir().resolve("up"));
        first.destroy();
        Files.createFile(fixture.taskDir().resolve("go"));

        assertThat(await(second)).isEqualTo(new ExitResult(8, 0, false, null));
    }

    @Test
    void shouldEndChildrenThatATaskLeavesBehind() throws Exception {
        final TaskHandle task = start(fixture.shell("sleep 1000 & exit 2"));

        assertThat(await(task).exitCode()).isEqualTo(2);
        assertThat(processesOfTask()).isEmpty();
    }

    @Test
    void shouldDeliverSignals() throws Exception {
        final TaskHandle task = start(fixture.shell("trap 'exit 5' USR1; : >up; while :; do sleep 0.05; done"));
        awaitFile(fixture.taskDir().resolve("up"));

        assertThatThrownBy(() -> task.signal("SIGWHAT")).hasMessage("Signal SIGWHAT is not supported");
        task.signal("SIGUSR1");
        assertThat(await(task).exitCode()).isEqualTo(5);
        assertThatThrownBy(() -> task.signal("SIGUSR1")).hasMessageContaining("does not run");
    }

    @Test
    void shouldFindARunningTaskAgainAfterTheAgentWasRestarted() throws Exception {
        final TaskConfig config =
                fixture.shell("echo before; : >up; while [ ! -e go ]; do sleep 0.02; done; echo after; exit 4");
        final byte[] state = start(config).state();
        awaitFile(fixture.taskDir().resolve("up"));
        restartAgent();
        final TaskHandle found = recover(config, state);
        assertThat(found).isNotNull();
        assertThat(found.exit().toCompletableFuture()).isNotDone();
        Files.createFile(fixture.taskDir().resolve("go"));

        assertThat(await(found)).isEqualTo(new ExitResult(4, 0, false, null));
        assertThat(fixture.log("main.stdout.0")).isEqualTo("before\nafter\n");
        assertThat(found.state()).isEqualTo(state);
    }

    @Test
    void shouldKnowHowATaskEndedWhileTheAgentWasAway() throws Exception {
        final TaskConfig config = fixture.shell("while [ ! -e go ]; do sleep 0.02; done; exit 9");
        final TaskHandle task = start(config);
        restartAgent();
        Files.createFile(fixture.taskDir().resolve("go"));
        awaitFile(dir.resolve("state/" + fixture.allocId() + "-00000001/drained"));

        final TaskHandle found = recover(config, task.state());
        assertThat(found).isNotNull();
        assertThat(await(found)).isEqualTo(new ExitResult(9, 0, false, null));
        found.destroy();
        assertThat(recover(config, task.state())).isNull();
        assertThat(dir.resolve("state")).isEmptyDirectory();
    }

    @Test
    void shouldKillWhatIsLeftWhenTheSupervisorDied() throws Exception {
        final TaskConfig config = fixture.shell(": >up; while :; do sleep 1000; done");
        final TaskHandle task = start(config);
        awaitFile(fixture.taskDir().resolve("up"));
        final String state = new String(task.state(), StandardCharsets.UTF_8);
        final long supervisor = Long.parseLong(state.split("\n")[3].split(" ")[0]);
        restartAgent();
        ProcessHandle.of(supervisor).orElseThrow().destroyForcibly();
        awaitEnd(supervisor);

        assertThat(recover(config, task.state())).isNull();
        assertThat(processesOfTask()).isEmpty();
    }

    @Test
    void shouldReportUsage() throws Exception {
        final TaskHandle task = start(
                fixture.shell("x=$(head -c 4000000 /dev/zero | tr '\\0' a); : >up; while :; do sleep 1000; done"));
        awaitFile(fixture.taskDir().resolve("up"));
        final TaskStats stats = task.stats();

        assertThat(stats.memory().rss()).isGreaterThan(4_000_000);
        assertThat(stats.memory().measured()).contains("RSS");
        assertThat(stats.cpu().measured()).contains("Percent");
    }

    @Test
    void shouldSayThatTheKernelKilledTheTaskForMemory() throws Exception {
        assumeTrue(runtime.cgroups().isUsable(), "control groups are not usable here");
        fixture.memoryMb(16);
        final ExitResult result = run("x=$(head -c 100000000 /dev/zero | tr '\\0' a)");

        assertThat(result.oomKilled()).isTrue();
        assertThat(result.isSuccessful()).isFalse();
    }

    private static void awaitEnd(final long pid) throws Exception {
        final Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(30, TimeUnit.SECONDS);
        }
    }

    private List<Long> processesOfTask() {
        final List<Long> found = new ArrayList<>();
        ProcessHandle.allProcesses().forEach(process -> {
            try {
                final String environ =
                        Files.readString(PROC.resolve(process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
                if (environ.contains("NOMAD_ALLOC_ID=" + fixture.allocId())) {
                    found.add(process.pid());
                }
            } catch (final IOException e) {
                // It ended meanwhile.
            }
        });
        return found;
    }

    /** What a program beside the task did. */
    private record Beside(String out, String err, int code) {}

    private Beside beside(final TaskConfig config, final String input, final boolean isTerminal, final String... words)
            throws Exception {
        final TaskHandle task = start(config);
        try (ExecProcess process = driver.exec(config, task, new ExecRequest(List.of(words), isTerminal))) {
            process.resize(33, 44);
            process.stdin().write(input.getBytes(StandardCharsets.UTF_8));
            process.stdin().close();
            final String out = new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8);
            final String err = new String(process.stderr().readAllBytes(), StandardCharsets.UTF_8);
            return new Beside(out, err, process.waitFor());
        }
    }

    @Test
    void shouldRunProgramsBesideATaskInItsSurroundings() throws Exception {
        final TaskConfig config = fixture.env("ODD", "it's $HOME").shell("sleep 600");

        assertThat(beside(config, "typed", false, "/bin/sh", "-c", "cat; pwd; echo \"$ODD\" >&2; exit 7"))
                .isEqualTo(new Beside("typed" + fixture.taskDir() + "\n", "it's $HOME\n", 7));
    }

    @Test
    void shouldGiveProgramsATerminalOfTheWantedSize() throws Exception {
        final Beside result =
                beside(fixture.shell("sleep 600"), "", true, "/bin/sh", "-c", "test -t 0 && test -t 1; exit $?");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void shouldRefuseProgramsThatAreNotThere() throws Exception {
        final TaskConfig config = fixture.shell("sleep 600");

        assertThatThrownBy(() -> beside(config, "", false, "/no/such"))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("binary \"/no/such\" could not be found");
    }

    @Test
    void shouldLeaveNothingOfAProgramThatIsCutOff() throws Exception {
        final TaskConfig config = fixture.shell("sleep 600");
        final TaskHandle task = start(config);
        final ExecProcess process =
                driver.exec(config, task, new ExecRequest(List.of("/bin/sh", "-c", "echo ready; cat"), false));
        assertThat(process.stdout().read()).isEqualTo('r');

        process.close();

        assertThat(process.waitFor()).isNotZero();
        try (Stream<Path> files = Files.list(dir.resolve("state"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("beside")))
                    .isEmpty();
        }
    }
}
