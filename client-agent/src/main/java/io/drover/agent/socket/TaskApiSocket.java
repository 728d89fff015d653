package io.drover.agent.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket of one task, with a thread that waits for connections and two for each of them. Closing ends them all. */
public final class TaskApiSocket implements AutoCloseable {
    /** Name of the socket in the directory of secrets. */
    public static final String NAME = "api.sock";

    private static final Logger LOG = LoggerFactory.getLogger(TaskApiSocket.class);
    private static final int CONNECTIONS_MAX = 32;
    private static final int STACK_BYTES = 256 * 1024;

    private final Path path;
    private final ServerSocketChannel channel;
    private final Supplier<String> server;
    private final Set<TaskApiRelay> relays = ConcurrentHashMap.newKeySet();

    private TaskApiSocket(final Path path, final ServerSocketChannel channel, final Supplier<String> server) {
        this.path = path;
        this.channel = channel;
        this.server = server;
    }

    /**
     * Opens the socket in a task's directory of secrets; one that is there already is replaced.
     *
     * @param server host:port of the API behind it, asked with every connection; empty when there is none.
     */
    public static TaskApiSocket open(final Path secrets, final Supplier<String> server) throws IOException {
        final Path path = secrets.resolve(NAME);
        Files.deleteIfExists(path);
        final ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (final IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        final TaskApiSocket socket = new TaskApiSocket(path, channel, server);
        run("task-api", socket::accept);
        return socket;
    }

    private void accept() {
        while (channel.isOpen()) {
            try {
                final SocketChannel client = channel.accept();
                if (relays.size() >= CONNECTIONS_MAX) {
                    client.close();
                    continue;
                }
                final TaskApiRelay relay = new TaskApiRelay(client, server.get());
                relays.add(relay);
                run("task-api-relay", () -> {
                    try {
                        relay.run();
                    } finally {
                        relays.remove(relay);
                    }
                });
            } catch (final IOException e) {
                LOG.trace("the socket of a task is closed", e);
            }
        }
    }

    static void run(final String name, final Runnable work) {
        final Thread thread = new Thread(null, work, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } catch (final IOException e) {
            LOG.debug("the socket of a task could not be removed", e);
        }
        relays.forEach(TaskApiRelay::close);
    }
}
