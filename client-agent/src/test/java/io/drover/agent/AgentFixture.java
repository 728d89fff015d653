package io.drover.agent;

import io.drover.agent.api.ClientRequest;
import io.drover.agent.api.ClientResponse;
import io.drover.agent.driver.Driver;
import io.drover.agent.driver.process.CgroupHierarchy;
import io.drover.agent.driver.process.ProcessRuntime;
import io.drover.agent.driver.rawexec.RawExecDriver;
import io.drover.agent.driver.rawexec.RawExecOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A real agent with the raw_exec driver, for tests that need processes. */
final class AgentFixture implements AutoCloseable {
    final RecordingSink sink = new RecordingSink();
    private final Path dataDir;
    private ProcessRuntime runtime;
    private NodeAgent agent;

    AgentFixture(final Path dataDir, final boolean ephemeral) throws IOException {
        this.dataDir = dataDir;
        start(ephemeral);
    }

    NodeAgent agent() {
        return agent;
    }

    Path allocDir(final String allocId) {
        return dataDir.resolve("alloc").resolve(allocId);
    }

    /** Stops the agent as a process would end, and starts another one on the same directory. */
    void restart(final boolean ephemeral) throws IOException {
        close();
        start(ephemeral);
    }

    private void start(final boolean ephemeral) throws IOException {
        runtime = new ProcessRuntime(
                Path.of("/proc"),
                CgroupHierarchy.detect(dataDir.resolve("no-cgroups")),
                1_000,
                dataDir.resolve("processes"));
        final Driver rawExec = new RawExecDriver(runtime, RawExecOptions.ENABLED);
        agent = NodeAgent.start(
                AgentSettings.defaults(dataDir, ephemeral), Map.of("raw_exec", rawExec), () -> Assignments.NODE, sink);
    }

    @Override
    public void close() throws IOException {
        agent.close();
        runtime.close();
    }

    ClientResponse get(final String pathAndQuery) {
        return request("GET", pathAndQuery, "");
    }

    ClientResponse request(final String method, final String pathAndQuery, final String body) {
        final int question = pathAndQuery.indexOf('?');
        final Map<String, String> query = new TreeMap<>();
        if (question >= 0) {
            for (final String parameter : pathAndQuery.substring(question + 1).split("&")) {
                final String[] parts = parameter.split("=", 2);
                query.put(parts[0], parts[1]);
            }
        }
        final String path = question < 0 ? pathAndQuery : pathAndQuery.substring(0, question);
        return agent.api().handle(new ClientRequest(method, path, query, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** The body of an answer that ends by itself. */
    static String body(final ClientResponse response) throws IOException, InterruptedException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        response.body().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Status and body in one text. */
    String answer(final String pathAndQuery) throws IOException, InterruptedException {
        final ClientResponse response = get(pathAndQuery);
        return response.status() + " " + body(response);
    }

    /** Waits until a file has that content. */
    static void awaitContent(final Path file, final String content) throws IOException {
        while (!Files.exists(file) || !Files.readString(file).equals(content)) {
            Thread.onSpinWait();
        }
    }

    /** A raw_exec task that runs a shell script; single quotes and backslashes must not occur in it. */
    static String shell(final String name, final String script) {
        return "{'Name':'" + name + "','Driver':'raw_exec','Config':{'command':'/bin/sh','args':['-c','" + script
                + "']},'RestartPolicy':{'Attempts':0,'Mode':'fail'},'KillTimeout':2000000000}";
    }
}
