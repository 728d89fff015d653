package io.drover.tools.cli.exec;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.http.WebSocketConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;

/**
 * One program run within a task. The calling thread prints what the program writes until it ends; one thread passes standard
 * input on, another sends a sign of life every ten seconds. Both end with the connection.
 */
public final class ExecSession {
    private static final long HEARTBEAT_MS = 10_000;
    private static final int CHUNK_BYTES = 4 << 10;

    private final Ui ui;
    private final ExecOptions options;
    private volatile boolean isEscaped;

    public ExecSession(final Ui ui, final ExecOptions options) {
        this.ui = ui;
        this.options = options;
    }

    /** Runs the program to its end and returns its exit code. */
    public int run(final Api api, final String path, final Query query) throws ApiException {
        query.with("tty", Boolean.toString(options.isTerminal()));
        try (WebSocketConnection connection = api.webSocket(path, query);
                Terminal terminal = options.isTerminal() ? Terminal.raw() : Terminal.none()) {
            final JsonObject size = terminal.size();
            if (!size.isEmpty()) {
                send(connection, new JsonObject().put("tty_size", size));
            }
            start("stdin", () -> passInput(connection));
            start("heartbeat", () -> beat(connection));
            return printUntilExit(connection);
        } catch (final IOException e) {
            if (isEscaped) {
                return 1;
            }
            throw ApiException.transport(String.valueOf(e.getMessage()));
        }
    }

    private int printUntilExit(final WebSocketConnection connection) throws IOException {
        for (String message = connection.receive(); message != null; message = connection.receive()) {
            final Doc frame = Docs.read(message);
            copy(frame.get("stdout"), ui.out());
            copy(frame.get("stderr"), ui.err());
            if (frame.isTrue("exited")) {
                return (int) frame.get("result").number("exit_code");
            }
        }
        final String reason = connection.closeReason();
        throw new IOException(reason.isEmpty() ? "the server ended the session" : reason);
    }

    private static void copy(final Doc stream, final OutputStream out) throws IOException {
        final String data = stream.text("data");
        if (!data.isEmpty()) {
            out.write(Base64.getDecoder().decode(data));
            out.flush();
        }
    }

    private void passInput(final WebSocketConnection connection) {
        final EscapeFilter filter = new EscapeFilter(options.escape(), options.isTerminal());
        final byte[] chunk = new byte[CHUNK_BYTES];
        try {
            final InputStream in = options.isInput() ? ui.in() : InputStream.nullInputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                final byte[] passed = filter.pass(chunk, length);
                if (passed.length > 0) {
                    final String data = Base64.getEncoder().encodeToString(passed);
                    send(connection, stdin(new JsonObject().put("data", data)));
                }
                if (filter.isEscaped()) {
                    isEscaped = true;
                    connection.close();
                    return;
                }
            }
            send(connection, stdin(new JsonObject().put("close", true)));
        } catch (final IOException e) {
            // The session is over, which the printing thread sees by itself, or there is no more input to pass on.
            Thread.currentThread().interrupt();
        }
    }

    private static void beat(final WebSocketConnection connection) {
        try {
            while (true) {
                Thread.sleep(HEARTBEAT_MS);
                send(connection, new JsonObject());
            }
        } catch (final IOException | InterruptedException e) {
            // The session is over.
            Thread.currentThread().interrupt();
        }
    }

    private static JsonObject stdin(final JsonObject content) {
        return new JsonObject().put("stdin", content);
    }

    private static void send(final WebSocketConnection connection, final JsonObject frame) throws IOException {
        connection.send(JsonWriter.text(frame));
    }

    private static void start(final String name, final Runnable work) {
        final Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
