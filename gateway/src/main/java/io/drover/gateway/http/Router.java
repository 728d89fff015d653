package io.drover.gateway.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoint of a path: exact paths first, then the longest subtree (a registered path that ends with a slash). Paths may be
 * added while the server runs: some parts of a process start after it listens.
 */
public final class Router {
    private final Map<String, Endpoint> exact = new ConcurrentHashMap<>();
    private final Map<String, Endpoint> subtrees = new ConcurrentHashMap<>();
    private volatile @Nullable Endpoint past;

    /** Adds a path; one that ends with a slash stands for everything below it. */
    public Router add(final String path, final Endpoint endpoint) {
        final Map<String, Endpoint> routes = path.endsWith("/") ? subtrees : exact;
        if (routes.put(path, endpoint) != null) {
            throw new IllegalArgumentException("path " + path + " is routed twice");
        }
        return this;
    }

    /** Sets who answers reads of the past: requests that name a moment with {@code at}. */
    public Router past(final Endpoint endpoint) {
        past = endpoint;
        return this;
    }

    /** Who answers reads of the past; null when nobody does. */
    @Nullable
    Endpoint past() {
        return past;
    }

    /** Whether the path is that of a subtree but for its slash. */
    boolean lacksSlash(final String path) {
        return !exact.containsKey(path) && subtrees.containsKey(path + '/');
    }

    /** The endpoint of a path; null when there is none. */
    public @Nullable Endpoint find(final String path) {
        final Endpoint endpoint = exact.get(path);
        if (endpoint != null) {
            return endpoint;
        }
        int slash = path.lastIndexOf('/');
        while (slash > 0) {
            final Endpoint subtree = subtrees.get(path.substring(0, slash + 1));
            if (subtree != null) {
                return subtree;
            }
            slash = path.lastIndexOf('/', slash - 1);
        }
        return null;
    }
}
