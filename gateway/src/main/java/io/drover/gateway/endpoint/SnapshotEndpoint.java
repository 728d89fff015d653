package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/operator/snapshot}: the state as an archive, and back. Archives go through files; a worker thread copies them. */
final class SnapshotEndpoint implements Endpoint {
    static final String PATH = "/v1/operator/snapshot";

    private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotEndpoint.class);
    private static final HttpString DIGEST = new HttpString("Digest");
    /** A compressed state; what is more goes through no log. */
    private static final long ARCHIVE_LENGTH_MAX = 1L << 30;

    private static final String INTRODUCTION = "failed to restore from snapshot: ";

    private final GatewayContext context;

    SnapshotEndpoint(final GatewayContext context) {
        this.context = context;
    }

    /** Archives are longer than what is read ahead of other calls. */
    @Override
    public boolean wantsBody() {
        return false;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        switch (call.method()) {
            case "GET" -> save(call);
            case "PUT", "POST" -> call.offload(this::receive);
            default -> throw HttpProblem.invalidMethod();
        }
    }

    /** The leader's state, or that of this very server when it may be behind. */
    private void save(final Call call) throws HttpProblem {
        if (!call.options().stale() && context.reads().relayUnlessLeading(call)) {
            return;
        }
        call.when(context.agent().stateFiles().save(), archive -> call.offload(ignored -> send(call, archive)));
    }

    private static void send(final Call call, final StateFiles.Temporary archive) {
        final HttpServerExchange exchange = call.exchange();
        try (archive) {
            exchange.getResponseHeaders()
                    .put(Headers.CONTENT_TYPE, "application/x-gzip")
                    .put(Headers.CONTENT_LENGTH, Files.size(archive.file()))
                    .put(Headers.VARY, "Accept-Encoding")
                    .put(DIGEST, "sha-256=" + archive.sha256());
            exchange.startBlocking();
            try (OutputStream out = exchange.getOutputStream()) {
                Files.copy(archive.file(), out);
            }
        } catch (final IOException ex) {
            LOGGER.info("an archive of the state was not read to its end: {}", ex.toString());
        } finally {
            exchange.endExchange();
        }
    }

    /** Nothing changes before all of the archive is here and was found sound. */
    private void receive(final Call call) throws HttpProblem {
        final HttpServerExchange exchange = call.exchange();
        exchange.setMaxEntitySize(ARCHIVE_LENGTH_MAX);
        exchange.startBlocking();
        final StateFiles files = context.agent().stateFiles();
        final StateFiles.Temporary archive;
        try {
            archive = files.receive();
            try (InputStream in = exchange.getInputStream()) {
                Files.copy(in, archive.file(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (final IOException ex) {
            throw new HttpProblem(500, INTRODUCTION + ex.getMessage());
        }
        call.when(
                files.unpack(archive.file())
                        .whenComplete((unpacked, error) -> remove(archive))
                        .thenCompose(unpacked -> new RestoreRun(context.core(), unpacked).start())
                        .handle(SnapshotEndpoint::problem),
                problem -> {
                    if (!problem.isEmpty()) {
                        throw new HttpProblem(500, INTRODUCTION + problem);
                    }
                    call.replyEmpty();
                });
    }

    /** Why it failed; empty when it did not. */
    private static String problem(final @Nullable Object ignored, final @Nullable Throwable error) {
        final Throwable cause =
                error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }

    private static void remove(final StateFiles.Temporary file) {
        try {
            file.close();
        } catch (final IOException ex) {
            LOGGER.warn("a file cannot be removed: {}", ex.toString());
        }
    }
}
