package io.drover.gateway.core;

import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;

/** The way to the replicated state machine, as everything in a gateway uses it. Safe for all threads. */
public interface Core {
    /**
     * Sends a command, which starts with its message header and whose origin is filled in here.
     *
     * @return completes with the reply, or exceptionally with a {@link CoreException}.
     */
    CompletableFuture<Reply> send(DirectBuffer command, int offset, int length);

    /** Reads the state of this process as it is: what {@code stale} reads want. */
    CompletableFuture<Page> query(QueryRequest request);

    /** Hears of changes and roles from now on. */
    void addListener(CoreListener listener);
}
