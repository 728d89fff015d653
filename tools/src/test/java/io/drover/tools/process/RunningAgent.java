package io.drover.tools.process;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.Main;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.ApiSettings;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.http.TlsSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A whole agent in a process of its own, its output read as it comes. All waits end with what is waited for, with the process, or with
 * the test's own time limit.
 */
final class RunningAgent implements AutoCloseable {
    private static final String STARTED = "Drover agent started!";
    private static final List<String> JVM_FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxRAMPercentage=5",
            "-Xss512k",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/java.util.zip=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED");

    private final Process process;
    private final int httpPort;
    private final Path temporary;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private RunningAgent(final Process process, final int httpPort, final Path temporary) {
        this.temporary = temporary;
        this.process = process;
        this.httpPort = httpPort;
        final Thread reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts an agent; {@code httpPort} is what its configuration says. */
    static RunningAgent start(final int httpPort, final Path temporary, final List<String> arguments)
            throws IOException {
        return start(httpPort, temporary, List.of(), arguments);
    }

    /** As above, with further flags of the virtual machine. */
    static RunningAgent start(
            final int httpPort, final Path temporary, final List<String> jvmFlags, final List<String> arguments)
            throws IOException {
        final List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(JVM_FLAGS);
        line.addAll(jvmFlags);
        line.add("-Djava.io.tmpdir=" + temporary);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "agent"));
        line.addAll(arguments);
        return new RunningAgent(
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .start(),
                httpPort,
                temporary);
    }

    /** Starts a development agent on free ports, whose temporary files are below the directory, and waits for its API. */
    static RunningAgent startDev(final Path directory) throws Exception {
        return launchDev(directory, FreePorts.block()).awaitStarted();
    }

    /** Starts a development agent on this port and does not wait. */
    static RunningAgent launchDev(final Path directory, final int port) throws IOException {
        final Path config = directory.resolve("dev-" + port + ".hcl");
        Files.writeString(
                config,
                "ports {\n  http = " + port
                        + "\n}\nclient {\n  network_interface = \"lo\"\n  options = { \"secrets.tmpfs\" = \"false\" }\n}\n");
        return start(port, directory, List.of("-dev", "-config=" + config));
    }

    /** Waits until the agent says that it runs. */
    RunningAgent awaitStarted() throws InterruptedException {
        awaitOutput(STARTED);
        return this;
    }

    long pid() {
        return process.pid();
    }

    String address() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** Its API. */
    Api api() throws ApiException {
        return new Api(new ApiSettings(address(), "", "", "", "", new TlsSettings("", "", "", "", "", false)));
    }

    /** Waits for a line that contains this; fails when the process ends without one. */
    String awaitOutput(final String part) throws InterruptedException {
        synchronized (lines) {
            int next = 0;
            while (true) {
                for (; next < lines.size(); next++) {
                    if (lines.get(next).contains(part)) {
                        return lines.get(next);
                    }
                }
                if (ended) {
                    throw new AssertionError("no \"" + part + "\" in the output:\n" + String.join("\n", lines));
                }
                lines.wait();
            }
        }
    }

    /** Everything that it has said. */
    String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /** Asks again, by blocking queries, until the answer is as expected. */
    Doc await(final String path, final Predicate<Doc> isExpected) throws IOException, ApiException {
        String index = "0";
        while (true) {
            final Query query = new Query().with("index", index).with("wait", "60s");
            try (Answer answer = api().stream(path, query)) {
                final Doc document = Docs.read(answer.body());
                if (isExpected.test(document)) {
                    return document;
                }
                index = answer.header("X-Nomad-Index");
            } catch (final ApiException ex) {
                goOnIfLeaderless(ex);
            }
        }
    }

    /** The allocation of a job of one, once it has this status. */
    Doc awaitAlloc(final String job, final String status) throws IOException, ApiException {
        return await(
                        "/v1/job/" + job + "/allocations",
                        allocs -> allocs.items().stream()
                                .anyMatch(alloc -> alloc.text("ClientStatus").equals(status)))
                .items()
                .stream()
                .filter(alloc -> alloc.text("ClientStatus").equals(status))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until a call reaches the node: after a start the state shows the node before its link is up again. */
    void awaitPath(final String nodeId) throws ApiException {
        int status = 0;
        while (status != 200) {
            try (Answer answer = api().open("GET", "/v1/client/stats", new Query().with("node_id", nodeId), null)) {
                status = answer.status();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("no path to the node; the agent said:\n" + output());
            }
        }
    }

    /** Registers a job, again while nobody leads: a registration that was accepted in spite of an error may be repeated. */
    void register(final JsonObject job) throws ApiException {
        while (true) {
            try {
                api().put("/v1/jobs", new Query(), new JsonObject().put("Job", job));
                return;
            } catch (final ApiException ex) {
                goOnIfLeaderless(ex);
            }
        }
    }

    /** What clients do while a leader is elected: they ask again. */
    private void goOnIfLeaderless(final ApiException problem) throws ApiException {
        if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError("out of time; the agent said:\n" + output(), problem);
        }
        if (problem.status() != 429 && problem.status() < 500) {
            throw problem;
        }
    }

    /** Sends a signal by its name. */
    void signal(final String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Ends the process at once, as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for the end of the process; its exit code, or a failure with all its output and the stacks of its threads. */
    int awaitEnd(final long limitS) throws IOException, InterruptedException {
        if (!process.waitFor(limitS, TimeUnit.SECONDS)) {
            signal("QUIT");
            // The threads' stacks end with the heap's figures.
            awaitOutput("Heap");
            throw new AssertionError("the agent did not end within " + limitS + " s:\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        // Tasks would outlive their agent, and shared memory a crash.
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        Leftovers.remove(temporary, process.pid());
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (final IOException ex) {
            // The process was killed.
        } finally {
            synchronized (lines) {
                ended = true;
                lines.notifyAll();
            }
        }
    }
}
