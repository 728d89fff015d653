package io.drover.gateway.edge;

import io.drover.gateway.http.Call;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

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
     * Asks the node on behalf of a call that this server goes on with. When the node is at home at another server, that one takes the
     * call over from its beginning, and the stage never completes here.
     *
     * @param target path and query as the node's client API knows them.
     */
    CompletableFuture<NodeAnswer> ask(UUID nodeId, String method, String target, byte[] body, Call call);

    /** Whether another server has passed a call on because its node is at home here: this server answers it from what it knows. */
    static boolean isPassedOn(final Call call) {
        return call.exchange().getRequestHeaders().contains(HomeRelay.PASSED);
    }

    /**
     * Joins a client that asked for a WebSocket with the node, which speaks the rest of the protocol.
     *
     * @param target path and query as the node's client API knows them.
     */
    default void converse(final UUID nodeId, final String target, final Call call) {
        call(nodeId, CONVERSE, target, new byte[0], call);
    }
}
