package io.drover.agent.driver.jvm;

import io.drover.agent.driver.Driver;
import io.drover.agent.driver.DriverEventListener;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverFingerprint;
import io.drover.agent.driver.ExecProcess;
import io.drover.agent.driver.ExecRequest;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskHandle;
import io.drover.agent.driver.process.Executables;
import io.drover.agent.driver.process.LaunchSpec;
import io.drover.agent.driver.process.ProcessRuntime;
import io.drover.agent.driver.process.UserAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs Java programs as supervised processes. They are not confined to their directory: what keeps them apart is their user,
 * {@code nobody} unless the task names another, and their control group. Thread-safe.
 */
public final class JavaDriver implements Driver {
    private static final DriverFingerprint.Capabilities CAPABILITIES =
            new DriverFingerprint.Capabilities(false, false, DriverFingerprint.FsIsolation.NONE);
    private static final String DEFAULT_USER = "nobody";
    private static final long ROOT = 0;

    private final ProcessRuntime runtime;
    private volatile @Nullable JavaRuntimeInfo info;

    /** Creates the driver; {@code runtime} is shared and not owned. */
    public JavaDriver(final ProcessRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return "java";
    }

    @Override
    public DriverFingerprint.Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public void listener(final DriverEventListener listener) {
        runtime.listener(listener);
    }

    @Override
    public DriverFingerprint fingerprint() {
        JavaRuntimeInfo known = info;
        if (known == null) {
            // Asked until it answers once: starting a virtual machine every 30 seconds would be a waste.
            known = JavaRuntimeInfo.ask("java");
            info = known;
        }
        return known == null
                ? new DriverFingerprint(false, false, "", Map.of(), CAPABILITIES)
                : new DriverFingerprint(true, true, "Healthy", known.attributes(), CAPABILITIES);
    }

    @Override
    public TaskHandle start(final TaskConfig config) throws DriverException {
        final JavaTaskConfig task = JavaTaskConfig.decode(config.driverConfig());
        return runtime.start(config, spec(config, task, "java", task.arguments()));
    }

    @Override
    public ExecProcess exec(final TaskConfig config, final TaskHandle task, final ExecRequest request)
            throws DriverException {
        final List<String> words = request.command();
        final JavaTaskConfig own = JavaTaskConfig.decode(config.driverConfig());
        return runtime.beside(spec(config, own, words.get(0), words.subList(1, words.size())), request.isTerminal());
    }

    private LaunchSpec spec(
            final TaskConfig config, final JavaTaskConfig task, final String command, final List<String> args)
            throws DriverException {
        final Path workDir = task.workDir().isEmpty() ? config.taskDir() : Path.of(task.workDir());
        if (!Files.isDirectory(workDir)) {
            throw DriverException.permanent(
                    "failed driver config validation: work_dir \"" + workDir + "\" must be an existing directory");
        }
        return new LaunchSpec(
                Executables.find(command, config.taskDir(), Executables.agentPath())
                        .toString(),
                args,
                config.env(),
                workDir,
                List.of(),
                user(config.user()),
                0,
                runtime.cgroupFor(config));
    }

    @Override
    public @Nullable TaskHandle recover(final TaskConfig config, final byte[] handleState) throws DriverException {
        return runtime.recover(config, handleState, runtime.cgroupFor(config));
    }

    @Override
    public void discard(final TaskConfig config) {
        runtime.discard(config, runtime.cgroupFor(config));
    }

    private static @Nullable UserAccount user(final String name) throws DriverException {
        // Only root can become somebody else.
        if (name.isEmpty() && UserAccount.ownUid() != ROOT) {
            return null;
        }
        final String wanted = name.isEmpty() ? DEFAULT_USER : name;
        final UserAccount account = UserAccount.find(Path.of("/etc"), wanted);
        if (account == null) {
            throw DriverException.permanent("failed driver config validation: failed to identify user \"" + wanted
                    + "\": user: unknown user " + wanted);
        }
        return account;
    }
}
