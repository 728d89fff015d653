package io.drover.tools.cli.namespace;

import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Table;
import java.util.Map;
import java.util.TreeMap;

/** Finds and lists namespaces. */
final class Namespaces {
    private Namespaces() {}

    /** The namespace of that name, or the only one whose name begins so. */
    static Doc find(final Api api, final String prefix) throws ApiException {
        final Doc found = api.get("/v1/namespaces", new Query().with("prefix", prefix));
        for (final Doc namespace : found.items()) {
            if (namespace.text("Name").equals(prefix)) {
                return namespace;
            }
        }
        if (found.size() == 0) {
            throw ApiException.transport("Namespace " + Quote.of(prefix) + " matched no namespaces");
        }
        if (found.size() > 1) {
            throw ApiException.transport("Prefix matched multiple namespaces\n\n" + table(found));
        }
        return found.at(0);
    }

    static String table(final Doc namespaces) {
        final Map<String, String> rows = new TreeMap<>();
        for (final Doc namespace : namespaces.items()) {
            rows.put(namespace.text("Name"), namespace.text("Description"));
        }
        final Table table = new Table("Name", "Description");
        for (final Map.Entry<String, String> row : rows.entrySet()) {
            table.row(row.getKey(), row.getValue());
        }
        return table.toString();
    }
}
