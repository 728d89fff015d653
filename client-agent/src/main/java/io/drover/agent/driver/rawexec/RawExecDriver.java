package io.drover.agent.driver.rawexec;

import io.drover.agent.driver.Driver;
import io.drover.agent.driver.DriverEventListener;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverFingerprint;
import io.drover.agent.driver.ExecProcess;
import io.drover.agent.driver.ExecRequest;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskHandle;
import io.drover.agent.driver.process.CgroupHierarchy;
import io.drover.agent.driver.process.Executables;
import io.drover.agent.driver.process.Globs;
import io.drover.agent.driver.process.LaunchSpec;
import io.drover.agent.driver.process.ProcessRuntime;
import io.drover.agent.driver.process.TaskCgroup;
import io.drover.agent.driver.process.UserAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command as the agent sees the host: no chroot, no namespaces. Every task has a process group of its own under a
 * supervisor that outlives the agent; memory and CPU limits apply where control groups can be used. Thread-safe.
 */
public final class RawExecDriver implements Driver {
    private static final DriverFingerprint.Capabilities CAPABILITIES =
            new DriverFingerprint.Capabilities(true, true, DriverFingerprint.FsIsolation.NONE);

    private final ProcessRuntime runtime;
    private final RawExecOptions options;

    /** Creates the driver; {@code runtime} is shared and not owned. */
    public RawExecDriver(final ProcessRuntime runtime, final RawExecOptions options) {
        this.runtime = runtime;
        this.options = options;
    }

    @Override
    public String name() {
        return "raw_exec";
    }

    @Override
    public void listener(final DriverEventListener listener) {
        runtime.listener(listener);
    }

    @Override
    public DriverFingerprint fingerprint() {
        return options.enabled()
                ? new DriverFingerprint(true, true, "Healthy", Map.of(), CAPABILITIES)
                : new DriverFingerprint(false, false, "disabled", Map.of(), CAPABILITIES);
    }

    @Override
    public TaskHandle start(final TaskConfig config) throws DriverException {
        final RawExecConfig task = RawExecConfig.decode(config.driverConfig());
        return runtime.start(config, spec(config, task, task.command(), task.args()));
    }

    @Override
    public ExecProcess exec(final TaskConfig config, final TaskHandle task, final ExecRequest request)
            throws DriverException {
        final List<String> words = request.command();
        final RawExecConfig own = RawExecConfig.decode(config.driverConfig());
        return runtime.beside(spec(config, own, words.get(0), words.subList(1, words.size())), request.isTerminal());
    }

    private LaunchSpec spec(
            final TaskConfig config, final RawExecConfig task, final String command, final List<String> args)
            throws DriverException {
        final UserAccount user = user(config.user());
        final Path workDir = task.workDir().isEmpty() ? config.taskDir() : Path.of(task.workDir());
        if (!Files.isDirectory(workDir)) {
            throw RawExecConfig.invalid("work_dir \"" + workDir + "\" must be an existing directory");
        }
        final Path program = Executables.find(command, config.taskDir(), Executables.agentPath());
        Executables.check(program, args, List.of(config.taskDir(), config.allocDir()));
        final Map<String, String> env = new TreeMap<>(config.env());
        for (final List<String> denied : List.of(options.deniedEnvVars(), task.deniedEnvVars())) {
            env.keySet().removeIf(name -> Globs.anyMatches(denied, name));
        }
        return new LaunchSpec(
                program.toString(),
                args,
                env,
                workDir,
                List.of(),
                user,
                (int) task.oomScoreAdj(),
                cgroup(config, task));
    }

    @Override
    public @Nullable TaskHandle recover(final TaskConfig config, final byte[] handleState) throws DriverException {
        return runtime.recover(config, handleState, cgroup(config, RawExecConfig.decode(config.driverConfig())));
    }

    @Override
    public void discard(final TaskConfig config) throws DriverException {
        runtime.discard(config, cgroup(config, RawExecConfig.decode(config.driverConfig())));
    }

    private @Nullable UserAccount user(final String name) throws DriverException {
        final UserAccount account;
        if (name.isEmpty()) {
            account = null;
        } else {
            account = UserAccount.find(Path.of("/etc"), name);
            if (account == null) {
                throw RawExecConfig.invalid("failed to identify user \"" + name + "\": user: unknown user " + name);
            }
        }
        options.checkAllowed(account);
        return account;
    }

    private @Nullable TaskCgroup cgroup(final TaskConfig config, final RawExecConfig task) {
        final CgroupHierarchy cgroups = runtime.cgroups();
        final Path root = cgroups.root();
        if (!task.cgroupV2Override().isEmpty()) {
            return cgroups.foreign(List.of(below(root, task.cgroupV2Override())));
        }
        if (!task.cgroupV1Override().isEmpty()) {
            return cgroups.foreign(task.cgroupV1Override().entrySet().stream()
                    .map(entry -> below(root.resolve(entry.getKey()), entry.getValue()))
                    .toList());
        }
        return runtime.cgroupFor(config);
    }

    private static Path below(final Path root, final String relative) {
        return root.resolve(relative.replaceFirst("^/+", ""));
    }
}
