package io.drover.agent.service;

import java.util.List;
import java.util.Map;

/** Runs one check once. Blocks for at most the target's time-out; called on workers. */
public interface CheckProbe {
    /** Runs the check; a failure is an outcome, not an exception. */
    Outcome run(Target target);

    /**
     * What to check.
     *
     * @param type {@code tcp} or {@code http}.
     * @param host address.
     * @param port port.
     * @param scheme {@code http} or {@code https}.
     * @param path request path.
     * @param method HTTP method.
     * @param headers HTTP headers.
     * @param body HTTP request body.
     * @param tlsSkipVerify whether any certificate will do.
     * @param timeoutMs time for the whole check.
     */
    record Target(
            String type,
            String host,
            int port,
            String scheme,
            String path,
            String method,
            Map<String, List<String>> headers,
            String body,
            boolean tlsSkipVerify,
            long timeoutMs) {}

    /**
     * What was found.
     *
     * @param success whether it passes.
     * @param statusCode HTTP status or 0.
     * @param output a sentence.
     */
    record Outcome(boolean success, int statusCode, String output) {}
}
