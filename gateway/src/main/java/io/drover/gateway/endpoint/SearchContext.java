package io.drover.gateway.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is searched. */
enum SearchContext {
    ALLOCS,
    JOBS,
    NODES,
    NODE_POOLS,
    EVALS,
    DEPLOYMENT,
    PLUGINS,
    VOLUMES,
    SCALING_POLICY,
    VARS,
    NAMESPACES,
    HOST_VOLUMES;

    /** As requests and answers name it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The contexts of a request: one, or all; null when it names none. */
    static @Nullable List<SearchContext> of(final String text) {
        if (text.equals("all")) {
            return List.of(values());
        }
        for (final SearchContext context : values()) {
            if (context.text().equals(text)) {
                return List.of(context);
            }
        }
        return null;
    }

    /** All names, as the refusal of another one lists them. */
    static String all() {
        final List<String> names = new ArrayList<>();
        for (final SearchContext context : values()) {
            names.add(context.text());
        }
        return "[" + String.join(" ", names) + "]";
    }
}
