package io.drover.tools.cli.http;

import java.io.IOException;

/**
 * One resource, read again each time it may have changed: the server keeps the question until then, so that changes are seen at once and
 * nobody sleeps in between.
 */
public final class Watch {
    private final Api api;
    private final String path;
    private final String wait;
    private String index = "";

    /**
     * Watches a resource.
     *
     * @param wait how long an answer without a change is worth waiting for, such as {@code 2s}.
     */
    public Watch(final Api api, final String path, final String wait) {
        this.api = api;
        this.path = path;
        this.wait = wait;
    }

    /** The resource: at first as it is, later when it changed or the wait is over. */
    public Doc next() throws ApiException {
        final Query query =
                index.isEmpty() ? new Query() : new Query().with("index", index).with("wait", wait);
        try (Answer answer = api.stream(path, query)) {
            index = answer.header("X-Nomad-Index");
            return Docs.read(answer.body());
        } catch (final IOException e) {
            throw ApiException.transport("failed to read the answer: " + e.getMessage());
        }
    }
}
