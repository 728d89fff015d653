package io.drover.perf;

import io.drover.tools.quickstart.LocalAgent;
import io.drover.tools.quickstart.LocalCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Three servers as processes, and the questions that all measurements ask of them. */
final class PerfCluster implements AutoCloseable {
    private static final long LIMIT_S = 60;
    private static final long REHEARSAL_BEGINS_S = 5;
    /** What three servers take together when nobody asks for anything, and some more. */
    private static final double RESTING_CORES = 0.7;

    private final LocalCluster cluster = new LocalCluster(3, 0, true);

    PerfCluster() throws IOException {
        cluster.start();
    }

    /** host:port of each server's API. */
    List<String> addresses() {
        return cluster.servers().stream()
                .map(server -> server.address().substring("http://".length()))
                .collect(Collectors.toList());
    }

    /** host:port where each server takes commands from gateways. */
    List<String> ingress() {
        return cluster.servers().stream()
                .map(server -> "127.0.0.1:" + server.ports().rpc())
                .collect(Collectors.toList());
    }

    /** Waits until every server answers reads and has ended its rehearsal, and returns the leader. */
    LocalAgent awaitReady() throws InterruptedException, IOException {
        awaitAnswers();
        awaitRest();
        return awaitAnswers();
    }

    /** Servers rehearse in their first half minute; what is measured is what they do afterwards. */
    private void awaitRest() throws InterruptedException, IOException {
        TimeUnit.SECONDS.sleep(REHEARSAL_BEGINS_S);
        double before = totalCpuSeconds();
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (System.nanoTime() - deadlineNs < 0) {
            TimeUnit.SECONDS.sleep(1);
            final double now = totalCpuSeconds();
            if (now - before < RESTING_CORES) {
                return;
            }
            before = now;
        }
        throw new IllegalStateException("the servers do not come to rest within " + LIMIT_S + " s");
    }

    private double totalCpuSeconds() throws IOException {
        return cpuSeconds().stream().mapToDouble(Double::doubleValue).sum();
    }

    private LocalAgent awaitAnswers() throws InterruptedException {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (System.nanoTime() - deadlineNs < 0) {
            if (cluster.servers().stream().allMatch(PerfCluster::answers)) {
                for (final LocalAgent server : cluster.servers()) {
                    if (leads(server)) {
                        return server;
                    }
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("the servers are not ready within " + LIMIT_S + " s:\n" + cluster.tails());
    }

    /** Ends a server that does not have this address, as a crash would, and returns it. */
    LocalAgent killOther(final String address) throws InterruptedException {
        for (final LocalAgent server : cluster.servers()) {
            if (!server.address().equals(address)) {
                server.kill();
                return server;
            }
        }
        throw new IllegalStateException("there is only one server");
    }

    /** Most resident memory of a server, in MB. */
    long residentMb() throws IOException {
        long most = 0;
        for (final LocalAgent server : cluster.servers()) {
            most = Math.max(most, new ProcessFacts(server.pid()).residentMb());
        }
        return most;
    }

    /** CPU time of each server so far, in seconds of one core. */
    List<Double> cpuSeconds() throws IOException {
        final List<Double> seconds = new ArrayList<>();
        for (final LocalAgent server : cluster.servers()) {
            seconds.add(new ProcessFacts(server.pid()).cpuSeconds());
        }
        return seconds;
    }

    /** Bytes on disk of one server's archive. */
    long archiveBytes() throws IOException {
        final String directory =
                cluster.directory().resolve("server-1/server/archive").toString();
        final Process du = new ProcessBuilder("du", "-s", "--block-size=1", directory).start();
        return Long.parseLong(new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\\s")[0]);
    }

    private static boolean answers(final LocalAgent server) {
        try {
            return Http.get(server.address() + "/v1/jobs", 2_000).isSuccess();
        } catch (final IOException ex) {
            return false;
        }
    }

    private static boolean leads(final LocalAgent server) {
        try {
            final String leader = Http.get(server.address() + "/v1/status/leader", 2_000)
                    .doc()
                    .text();
            return leader.endsWith(":" + server.ports().http())
                    || leader.endsWith(":" + server.ports().rpc());
        } catch (final IOException ex) {
            return false;
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
