package io.drover.tools.cli.variable;

import io.drover.tools.cli.http.Query;

/** Resources of variables. Slashes of a variable's path stay slashes. */
final class Paths {
    private Paths() {}

    static String of(final String path) {
        final StringBuilder resource = new StringBuilder("/v1/var");
        for (final String segment : path.split("/")) {
            resource.append('/').append(Query.segment(segment));
        }
        return resource.toString();
    }
}
