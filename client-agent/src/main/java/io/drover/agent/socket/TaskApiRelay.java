package io.drover.agent.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.agrona.CloseHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a task to the API: the head of its request is looked at, the rest passes as it is. */
final class TaskApiRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskApiRelay.class);
    private static final int HEAD_LENGTH_MAX = 64 * 1024;
    private static final int CHUNK_LENGTH = 16 * 1024;

    private final SocketChannel client;
    private final String server;
    private volatile @Nullable SocketChannel upstream;

    TaskApiRelay(final SocketChannel client, final String server) {
        this.client = client;
        this.server = server;
    }

    /** Serves the connection until one of the two sides ends it. */
    void run() {
        try (client) {
            final ByteBuffer read = ByteBuffer.allocate(HEAD_LENGTH_MAX);
            final RequestHead head = head(read);
            if (head == null) {
                return;
            }
            if (!head.hasToken()) {
                refuse("401 Unauthorized");
            } else if (server.isEmpty()) {
                refuse("503 Service Unavailable");
            } else {
                relay(head, ByteBuffer.wrap(read.array(), head.length(), read.position() - head.length()));
            }
        } catch (final IOException e) {
            LOG.trace("a connection of a task to the API ended", e);
        } finally {
            close();
        }
    }

    private @Nullable RequestHead head(final ByteBuffer read) throws IOException {
        while (client.read(read) >= 0) {
            final RequestHead head = RequestHead.of(read.array(), read.position());
            if (head != null) {
                return head;
            }
            if (!read.hasRemaining()) {
                refuse("431 Request Header Fields Too Large");
                return null;
            }
        }
        return null;
    }

    private void refuse(final String status) throws IOException {
        write(
                client,
                ByteBuffer.wrap(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII)));
    }

    private void relay(final RequestHead head, final ByteBuffer rest) throws IOException {
        final int colon = server.lastIndexOf(':');
        final String host = server.substring(0, colon).replace("[", "").replace("]", "");
        final SocketChannel opened =
                SocketChannel.open(new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1))));
        upstream = opened;
        try (opened) {
            write(opened, ByteBuffer.wrap(head.ofOneRequest()));
            write(opened, rest);
            TaskApiSocket.run("task-api-upstream", () -> {
                try {
                    copy(client, opened);
                    opened.shutdownOutput();
                } catch (final IOException e) {
                    LOG.trace("a task ended its request", e);
                }
            });
            copy(opened, client);
        }
    }

    private static void copy(final ByteChannel from, final ByteChannel to) throws IOException {
        final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_LENGTH);
        while (from.read(chunk) >= 0) {
            chunk.flip();
            write(to, chunk);
            chunk.clear();
        }
    }

    private static void write(final ByteChannel to, final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(client, upstream);
    }
}
