package io.drover.agent.link;

import io.drover.agent.api.ClientResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One answer on its way to an edge: an HTTP POST whose body is sent in chunks as it comes. A socket of our own instead of an HTTP
 * client, because a quiet stream must notice that its reader has gone: every flush looks whether the edge closed.
 */
final class AnswerPost extends OutputStream {
    private static final String PATH = "/v1/internal/call/";
    private static final String PREFIX = "X-Drover-Call-";
    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int CHUNK_LENGTH = 32 * 1024;
    private static final long LOOK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Socket socket;
    private final OutputStream out;
    private final byte[] chunk = new byte[CHUNK_LENGTH];
    private int length;
    private long lookedNs = System.nanoTime();

    private AnswerPost(final Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /** Connects and sends the head of the answer. */
    static AnswerPost open(final String address, final long callId, final String secret, final ClientResponse response)
            throws IOException {
        final int colon = address.lastIndexOf(':');
        final String host = address.substring(0, colon).replace("[", "").replace("]", "");
        final Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1))), CONNECT_TIMEOUT_MS);
            final AnswerPost post = new AnswerPost(socket);
            post.out.write(head(address, callId, secret, response).getBytes(StandardCharsets.ISO_8859_1));
            return post;
        } catch (final IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static String head(
            final String address, final long callId, final String secret, final ClientResponse response) {
        final StringBuilder head = new StringBuilder(256)
                .append("POST ")
                .append(PATH)
                .append(callId)
                .append(" HTTP/1.1\r\nHost: ")
                .append(address)
                .append("\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n");
        append(head, "Secret", secret);
        append(head, "Status", Integer.toString(response.status()));
        for (final Map.Entry<String, String> header : response.headers().entrySet()) {
            append(head, "Header-" + header.getKey(), header.getValue());
        }
        return head.append("\r\n").toString();
    }

    private static void append(final StringBuilder head, final String name, final String value) {
        head.append(PREFIX).append(name).append(": ").append(value).append("\r\n");
    }

    @Override
    public void write(final int b) throws IOException {
        if (length == CHUNK_LENGTH) {
            send();
        }
        chunk[length++] = (byte) b;
    }

    @Override
    public void write(final byte[] bytes, final int offset, final int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (length == CHUNK_LENGTH) {
                send();
            }
            final int part = Math.min(count - done, CHUNK_LENGTH - length);
            System.arraycopy(bytes, offset + done, chunk, length, part);
            length += part;
            done += part;
        }
    }

    @Override
    public void flush() throws IOException {
        send();
        final long nowNs = System.nanoTime();
        if (nowNs - lookedNs > LOOK_INTERVAL_NS) {
            lookedNs = nowNs;
            look();
        }
    }

    /** Ends the body and waits until the edge has taken all of it. */
    void finish() throws IOException {
        send();
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(0);
        while (socket.getInputStream().read() >= 0) {
            // The edge's own answer says nothing of interest; its end does.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send() throws IOException {
        if (length > 0) {
            out.write(Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII));
            out.write(LINE_END);
            out.write(chunk, 0, length);
            out.write(LINE_END);
            length = 0;
        }
    }

    /** An edge says nothing before the body has ended, so anything that can be read now means that it gave up. */
    private void look() throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.getInputStream().read();
        } catch (final SocketTimeoutException e) {
            return;
        }
        throw new IOException("the edge has closed the answer");
    }
}
