package io.drover.tools.quickstart;

import io.drover.tools.files.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One agent as a process of its own: its configuration file, its output in a file, its end. Used by one thread at a time. */
public final class LocalAgent {
    private static final long STOP_LIMIT_S = 15;
    private static final int TAIL_LINES = 20;
    private static final Path MEMORY = Path.of("/dev/shm");

    private final String name;
    private final PortBlock ports;
    private final Path configFile;
    private final Path logFile;
    private @Nullable Process process;

    LocalAgent(final String name, final PortBlock ports, final Path directory, final String config) throws IOException {
        this.name = name;
        this.ports = ports;
        this.configFile = directory.resolve(name + ".hcl");
        this.logFile = directory.resolve(name + ".log");
        Files.writeString(configFile, config);
    }

    /** Name of the agent. */
    public String name() {
        return name;
    }

    /** Its ports. */
    public PortBlock ports() {
        return ports;
    }

    /** Address of its API. */
    public String address() {
        return "http://127.0.0.1:" + ports.http();
    }

    /** Starts the process, again if it has ended. */
    public void start() throws IOException {
        final ProcessBuilder builder = new ProcessBuilder(
                        AgentProgram.commandLine(List.of("agent", "-config=" + configFile)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        // Several agents share a machine with everything else on it: small heaps.
        builder.environment().merge("DROVER_JAVA_OPTS", "-XX:MaxRAMPercentage=12.5", (own, small) -> small + ' ' + own);
        process = builder.start();
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Process id; 0 before the first start. */
    public long pid() {
        return process == null ? 0 : process.pid();
    }

    /** Ends the process at once, as a crash would. */
    public void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
            removeSharedMemory(process.pid());
        }
    }

    /** Asks the process to end. */
    void requestStop() {
        if (process != null) {
            process.destroy();
        }
    }

    /** Waits for the end that was asked for, and enforces it. Tasks that would survive their agent end as well. */
    void awaitStop(final List<ProcessHandle> descendants) throws InterruptedException {
        if (process != null && !process.waitFor(STOP_LIMIT_S, TimeUnit.SECONDS)) {
            kill();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        if (process != null) {
            removeSharedMemory(process.pid());
        }
    }

    /** Processes that it started, directly or not. */
    List<ProcessHandle> descendants() {
        return process == null ? List.of() : process.descendants().collect(Collectors.toList());
    }

    /** The last lines of its output, for error messages. */
    String tail() {
        try {
            final List<String> lines = Files.readAllLines(logFile, StandardCharsets.UTF_8);
            return lines.stream()
                    .skip(Math.max(0, lines.size() - TAIL_LINES))
                    .map(line -> "    " + name + ": " + line)
                    .collect(Collectors.joining("\n"));
        } catch (final IOException | UncheckedIOException ex) {
            return "    " + name + ": no output";
        }
    }

    /** A killed agent cannot remove the shared memory of its media driver, whose name ends with its process id. */
    private static void removeSharedMemory(final long pid) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(MEMORY, "drover-*-" + Long.toHexString(pid))) {
            for (final Path directory : left) {
                Trees.remove(directory);
            }
        } catch (final IOException ex) {
            // There is no shared memory to clean up here.
        }
    }
}
