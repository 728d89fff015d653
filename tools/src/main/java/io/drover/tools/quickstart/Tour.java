package io.drover.tools.quickstart;

import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What the quickstart shows: a cluster comes up, a service and a batch job run on it. Every line is what the API answered. */
final class Tour {
    private static final String WEB = "web";
    private static final String COUNT = "count";
    private static final int LOG_LINES_SHOWN = 3;
    private static final int LOG_BYTES_MAX = 64 * 1024;

    private final LocalCluster cluster;
    private final Timeline timeline;
    private final Waiter waiter;
    private final Api api;

    Tour(final LocalCluster cluster, final Timeline timeline, final Waiter waiter) throws ApiException {
        this.cluster = cluster;
        this.timeline = timeline;
        this.waiter = waiter;
        this.api = cluster.api(cluster.servers().get(0));
    }

    /** Goes through all steps. */
    void run() throws QuickstartException, IOException, ApiException, InterruptedException {
        awaitServers();
        awaitNode();
        final SampleJob web = SampleJob.read(WEB + ".hcl", cluster.directory());
        final SampleJob count = SampleJob.read(COUNT + ".hcl", cluster.directory());
        register(WEB, web);
        showRunning();
        showService();
        showLogs(runningAllocs(WEB).get(0).text("ID"), "server");
        register(COUNT, count);
        showComplete();
    }

    /** Takes the jobs away and waits until their tasks have ended; after that nothing of them can outlive the agents. */
    void stopJobs() throws QuickstartException, InterruptedException {
        for (final String job : List.of(WEB, COUNT)) {
            try {
                api.delete("/v1/job/" + job, new Query());
            } catch (final ApiException ex) {
                // Never registered: there is nothing to stop.
            }
        }
        waiter.await(
                "the tasks to end",
                () -> api.get("/v1/allocations").items().stream().allMatch(Tour::hasEnded) ? true : null);
    }

    private void awaitServers() throws QuickstartException, ApiException, InterruptedException {
        for (final LocalAgent server : cluster.servers()) {
            final Api own = cluster.api(server);
            waiter.await(server.name() + " to answer", () -> own.get("/v1/agent/self"));
            timeline.step(server.name() + " answers at " + server.address());
        }
        final String leader = waiter.await("a leader", () -> {
            final String address = api.get("/v1/status/leader").text();
            return address.isEmpty() ? null : address;
        });
        timeline.step("leader elected: " + nameOf(leader) + " (" + leader + ")");
    }

    private String nameOf(final String rpcAddress) {
        return cluster.servers().stream()
                .filter(server -> rpcAddress.endsWith(":" + server.ports().rpc())
                        || rpcAddress.endsWith(":" + server.ports().http()))
                .map(LocalAgent::name)
                .findFirst()
                .orElse("another server");
    }

    private void awaitNode() throws QuickstartException, InterruptedException {
        final Doc node = waiter.await(
                "the client to be ready",
                () -> api.get("/v1/nodes").items().stream()
                        .filter(candidate -> candidate.text("Status").equals("ready"))
                        .findFirst()
                        .orElse(null));
        timeline.step("node ready: " + node.text("Name") + " (" + shortId(node.text("ID")) + ")");
    }

    private void register(final String name, final SampleJob job) throws ApiException {
        final Doc answer =
                api.put("/v1/jobs", new Query(), new io.drover.gateway.jobspec.json.JsonObject().put("Job", job.job()));
        timeline.step("job \"" + name + "\" registered: evaluation " + shortId(answer.text("EvalID")));
    }

    private void showRunning() throws QuickstartException, InterruptedException {
        final List<Doc> allocs = waiter.await("two running allocations", () -> {
            final List<Doc> running = runningAllocs(WEB);
            return running.size() == 2 ? running : null;
        });
        timeline.step("allocations running: "
                + allocs.stream()
                        .map(alloc -> alloc.text("Name") + " " + shortId(alloc.text("ID")))
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    private List<Doc> runningAllocs(final String job) throws ApiException {
        return api.get("/v1/job/" + job + "/allocations").items().stream()
                .filter(alloc -> alloc.text("ClientStatus").equals("running"))
                .collect(Collectors.toList());
    }

    private void showService() throws QuickstartException, InterruptedException {
        final List<Doc> instances = waiter.await("the service's addresses", () -> {
            final List<Doc> found = api.get("/v1/service/" + WEB).items();
            return found.size() == 2 ? found : null;
        });
        timeline.step("service \"" + WEB + "\" is at "
                + instances.stream()
                        .map(instance -> instance.text("Address") + ":" + instance.text("Port"))
                        .sorted()
                        .collect(Collectors.joining(" and ")));
    }

    private void showLogs(final String allocId, final String task) throws QuickstartException, InterruptedException {
        final String text = waiter.await("log lines", () -> {
            final String lines = logs(allocId, task);
            return lines.isEmpty() ? null : lines;
        });
        timeline.step("log of " + shortId(allocId) + ":");
        text.lines().limit(LOG_LINES_SHOWN).forEach(line -> timeline.detail("| " + line));
    }

    private String logs(final String allocId, final String task) throws ApiException {
        final Query query =
                new Query().with("task", task).with("type", "stdout").with("plain", "true");
        try (Answer answer = api.stream("/v1/client/fs/logs/" + allocId, query)) {
            return new String(answer.body().readNBytes(LOG_BYTES_MAX), StandardCharsets.UTF_8);
        } catch (final IOException ex) {
            throw ApiException.transport("the log broke off: " + ex.getMessage());
        }
    }

    private void showComplete() throws QuickstartException, InterruptedException {
        final Doc alloc = waiter.await(
                "the batch job to complete",
                () -> api.get("/v1/job/" + COUNT + "/allocations").items().stream()
                        .filter(candidate -> candidate.text("ClientStatus").equals("complete"))
                        .findFirst()
                        .orElse(null));
        timeline.step("job \"" + COUNT + "\" complete: allocation " + shortId(alloc.text("ID")));
        showLogs(alloc.text("ID"), COUNT);
    }

    private static boolean hasEnded(final Doc alloc) {
        return switch (alloc.text("ClientStatus")) {
            case "complete", "failed", "lost" -> true;
            default -> false;
        };
    }

    private static String shortId(final String id) {
        return id.substring(0, Math.min(8, id.length()));
    }
}
