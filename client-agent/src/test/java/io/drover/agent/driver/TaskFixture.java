package io.drover.agent.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An allocation's directories on disk and task configurations in them; for tests of drivers. */
public final class TaskFixture {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long LIMIT_S = 30;

    private final Path root;
    private final String allocId = UUID.randomUUID().toString();
    private final AtomicInteger starts = new AtomicInteger();
    private String user = "";
    private int maxFiles = 3;
    private boolean logsDisabled;
    private TaskConfig.Resources resources = new TaskConfig.Resources(100, 100, 64, 0, List.of(), 0.02);
    private List<TaskConfig.Port> ports = List.of();
    private final Map<String, String> env = new TreeMap<>();

    public TaskFixture(final Path dir) {
        root = dir.resolve(allocId);
        try {
            for (final String name : List.of("alloc/logs", "main/local", "main/secrets", "main/private")) {
                Files.createDirectories(root.resolve(name));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        env.put("NOMAD_ALLOC_ID", allocId);
        env.put("NOMAD_TASK_NAME", "main");
        env.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    public TaskFixture user(final String value) {
        user = value;
        return this;
    }

    public TaskFixture maxFiles(final int value) {
        maxFiles = value;
        return this;
    }

    public TaskFixture logsDisabled() {
        logsDisabled = true;
        return this;
    }

    public TaskFixture memoryMb(final int value) {
        resources = new TaskConfig.Resources(100, 100, value, 0, List.of(), 0.02);
        return this;
    }

    public TaskFixture resources(final TaskConfig.Resources value) {
        resources = value;
        return this;
    }

    public TaskFixture ports(final TaskConfig.Port... values) {
        ports = List.of(values);
        return this;
    }

    public TaskFixture env(final String name, final String value) {
        env.put(name, value);
        return this;
    }

    public Path taskDir() {
        return root.resolve("main");
    }

    public Path logDir() {
        return root.resolve("alloc/logs");
    }

    public String allocId() {
        return allocId;
    }

    /** A configuration whose {@code Config} object is the given JSON, with single quotes for double ones. */
    public TaskConfig config(final String json) {
        final Path task = taskDir();
        try {
            return new TaskConfig(
                    allocId + "/main/" + String.format("%08d", starts.incrementAndGet()),
                    allocId,
                    "default",
                    "job",
                    "job",
                    "group",
                    "main",
                    MAPPER.readTree(json.replace('\'', '"')),
                    env,
                    root.resolve("alloc"),
                    task,
                    task.resolve("local"),
                    task.resolve("secrets"),
                    new TaskConfig.Logs(logDir(), "main.stdout", "main.stderr", maxFiles, 1, logsDisabled),
                    user,
                    resources,
                    ports,
                    null,
                    null,
                    List.of(),
                    List.of());
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A configuration that runs a shell script. */
    public TaskConfig shell(final String script) {
        return config("{'command': '/bin/sh', 'args': ['-c', "
                + MAPPER.getNodeFactory().textNode(script).toString().replace("'", "\\u0027") + "]}");
    }

    /** A log file's text, empty when there is none. */
    public String log(final String name) {
        try {
            final Path file = logDir().resolve(name);
            return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a task's end. */
    public static ExitResult await(final TaskHandle task) throws Exception {
        return task.exit().toCompletableFuture().get(LIMIT_S, TimeUnit.SECONDS);
    }

    /** Waits until {@code file} exists. */
    public static void awaitFile(final Path file) {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (!Files.exists(file)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("no " + file + " after " + LIMIT_S + " s");
            }
            Thread.onSpinWait();
        }
    }
}
