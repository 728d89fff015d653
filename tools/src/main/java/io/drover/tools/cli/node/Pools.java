package io.drover.tools.cli.node;

import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Durations;
import io.drover.tools.cli.text.Table;

/** Finds and lists node pools. */
final class Pools {
    private Pools() {}

    /** The pool of that name, or the only one whose name begins so. */
    static Doc find(final Api api, final String prefix) throws ApiException {
        final Doc pools = api.get("/v1/node/pools", new Query().with("prefix", prefix));
        for (final Doc pool : pools.items()) {
            if (pool.text("Name").equals(prefix)) {
                return pool;
            }
        }
        if (pools.size() == 0) {
            throw ApiException.transport("No node pool with prefix \"" + prefix + "\" found");
        }
        if (pools.size() > 1) {
            throw ApiException.transport("Prefix matched multiple node pools\n\n" + table(pools));
        }
        return pools.at(0);
    }

    /** How long an identity of a node lives, as people write it. */
    static String ttl(final Doc pool) {
        return Durations.format(pool.number("NodeIdentityTTL"));
    }

    /** The pool with its duration in words, as clients show it. */
    static Doc withTtl(final Doc pool) {
        return Doc.of(pool.toObject().put("NodeIdentityTTL", ttl(pool)));
    }

    static Doc withTtls(final Doc pools) {
        return Doc.of(pools.items().stream().map(Pools::withTtl).toList());
    }

    static String table(final Doc pools) {
        final Table table = new Table("Name", "Description");
        for (final Doc pool : pools.items()) {
            table.row(pool.text("Name"), pool.text("Description"));
        }
        return table.toString();
    }
}
