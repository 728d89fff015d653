package io.drover.gateway.edge;

import java.nio.charset.StandardCharsets;

/**
 * What a node answered.
 *
 * @param status as of HTTP.
 * @param body at most 64 KiB of it.
 */
@SuppressWarnings("ArrayRecordComponent")
public record NodeAnswer(int status, byte[] body) {
    /** Whether the node did what it was asked for. */
    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8).trim();
    }
}
