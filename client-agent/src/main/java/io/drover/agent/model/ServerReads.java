package io.drover.agent.model;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Questions to the servers' API. For all threads; answers arrive on any, and none of the calls blocks. */
public interface ServerReads {
    /** What an agent without servers says. */
    ServerReads NONE =
            (target, token) -> CompletableFuture.failedFuture(new IOException("this agent has no way to the servers"));

    /**
     * Asks.
     *
     * @param target path and query.
     * @param token what shows who asks: the identity of a task; {@link #AS_NODE} for the node itself.
     * @return the answer, whatever its status, or a failure when there is none.
     */
    CompletableFuture<Answer> get(String target, String token);

    /** Host:port of the API that answers; empty when there is none. */
    default String address() {
        return "";
    }

    /** Stands for the ticket of the node. */
    String AS_NODE = "\0node";

    /**
     * An answer.
     *
     * @param status its status.
     * @param index the index that it is of, zero when it names none.
     * @param body its bytes.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, long index, byte[] body) {
        /** Bodies may hold secrets, which stay out of logs. */
        @Override
        public String toString() {
            return "status " + status + ", index " + index + ", " + body.length + " bytes";
        }
    }
}
