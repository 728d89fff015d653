package io.drover.tools.cli.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a WebSocket for text messages, by RFC 6455. The JDK's own client drops messages that arrive right before
 * the end of the connection, which is how servers end sessions, and takes half a second to load.
 *
 * <p>One thread receives; any thread may send.
 */
public final class WebSocketConnection implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 30_000;
    private static final int LINE_BYTES_MAX = 16 << 10;
    private static final int LINES_MAX = 200;
    private static final int MESSAGE_BYTES_MAX = 4 << 20;
    private static final int PROBLEM_BYTES_MAX = 64 << 10;
    private static final int KEY_BYTES = 16;

    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private String closeReason = "";

    private WebSocketConnection(final Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    /** Connects and asks the server to speak WebSocket. An answer other than yes is reported as the server's problem. */
    static WebSocketConnection open(final URI uri, final List<String[]> headers, final @Nullable TlsSockets tls)
            throws IOException, ApiException {
        final boolean isTls = tls != null;
        final int port = uri.getPort() >= 0 ? uri.getPort() : (isTls ? 443 : 80);
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(uri.getHost(), port), CONNECT_TIMEOUT_MS);
            socket.setTcpNoDelay(true);
            if (tls != null) {
                socket = tls.secure(socket, uri.getHost(), port);
            }
            final WebSocketConnection connection = new WebSocketConnection(socket);
            connection.shakeHands(uri, port, headers);
            return connection;
        } catch (final IOException | ApiException e) {
            socket.close();
            throw e;
        }
    }

    /** The next message, or null when the server has ended the session. */
    public @Nullable String receive() throws IOException {
        final ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            final int first = in.read();
            if (first < 0) {
                return null;
            }
            final byte[] body = body();
            switch (first & 0x0f) {
                case 0, TEXT, BINARY -> {
                    message.writeBytes(body);
                    if (message.size() > MESSAGE_BYTES_MAX) {
                        throw new IOException("a message of more than " + MESSAGE_BYTES_MAX + " bytes");
                    }
                    if ((first & 0x80) != 0) {
                        return message.toString(StandardCharsets.UTF_8);
                    }
                }
                case PING -> send(PONG, body);
                case CLOSE -> {
                    closeReason = body.length > 2 ? new String(body, 2, body.length - 2, StandardCharsets.UTF_8) : "";
                    return null;
                }
                default -> {}
            }
        }
    }

    /** Why the server ended the session; empty when it did not say. */
    public String closeReason() {
        return closeReason;
    }

    public void send(final String message) throws IOException {
        send(TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the connection at once; a thread that receives sees the end. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (final IOException e) {
            closeReason = String.valueOf(e.getMessage());
        }
    }

    private byte[] body() throws IOException {
        long length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > MESSAGE_BYTES_MAX) {
            throw new IOException("a message of " + length + " bytes, more than " + MESSAGE_BYTES_MAX);
        }
        final byte[] body = new byte[(int) length];
        in.readFully(body);
        return body;
    }

    /** Clients must mask what they send; the mask need not be secret here. */
    private synchronized void send(final int kind, final byte[] body) throws IOException {
        final ByteArrayOutputStream frame = new ByteArrayOutputStream(body.length + 14);
        frame.write(0x80 | kind);
        if (body.length < 126) {
            frame.write(0x80 | body.length);
        } else {
            final boolean isShort = body.length <= 0xffff;
            frame.write(0x80 | (isShort ? 126 : 127));
            for (int shift = isShort ? 8 : 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) body.length >> shift));
            }
        }
        final byte[] mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        frame.writeBytes(mask);
        for (int i = 0; i < body.length; i++) {
            frame.write(body[i] ^ mask[i % mask.length]);
        }
        out.write(frame.toByteArray());
        out.flush();
    }

    private void shakeHands(final URI uri, final int port, final List<String[]> headers)
            throws IOException, ApiException {
        final byte[] key = new byte[KEY_BYTES];
        ThreadLocalRandom.current().nextBytes(key);
        final StringBuilder request = new StringBuilder("GET ").append(uri.getRawPath());
        if (uri.getRawQuery() != null) {
            request.append('?').append(uri.getRawQuery());
        }
        request.append(" HTTP/1.1\r\nHost: ").append(uri.getHost()).append(':').append(port);
        request.append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13");
        request.append("\r\nSec-WebSocket-Key: ").append(Base64.getEncoder().encodeToString(key));
        for (final String[] header : headers) {
            request.append("\r\n").append(header[0]).append(": ").append(header[1]);
        }
        out.write(request.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        readAnswer();
    }

    private void readAnswer() throws IOException, ApiException {
        final String[] status = line().split(" ");
        if (status.length < 2 || !status[1].matches("\\d{3}")) {
            throw new IOException("the answer is not HTTP");
        }
        int length = 0;
        int count = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (++count > LINES_MAX) {
                throw new IOException("an answer with more than " + LINES_MAX + " headers");
            }
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = length(line.substring("content-length:".length()).strip());
            }
        }
        if (!status[1].equals("101")) {
            final byte[] problem = in.readNBytes(Math.min(length, PROBLEM_BYTES_MAX));
            throw ApiException.status(Integer.parseInt(status[1]), new String(problem, StandardCharsets.UTF_8));
        }
    }

    private static int length(final String digits) {
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }

    private String line() throws IOException {
        final ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server ended the connection");
            }
            if (c != '\r') {
                line.write(c);
            }
            if (line.size() > LINE_BYTES_MAX) {
                throw new IOException("a header of more than " + LINE_BYTES_MAX + " bytes");
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
