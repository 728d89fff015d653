package io.drover.tools.cli.exec;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** A server for one WebSocket: it answers the text messages that it gets with given ones, and keeps what it got. */
final class StubWebSocket implements AutoCloseable {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server;
    private final Thread thread;
    private final String waitFor;
    private final List<String> answers;
    private final String closeReason;
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());

    /**
     * Starts the server.
     *
     * @param waitFor the message after which the answers are sent.
     * @param closeReason sent in a close frame after the answers; when empty the connection just ends.
     */
    StubWebSocket(final String waitFor, final List<String> answers, final String closeReason) {
        this.waitFor = waitFor;
        this.answers = answers;
        this.closeReason = closeReason;
        try {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::serve, "stub-websocket");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** The request line of the handshake and then all messages. */
    List<String> received() {
        return received;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
        thread.join();
    }

    private void serve() {
        try (Socket socket = server.accept()) {
            final DataInputStream in = new DataInputStream(socket.getInputStream());
            final OutputStream out = socket.getOutputStream();
            shakeHands(in, out);
            String message = "";
            while (!message.equals(waitFor)) {
                message = receive(in);
                received.add(message);
            }
            for (final String answer : answers) {
                send(out, TEXT, answer.getBytes(StandardCharsets.UTF_8));
            }
            if (!closeReason.isEmpty()) {
                final ByteArrayOutputStream body = new ByteArrayOutputStream();
                body.write(1008 >> 8);
                body.write(1008 & 0xff);
                body.writeBytes(closeReason.getBytes(StandardCharsets.UTF_8));
                send(out, CLOSE, body.toByteArray());
            }
        } catch (final IOException e) {
            received.add("failed: " + e.getMessage());
        }
    }

    private void shakeHands(final DataInputStream in, final OutputStream out) throws IOException {
        String key = "";
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("GET ")) {
                received.add(line);
            }
            if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
                key = line.substring(18).strip();
            }
        }
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static String accept(final String key) {
        try {
            final MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(final DataInputStream in) throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static String receive(final DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        final byte[] mask = in.readNBytes(4);
        final byte[] body = in.readNBytes(length);
        for (int i = 0; i < body.length; i++) {
            body[i] ^= mask[i % 4];
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static void send(final OutputStream out, final int kind, final byte[] body) throws IOException {
        out.write(0x80 | kind);
        out.write(body.length);
        out.write(body);
        out.flush();
    }
}
