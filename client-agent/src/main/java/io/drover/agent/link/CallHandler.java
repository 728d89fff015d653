package io.drover.agent.link;

/** Answers calls of edges; called on the link's thread and returns at once. */
@FunctionalInterface
public interface CallHandler {
    /**
     * A call.
     *
     * @param callId number at the edge.
     * @param method HTTP method.
     * @param target path and query.
     * @param body request body.
     * @param replyAddress host:port of the HTTP API that the answer is posted to.
     * @param secret what proves that the answer is the called node's.
     */
    void onCall(long callId, String method, String target, byte[] body, String replyAddress, byte[] secret);
}
