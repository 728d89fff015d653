package io.drover.gateway.edge;

import io.drover.gateway.http.Call;
import java.util.UUID;

/** Passes HTTP requests on to the node that must answer them. */
public interface NodeCalls {
    /** In place of an HTTP method: both sides write. */
    String CONVERSE = "CONVERSE";

    /**
     * Lets the node answer the call. A node that this process has no link with is an error answer, as is one that does not take up
     * the call in time.
     *
     * @param nodeId the node.
     * @param target path and query as the node's client API knows them.
     */
    void call(UUID nodeId, String method, String target, byte[] body, Call call);

    /**
     * Joins a client that asked for a WebSocket with the node, which speaks the rest of the protocol.
     *
     * @param target path and query as the node's client API knows them.
     */
    default void converse(final UUID nodeId, final String target, final Call call) {
        call(nodeId, CONVERSE, target, new byte[0], call);
    }
}
