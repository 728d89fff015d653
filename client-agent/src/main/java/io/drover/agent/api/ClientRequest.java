package io.drover.agent.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

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

    /**
     * Takes a request line apart. Escapes that are none are taken as they are.
     *
     * @param target path and query as they stood in the request line.
     */
    public static ClientRequest of(final String method, final String target, final byte[] body) {
        final int question = target.indexOf('?');
        final Map<String, String> query = new TreeMap<>();
        if (question >= 0) {
            for (final String parameter : target.substring(question + 1).split("&", -1)) {
                final int equals = parameter.indexOf('=');
                final String name = equals < 0 ? parameter : parameter.substring(0, equals);
                query.putIfAbsent(
                        decoded(name, true), equals < 0 ? "" : decoded(parameter.substring(equals + 1), true));
            }
        }
        return new ClientRequest(
                method, decoded(question < 0 ? target : target.substring(0, question), false), query, body);
    }

    private static String decoded(final String text, final boolean plusIsBlank) {
        try {
            return URLDecoder.decode(plusIsBlank ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (final IllegalArgumentException e) {
            return text;
        }
    }

    /** A parameter, empty when it is absent. */
    String text(final String name) {
        return query.getOrDefault(name, "");
    }
}
