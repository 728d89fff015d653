package io.drover.tools.quickstart;

import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.ApiSettings;
import io.drover.tools.cli.http.TlsSettings;
import io.drover.tools.files.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Servers and clients as processes on the loopback address, in one temporary directory. Nothing of them is left after
 * {@link #close()}. Used by one thread at a time.
 */
public final class LocalCluster implements AutoCloseable {
    private final Path directory;
    private final List<LocalAgent> servers = new ArrayList<>();
    private final List<LocalAgent> clients = new ArrayList<>();

    /**
     * Chooses ports and writes configuration files; nothing runs yet.
     *
     * @param rehearses whether servers practise after their start, which keeps the machine busy for half a minute.
     */
    public LocalCluster(final int serverCount, final int clientCount, final boolean rehearses) throws IOException {
        directory = Files.createTempDirectory("drover-cluster-");
        final List<PortBlock> blocks = PortBlock.free(serverCount + clientCount);
        final List<PortBlock> serverBlocks = blocks.subList(0, serverCount);
        for (int i = 0; i < serverCount; i++) {
            final String name = "server-" + (i + 1);
            servers.add(new LocalAgent(
                    name,
                    blocks.get(i),
                    directory,
                    AgentFiles.server(name, directory.resolve(name), blocks.get(i), serverBlocks, rehearses)));
        }
        for (int i = 0; i < clientCount; i++) {
            final String name = "client-" + (i + 1);
            final PortBlock block = blocks.get(serverCount + i);
            clients.add(new LocalAgent(
                    name, block, directory, AgentFiles.client(name, directory.resolve(name), block, serverBlocks)));
        }
    }

    /** Starts all agents that do not run. */
    public void start() throws IOException {
        for (final LocalAgent agent : all()) {
            if (!agent.isAlive()) {
                agent.start();
            }
        }
    }

    /** Where everything is. */
    public Path directory() {
        return directory;
    }

    /** The servers. */
    public List<LocalAgent> servers() {
        return List.copyOf(servers);
    }

    /** The clients. */
    public List<LocalAgent> clients() {
        return List.copyOf(clients);
    }

    /** The API of one of its agents. */
    public Api api(final LocalAgent agent) throws ApiException {
        return new Api(new ApiSettings(agent.address(), "", "", "", "", new TlsSettings("", "", "", "", "", false)));
    }

    /** An agent that has ended although nobody asked it to, with its last words; empty when all run. */
    public String lostAgents() {
        return all().stream()
                .filter(agent -> !agent.isAlive())
                .map(agent -> agent.name() + " has ended:\n" + agent.tail())
                .collect(Collectors.joining("\n"));
    }

    /** The last words of all agents. */
    public String tails() {
        return all().stream().map(LocalAgent::tail).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        final boolean isInterrupted = Thread.interrupted();
        try {
            for (final List<LocalAgent> group : List.of(clients, servers)) {
                final List<List<ProcessHandle>> descendants =
                        group.stream().map(LocalAgent::descendants).collect(Collectors.toList());
                group.forEach(LocalAgent::requestStop);
                for (int i = 0; i < group.size(); i++) {
                    group.get(i).awaitStop(descendants.get(i));
                }
            }
            Trees.remove(directory);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        } catch (final IOException ex) {
            throw new UncheckedIOException("cannot remove " + directory, ex);
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<LocalAgent> all() {
        final List<LocalAgent> all = new ArrayList<>(servers);
        all.addAll(clients);
        return all;
    }
}
