package io.drover.gateway.http;

/**
 * Answers the requests of one route. Runs on an I/O thread: it must not block, and may leave the answer to a continuation
 * ({@link Call#when}).
 */
@FunctionalInterface
public interface Endpoint {
    /** Answers the call, now or later, exactly once. */
    void handle(Call call) throws HttpProblem;

    /** Whether the body is read and bounded before the call; an endpoint that takes a stream says no and reads it itself. */
    default boolean wantsBody() {
        return true;
    }
}
