package io.drover.agent.driver.jvm;

import static io.drover.agent.driver.TaskFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.agent.driver.ExitResult;
import io.drover.agent.driver.TaskFixture;
import io.drover.agent.driver.TaskHandle;
import io.drover.agent.driver.process.CgroupHierarchy;
import io.drover.agent.driver.process.ProcessRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaDriverTest {
    @TempDir
    Path dir;

    private ProcessRuntime runtime;
    private JavaDriver driver;
    private TaskFixture fixture;

    @BeforeEach
    void makeDirectories() throws Exception {
        // The program does not run as root, so it must be able to reach its directory.
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        fixture = new TaskFixture(dir).memoryMb(256);
        runtime = new ProcessRuntime(
                Path.of("/proc"), CgroupHierarchy.detect(Path.of("/sys/fs/cgroup")), 1000, dir.resolve("state"));
        driver = new JavaDriver(runtime);
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void shouldRunAClassAsNobody() throws Exception {
        Files.writeString(fixture.taskDir().resolve("local/Hello.java"), """
                public class Hello {
                    public static void main(String[] args) {
                        System.out.println("hello " + args[0] + " from " + System.getProperty("user.name")
                                + " " + System.getProperty("answer"));
                        System.exit(6);
                    }
                }
                """);
        // A single source file is a program since JDK 11.
        final TaskHandle task = driver.start(fixture.config("{'class': 'local/Hello.java', 'class_path': 'local',"
                + " 'jvm_options': ['-Danswer=42', '-Xmx64m', '-XX:TieredStopAtLevel=1'], 'args': ['you']}"));

        assertThat(await(task)).as(fixture.log("main.stderr.0")).isEqualTo(new ExitResult(6, 0, false, null));
        assertThat(fixture.log("main.stdout.0")).isEqualTo("hello you from nobody 42\n");
        task.destroy();
    }

    @Test
    void shouldRefuseATaskWithoutProgram() {
        assertThatThrownBy(() -> driver.start(fixture.config("{'args': ['x']}")))
                .hasMessage("jar_path or class must be specified");
        assertThatThrownBy(() -> driver.start(fixture.config("{'class': 'X', 'pid_mode': 'shared'}")))
                .hasMessage(
                        "failed driver config validation: pid_mode must be \"private\" or \"host\", got \"shared\"");
    }

    @Test
    void shouldPutTheCommandLineInOrder() throws Exception {
        final JavaTaskConfig config = JavaTaskConfig.decode(fixture.config(
                        "{'jar_path': 'a.jar', 'class_path': 'x:y', 'jvm_options': ['-Xmx1g'], 'args': ['1', '2']}")
                .driverConfig());

        assertThat(config.arguments()).containsExactly("-Xmx1g", "-cp", "x:y", "-jar", "a.jar", "1", "2");
    }

    @Test
    void shouldReadTheVersion() {
        assertThat(JavaRuntimeInfo.parse(List.of(
                        "Picked up JAVA_TOOL_OPTIONS: -Xmx1g",
                        "openjdk version \"17.0.15\" 2025-04-15",
                        "OpenJDK Runtime Environment (build 17.0.15+6-Debian-1deb12u1)",
                        "OpenJDK 64-Bit Server VM (build 17.0.15+6-Debian-1deb12u1, mixed mode, sharing)")))
                .isEqualTo(new JavaRuntimeInfo(
                        "17.0.15",
                        "OpenJDK Runtime Environment (build 17.0.15+6-Debian-1deb12u1)",
                        "OpenJDK 64-Bit Server VM (build 17.0.15+6-Debian-1deb12u1, mixed mode, sharing)"));
        assertThat(JavaRuntimeInfo.parse(List.of("command not found"))).isNull();
    }

    @Test
    void shouldFindTheJavaOfThisHost() {
        assertThat(driver.fingerprint().attributes()).containsKeys("driver.java.version", "driver.java.vm");
    }
}
