package io.drover.tools.cli.exec;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.http.Query;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One program run within a task. Output arrives on a thread of the WebSocket and is printed there; a thread of its own passes
 * standard input on; the calling thread waits for the end and sends a sign of life every ten seconds.
 */
public final class ExecSession implements WebSocket.Listener {
    private static final long HEARTBEAT_S = 10;
    private static final int CHUNK_BYTES = 4 << 10;
    private static final int MESSAGE_CHARS_MAX = 4 << 20;

    private final Ui ui;
    private final ExecOptions options;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder();

    public ExecSession(final Ui ui, final ExecOptions options) {
        this.ui = ui;
        this.options = options;
    }

    /** Runs the program to its end and returns its exit code. */
    public int run(final Api api, final String path, final Query query) throws ApiException {
        final Query complete = query.with("tty", Boolean.toString(options.isTerminal()));
        final WebSocket opened = api.webSocket(path, complete, this);
        try (Terminal terminal = options.isTerminal() ? Terminal.raw() : Terminal.none()) {
            final JsonObject size = terminal.size();
            if (!size.isEmpty()) {
                send(opened, new JsonObject().put("tty_size", size));
            }
            startInput(opened);
            return await(opened);
        } finally {
            opened.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(final WebSocket from, final CharSequence data, final boolean isLast) {
        message.append(data);
        if (message.length() > MESSAGE_CHARS_MAX) {
            exit.completeExceptionally(new IOException("a message of more than " + MESSAGE_CHARS_MAX + " characters"));
            return null;
        }
        if (isLast) {
            try {
                onMessage(Docs.read(message.toString()));
            } catch (final IOException e) {
                exit.completeExceptionally(e);
            }
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(final WebSocket from, final int status, final String reason) {
        exit.completeExceptionally(new IOException(reason.isEmpty() ? "the server ended the session" : reason));
        return null;
    }

    /** The server ends a session without a close frame, so an error after the exit code is the usual end. */
    @Override
    public void onError(final WebSocket from, final Throwable problem) {
        exit.completeExceptionally(problem);
    }

    private void onMessage(final Doc frame) throws IOException {
        copy(frame.get("stdout"), ui.out());
        copy(frame.get("stderr"), ui.err());
        if (frame.isTrue("exited")) {
            exit.complete((int) frame.get("result").number("exit_code"));
        }
    }

    private static void copy(final Doc stream, final OutputStream out) throws IOException {
        final String data = stream.text("data");
        if (!data.isEmpty()) {
            out.write(Base64.getDecoder().decode(data));
            out.flush();
        }
    }

    private void startInput(final WebSocket opened) {
        final Thread input = new Thread(() -> passInput(opened), "stdin");
        input.setDaemon(true);
        input.start();
    }

    private void passInput(final WebSocket opened) {
        final EscapeFilter filter = new EscapeFilter(options.escape(), options.isTerminal());
        final byte[] chunk = new byte[CHUNK_BYTES];
        try {
            final InputStream in = options.isInput() ? ui.in() : InputStream.nullInputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                final byte[] passed = filter.pass(chunk, length);
                if (filter.isEscaped()) {
                    exit.complete(1);
                    return;
                }
                if (passed.length > 0) {
                    send(
                            opened,
                            stdin(new JsonObject()
                                    .put("data", Base64.getEncoder().encodeToString(passed))));
                }
            }
            send(opened, stdin(new JsonObject().put("close", true)));
        } catch (final IOException | CompletionException e) {
            // The session is over or standard input is gone: the waiting thread knows the former, the program sees the
            // latter.
            filter.reset();
        }
    }

    private static JsonObject stdin(final JsonObject content) {
        return new JsonObject().put("stdin", content);
    }

    private int await(final WebSocket opened) throws ApiException {
        while (true) {
            try {
                return exit.get(HEARTBEAT_S, TimeUnit.SECONDS);
            } catch (final TimeoutException e) {
                send(opened, new JsonObject());
            } catch (final ExecutionException e) {
                final @Nullable Throwable cause = e.getCause();
                throw ApiException.transport(String.valueOf((cause == null ? e : cause).getMessage()));
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                return 1;
            }
        }
    }

    /** One message at a time: a WebSocket refuses a second one while the first is on its way. */
    private synchronized void send(final WebSocket opened, final JsonObject frame) {
        opened.sendText(JsonWriter.text(frame), true).join();
    }
}
