package io.drover.agent.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that was relayed to this node. Access was checked before it came here.
 *
 * @param method HTTP method.
 * @param path decoded path, for example {@code /v1/client/fs/ls/<alloc>}.
 * @param query decoded query parameters, the first value of each.
 * @param body request body, empty when there is none.
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClientRequest(String method, String path, Map<String, String> query, byte[] body) {
    /** Copies the parameters. */
    public ClientRequest {
        query = Map.copyOf(query);
    }

    /** A parameter, or {@code null}. */
    @Nullable
    String parameter(final String name) {
        return query.get(name);
    }

    /** A parameter, empty when it is absent. */
    String text(final String name) {
        return query.getOrDefault(name, "");
    }
}
