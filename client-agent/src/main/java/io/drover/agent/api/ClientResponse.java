package io.drover.agent.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer. The body is written once, by the thread that calls {@link Body#writeTo}; it may go on for as long as somebody reads
 * (a log that is followed) and ends when that thread is interrupted or the stream refuses.
 *
 * @param status HTTP status.
 * @param headers response headers.
 * @param body writes the body.
 */
public record ClientResponse(int status, Map<String, String> headers, Body body) {
    static final String TEXT = "text/plain; charset=utf-8";
    static final String JSON = "application/json";

    /** Writes a body. */
    @FunctionalInterface
    public interface Body {
        /**
         * Writes everything, then returns.
         *
         * @throws IOException when the reader is gone.
         * @throws InterruptedException when the writing thread was asked to end.
         */
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    /** Copies the headers. */
    public ClientResponse {
        headers = new TreeMap<>(headers);
    }

    static ClientResponse empty() {
        return new ClientResponse(200, Map.of(), out -> {});
    }

    static ClientResponse text(final int status, final String text) {
        return bytes(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static ClientResponse json(final byte[] json) {
        return bytes(200, JSON, json);
    }

    static ClientResponse bytes(final int status, final String contentType, final byte[] bytes) {
        return new ClientResponse(status, Map.of("Content-Type", contentType), out -> out.write(bytes));
    }
}
