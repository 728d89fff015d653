package io.drover.tools.cli;

import io.drover.tools.cli.http.Query;

/** The flags of lists that can be filtered and read page by page. */
public final class Paging {
    private Paging() {}

    public static void declare(final Flags flags) {
        flags.text("filter", "expression", "Lists only the entries for which the expression holds.")
                .integer("per-page", 0, "Lists at most so many entries.")
                .text("page-token", "token", "Continues a list after the page that named this token.");
    }

    public static Query query(final Flags flags) {
        final Query query =
                new Query().with("filter", flags.text("filter")).with("next_token", flags.text("page-token"));
        return flags.isGiven("per-page") ? query.with("per_page", Long.toString(flags.number("per-page"))) : query;
    }
}
