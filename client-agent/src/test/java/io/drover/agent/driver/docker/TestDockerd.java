package io.drover.agent.driver.docker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Docker engine of the tests' own: everything it keeps is below one temporary directory, which is removed with it. */
final class TestDockerd implements AutoCloseable {
    /** A small image with a shell, imported under this name. */
    static final String IMAGE = "drover-test:1";

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> APPLETS = List.of(
            "sh", "cat", "echo", "env", "false", "head", "id", "kill", "ls", "nc", "pwd", "seq", "sleep", "tail",
            "touch", "tr", "true", "wc", "yes");
    private static final long LIMIT_S = 60;

    private final Path dir;
    private final List<String> extraFlags;
    private @Nullable Process process;

    TestDockerd(final String... extraFlags) throws IOException {
        this.dir = Files.createTempDirectory("dockerd");
        this.extraFlags = List.of(extraFlags);
        start();
    }

    String endpoint() {
        return "unix://" + dir.resolve("docker.sock");
    }

    void start() throws IOException {
        Files.deleteIfExists(log());
        Files.createFile(log());
        final List<String> command = new ArrayList<>(List.of(
                "dockerd",
                "--data-root=" + dir.resolve("data"),
                "--exec-root=" + dir.resolve("exec"),
                "--pidfile=" + dir.resolve("pid"),
                "--host=" + endpoint(),
                "--iptables=false",
                "--ip6tables=false"));
        command.addAll(extraFlags);
        final ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .redirectInput(new File("/dev/null"));
        try {
            process = builder.start();
        } catch (final IOException e) {
            throw new IOException(
                    "dockerd must be installed (Debian: docker.io) or DOCKER_HOST must name an engine", e);
        }
        awaitReady(process);
    }

    /** Stops the engine; with live restore its containers go on. */
    void stop() {
        final Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        try {
            // With live restore the engine leaves its data directory mounted on itself.
            run(
                    "sh",
                    "-c",
                    "! mountpoint -q \"$0\" || umount \"$0\"",
                    dir.resolve("data").toString());
            deleteTree(dir);
        } catch (final IOException | UncheckedIOException e) {
            throw new IllegalStateException("cannot remove " + dir, e);
        }
    }

    /** Imports the test image into any engine under a name; the content differs with the name. */
    static void importImage(final String endpoint, final String name) throws IOException {
        final Path root = Files.createTempDirectory("image");
        try {
            Files.createDirectories(root.resolve("bin"));
            Files.createDirectories(root.resolve("tmp"));
            Files.copy(BUSYBOX, root.resolve("bin/busybox"));
            Files.writeString(root.resolve("name"), name);
            for (final String applet : APPLETS) {
                Files.createSymbolicLink(root.resolve("bin").resolve(applet), Path.of("busybox"));
            }
            final Path archive = root.resolve("image.tar");
            run("tar", "-C", root.toString(), "-cf", archive.toString(), "bin", "tmp", "name");
            run("docker", "--host", endpoint, "import", archive.toString(), name);
        } finally {
            deleteTree(root);
        }
    }

    private static void run(final String... command) throws IOException {
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void deleteTree(final Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private void awaitReady(final Process starting) throws IOException {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (!Files.readString(log()).contains("API listen on")) {
            if (!starting.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("dockerd did not start: " + Files.readString(log()));
            }
            Thread.onSpinWait();
        }
    }

    private Path log() {
        return dir.resolve("log");
    }
}
