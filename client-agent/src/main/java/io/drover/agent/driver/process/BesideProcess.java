package io.drover.agent.driver.process;

import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.ExecProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program beside a task that is a process. Its environment travels as the task's does, in a file that only the agent can read. A
 * terminal comes from {@code script}, which passes input, output and exit code on.
 */
final class BesideProcess implements ExecProcess {
    private static final Logger LOGGER = LoggerFactory.getLogger(BesideProcess.class);
    private static final String HELPER_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int TERMINAL_TRIES = 40;
    private static final long TERMINAL_PAUSE_MS = 25;

    private final Process process;
    private final Path procRoot;
    private final Path becomeFile;
    private final boolean isTerminal;

    private BesideProcess(final Process process, final Path procRoot, final Path becomeFile, final boolean isTerminal) {
        this.process = process;
        this.procRoot = procRoot;
        this.becomeFile = becomeFile;
        this.isTerminal = isTerminal;
    }

    static BesideProcess start(
            final Path stateDir, final Path procRoot, final LaunchSpec spec, final boolean isTerminal)
            throws DriverException {
        try {
            final var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(stateDir, ownerOnly);
            // Temporary files are readable by their owner only.
            final Path become = Files.createTempFile(stateDir, "beside-", "");
            try {
                Files.writeString(become, LaunchScript.becomeBeside(spec));
                final ProcessBuilder builder = new ProcessBuilder(command(spec, become, isTerminal));
                builder.environment().clear();
                builder.environment().put("PATH", HELPER_PATH);
                builder.environment().put("SHELL", "/bin/sh");
                builder.directory(Path.of("/").toFile());
                return new BesideProcess(builder.start(), procRoot, become, isTerminal);
            } catch (final IOException | DriverException e) {
                Files.deleteIfExists(become);
                throw e;
            }
        } catch (final IOException e) {
            throw new DriverException("failed to start command: " + e.getMessage(), false, e);
        }
    }

    private static List<String> command(final LaunchSpec spec, final Path become, final boolean isTerminal) {
        final List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", LaunchScript.prepareBeside(spec, become.toString()), "sh", spec.command()));
        command.addAll(spec.args());
        if (!isTerminal) {
            return command;
        }
        final String line = command.stream().map(LaunchScript::quote).collect(Collectors.joining(" "));
        return List.of("script", "-q", "-e", "-f", "-c", "exec " + line, "/dev/null");
    }

    @Override
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return process.getInputStream();
    }

    @Override
    public InputStream stderr() {
        return process.getErrorStream();
    }

    @Override
    public void resize(final int rows, final int columns) {
        if (!isTerminal) {
            return;
        }
        try {
            final String device = terminal();
            if (device.isEmpty()) {
                return;
            }
            final Process stty = new ProcessBuilder(
                            "stty", "-F", device, "rows", Integer.toString(rows), "columns", Integer.toString(columns))
                    .redirectErrorStream(true)
                    .start();
            stty.getInputStream().readAllBytes();
        } catch (final IOException e) {
            LOGGER.debug("the size of a terminal cannot be set: {}", e.toString());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The terminal that the program has, which it gets a moment after its start; empty when it has ended. */
    private String terminal() throws InterruptedException {
        for (int i = 0; i < TERMINAL_TRIES && process.isAlive(); i++) {
            final Optional<ProcessHandle> child = process.children().findFirst();
            if (child.isPresent()) {
                final Path input =
                        procRoot.resolve(Long.toString(child.get().pid())).resolve("fd/0");
                try {
                    final String device = Files.readSymbolicLink(input).toString();
                    if (device.startsWith("/dev/pts/")) {
                        return device;
                    }
                } catch (final IOException e) {
                    LOGGER.debug("{} cannot be read: {}", input, e.toString());
                }
            }
            TimeUnit.MILLISECONDS.sleep(TERMINAL_PAUSE_MS);
        }
        return "";
    }

    @Override
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            Files.deleteIfExists(becomeFile);
        } catch (final IOException e) {
            LOGGER.warn("{} cannot be removed: {}", becomeFile, e.toString());
        }
    }
}
