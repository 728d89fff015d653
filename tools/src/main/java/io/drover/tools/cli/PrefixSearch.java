package io.drover.tools.cli;

import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds what an identifier belongs to by asking the lists one after the other, for servers that do not offer the search API. The
 * result has the form of that API: identifiers by kind.
 */
final class PrefixSearch {
    private static final Pattern UUID_START = Pattern.compile("[0-9a-f]{2}[0-9a-f-]{0,34}");

    private final Api api;

    PrefixSearch(final Api api) {
        this.api = api;
    }

    Map<String, List<String>> find(final String prefix) throws ApiException {
        final Map<String, List<String>> found = new LinkedHashMap<>();
        if (UUID_START.matcher(prefix).matches()) {
            final String start = Ids.prefix(prefix);
            add(found, "allocs", "/v1/allocations", start, "ID");
            add(found, "deployment", "/v1/deployments", start, "ID");
            add(found, "evals", "/v1/evaluations", start, "ID");
            add(found, "nodes", "/v1/nodes", start, "ID");
        }
        add(found, "jobs", "/v1/jobs", prefix, "ID");
        add(found, "namespaces", "/v1/namespaces", prefix, "Name");
        add(found, "node_pools", "/v1/node/pools", prefix, "Name");
        return found;
    }

    private void add(
            final Map<String, List<String>> found,
            final String kind,
            final String path,
            final String prefix,
            final String idField)
            throws ApiException {
        final List<String> ids = new ArrayList<>();
        for (final Doc entry : api.get(path, new Query().with("prefix", prefix)).items()) {
            ids.add(entry.text(idField));
        }
        if (!ids.isEmpty()) {
            found.put(kind, ids);
        }
    }
}
