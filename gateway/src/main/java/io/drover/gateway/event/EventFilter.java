package io.drover.gateway.event;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.http.HttpProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a reader asked for.
 *
 * @param topics keys by topic; {@code *} stands for all of either.
 * @param namespace only events of this one, and those that have none; {@code *} for all.
 */
record EventFilter(Map<String, List<String>> topics, String namespace) {
    private static final String ALL = "*";
    private static final int TOPICS_MAX = 256;

    /** Reads the parameters of a request; without topics all are meant. */
    static EventFilter parse(final List<String> params, final String namespace) throws HttpProblem {
        if (params.size() > TOPICS_MAX) {
            throw new HttpProblem(
                    400, "Invalid topic query: " + params.size() + " topics exceed the limit of " + TOPICS_MAX);
        }
        final Map<String, List<String>> topics = new LinkedHashMap<>();
        for (final String param : params.isEmpty() ? List.of(ALL + ":" + ALL) : params) {
            final int colon = param.indexOf(':');
            if (colon != param.lastIndexOf(':')) {
                throw new HttpProblem(
                        400,
                        "Invalid topic query: error parsing topics: Invalid key value pair for topic, topic: " + param);
            }
            final String topic = colon < 0 ? param : param.substring(0, colon);
            final String key = colon < 0 ? ALL : param.substring(colon + 1);
            topics.computeIfAbsent(topic, ignored -> new ArrayList<>()).add(key.isEmpty() ? ALL : key);
        }
        return new EventFilter(topics, namespace);
    }

    /** Topics that are asked for. */
    Set<String> names() {
        return topics.keySet();
    }

    boolean passes(final Event event) {
        final boolean isNear = event.namespace().isEmpty()
                || namespace.equals(Authority.ALL_NAMESPACES)
                || namespace.equals(event.namespace());
        return isNear && (passesTopic(event) || passesAny(event));
    }

    private boolean passesTopic(final Event event) {
        for (final String key : topics.getOrDefault(event.topic(), List.of())) {
            if (key.equals(ALL) || event.isKnownAs(key)) {
                return true;
            }
        }
        return false;
    }

    /** Of all topics only what has the key itself, not what is found by it. */
    private boolean passesAny(final Event event) {
        final List<String> keys = topics.getOrDefault(ALL, List.of());
        return keys.contains(ALL) || keys.contains(event.key());
    }
}
