package io.drover.perf;

import io.drover.tools.cli.http.Doc;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The everyday form: how long {@code agent -dev} takes to start, what it costs when idle, how long commands and jobs take. */
final class DevMeasurement implements Measurement {
    private static final int STARTS = 3;
    private static final int CLI_ROUNDS = 11;
    private static final int JOBS = 15;
    private static final long IDLE_S = 20;
    private static final long START_LIMIT_S = 60;
    private static final int TIMEOUT_MS = 5_000;

    private final String launcher = System.getProperty("drover.launcher", "bin/drover");
    private final Path directory = Files.createTempDirectory("drover-perf-dev-");
    private final String address;
    private @Nullable Process agent;

    DevMeasurement() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            address = "http://127.0.0.1:" + free.getLocalPort();
            Files.writeString(directory.resolve("dev.hcl"), "ports {\n  http = " + free.getLocalPort() + "\n}\n");
        }
    }

    @Override
    public void run(final Report report) throws Exception {
        double first = 0;
        final Samples later = new Samples();
        for (int i = 0; i < STARTS; i++) {
            final long startNs = start();
            final long elapsedNs = awaitReady(startNs);
            if (i == 0) {
                first = (double) TimeUnit.NANOSECONDS.toMillis(elapsedNs);
            } else {
                later.add(elapsedNs);
            }
            if (i < STARTS - 1) {
                close();
            }
        }
        report.put("start_first_ms", first);
        report.put("start_ms", later.medianMs());
        idle(report);
        commands(report);
        jobs(report);
    }

    @Override
    public void close() throws InterruptedException {
        if (agent != null) {
            agent.destroy();
            if (!agent.waitFor(20, TimeUnit.SECONDS)) {
                agent.destroyForcibly().waitFor();
            }
        }
    }

    private long start() throws IOException {
        final long nowNs = System.nanoTime();
        agent = new ProcessBuilder(launcher, "agent", "-dev", "-config=" + directory.resolve("dev.hcl"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("dev.log").toFile())
                .start();
        return nowNs;
    }

    private long awaitReady(final long startNs) throws Exception {
        while (System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(START_LIMIT_S)) {
            if (hasReadyNode()) {
                return System.nanoTime() - startNs;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new IllegalStateException(
                "no ready node within " + START_LIMIT_S + " s:\n" + Files.readString(directory.resolve("dev.log")));
    }

    private boolean hasReadyNode() {
        try {
            return Http.get(address + "/v1/nodes", TIMEOUT_MS).doc().items().stream()
                    .anyMatch(node -> node.text("Status").equals("ready"));
        } catch (final IOException ex) {
            return false;
        }
    }

    private void idle(final Report report) throws Exception {
        if (agent == null) {
            return;
        }
        final ProcessFacts facts = new ProcessFacts(agent.pid());
        TimeUnit.SECONDS.sleep(5);
        final double before = facts.cpuSeconds();
        TimeUnit.SECONDS.sleep(IDLE_S);
        report.put("idle_cpu_percent", (facts.cpuSeconds() - before) / IDLE_S * 100);
        report.put("rss_mb", facts.residentMb());
    }

    private void commands(final Report report) throws Exception {
        report.put("cli_version_ms", command("version"));
        report.put("cli_node_status_ms", command("node", "status", "-address=" + address));
    }

    private double command(final String... arguments) throws Exception {
        final List<String> line = new java.util.ArrayList<>(List.of(launcher));
        line.addAll(List.of(arguments));
        final Samples samples = new Samples();
        for (int i = 0; i < CLI_ROUNDS; i++) {
            final long startNs = System.nanoTime();
            final int code = new ProcessBuilder(line)
                    .redirectOutput(new File("/dev/null"))
                    .redirectError(new File("/dev/null"))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", line) + " ended with code " + code);
            }
            if (i > 0) {
                samples.add(System.nanoTime() - startNs);
            }
        }
        return samples.medianMs();
    }

    private void jobs(final Report report) throws Exception {
        final Samples samples = new Samples();
        for (int i = 0; i < JOBS; i++) {
            final String id = "sleep-" + i;
            final long startNs = System.nanoTime();
            final Http.Answer answer = Http.put(address + "/v1/jobs", PerfJobs.sleeping(id), TIMEOUT_MS);
            if (!answer.isSuccess()) {
                throw new IllegalStateException("register: " + answer);
            }
            awaitRunning(id);
            samples.add(System.nanoTime() - startNs);
            Http.delete(address + "/v1/job/" + id + "?purge=true", TIMEOUT_MS);
        }
        report.put("submit_to_running_ms", samples.medianMs());
        report.put("submit_to_running_max_ms", samples.percentileMs(100));
    }

    /** Follows the job's allocations with blocking queries. */
    private void awaitRunning(final String id) throws IOException {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        long index = 0;
        while (System.nanoTime() - deadlineNs < 0) {
            final Http.Answer answer =
                    Http.get(address + "/v1/job/" + id + "/allocations?wait=2s&index=" + index, TIMEOUT_MS);
            for (final Doc alloc : answer.doc().items()) {
                if (alloc.text("ClientStatus").equals("running")) {
                    return;
                }
            }
            index = answer.index();
        }
        throw new IllegalStateException("job " + id + " does not run within 20 s");
    }
}
