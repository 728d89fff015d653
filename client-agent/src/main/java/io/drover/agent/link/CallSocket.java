package io.drover.agent.link;

import io.drover.agent.api.Conversation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A call that both sides write to: a connection to the edge that was asked to speak no HTTP any more. */
final class CallSocket implements AutoCloseable {
    private static final String PATH = "/v1/internal/call/";
    private static final int TIMEOUT_MS = 5_000;
    private static final int HEAD_LENGTH_MAX = 8 * 1024;

    private final Socket socket;
    private final Conversation conversation;

    private CallSocket(final Socket socket, final InputStream in) throws IOException {
        this.socket = socket;
        this.conversation = new Conversation(in, socket.getOutputStream());
    }

    /** Connects and waits until the edge has agreed. */
    static CallSocket open(final String address, final long callId, final String secret) throws IOException {
        final int colon = address.lastIndexOf(':');
        final String host = address.substring(0, colon).replace("[", "").replace("]", "");
        final Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1))), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            final String head = "GET " + PATH + callId + " HTTP/1.1\r\nHost: " + address
                    + "\r\nConnection: Upgrade\r\nUpgrade: drover-call\r\nX-Drover-Call-Secret: " + secret + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            final InputStream in = new BufferedInputStream(socket.getInputStream());
            final String answer = head(in);
            if (!answer.startsWith("HTTP/1.1 101 ")) {
                throw new IOException("the edge does not take the conversation: "
                        + answer.lines().findFirst().orElse(""));
            }
            socket.setSoTimeout(0);
            return new CallSocket(socket, in);
        } catch (final IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static String head(final InputStream in) throws IOException {
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            final int b = in.read();
            if (b < 0 || head.length() == HEAD_LENGTH_MAX) {
                throw new IOException("the edge does not answer with HTTP");
            }
            head.append((char) b);
        }
        return head.toString();
    }

    Conversation conversation() {
        return conversation;
    }

    /** Says that nothing more comes, and waits a moment until the edge has taken everything. */
    void finish() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(TIMEOUT_MS);
        try {
            while (socket.getInputStream().read() >= 0) {
                // What a client still says is of no interest; its end is.
            }
        } catch (final SocketTimeoutException e) {
            // An edge that keeps the connection open loses it now.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
