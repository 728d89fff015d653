package io.drover.gateway.http;

import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The parameters that all reads share.
 *
 * @param region as asked for; empty: this one.
 * @param namespace as asked for; {@code default} when absent, {@code *} for all.
 * @param index answer only when the result is newer; 0: at once.
 * @param waitNs longest wait for that.
 * @param stale any replica may answer.
 * @param prefix of ids or names.
 * @param perPage rows of a page; 0: all.
 * @param nextToken where the page starts.
 * @param filter expression over rows.
 * @param reverse last row first.
 */
public record QueryOptions(
        String region,
        String namespace,
        long index,
        long waitNs,
        boolean stale,
        String prefix,
        int perPage,
        String nextToken,
        String filter,
        boolean reverse) {
    private static final long WAIT_MAX_NS = TimeUnit.MINUTES.toNanos(5);
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    static QueryOptions of(final Call call) throws HttpProblem {
        return new QueryOptions(
                call.param("region"),
                call.param("namespace").isEmpty() ? "default" : call.param("namespace"),
                index(call.param("index")),
                waitNs(call.param("wait")),
                stale(call),
                call.param("prefix"),
                perPage(call.param("per_page")),
                call.param("next_token"),
                call.param("filter"),
                call.param("reverse").equals("true"));
    }

    /** Whether the text is a truth value as Go reads it; otherwise the problem says so as the routes with such a parameter do. */
    static boolean bool(final String name, final String text, final int status) throws HttpProblem {
        if (TRUE.contains(text)) {
            return true;
        }
        if (FALSE.contains(text)) {
            return false;
        }
        throw new HttpProblem(
                status,
                "Failed to parse value of \"" + name + "\" (" + text + ") as a bool: strconv.ParseBool: parsing \""
                        + text + "\": invalid syntax");
    }

    private static long index(final String text) throws HttpProblem {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseUnsignedLong(text));
        } catch (final NumberFormatException ex) {
            throw new HttpProblem(400, "Invalid index");
        }
    }

    private static long waitNs(final String text) throws HttpProblem {
        if (text.isEmpty()) {
            return WAIT_MAX_NS;
        }
        final OptionalLong ns = GoDuration.parseNs(text);
        if (ns.isEmpty()) {
            throw new HttpProblem(400, "Invalid wait time");
        }
        return ns.getAsLong() <= 0 ? WAIT_MAX_NS : Math.min(ns.getAsLong(), WAIT_MAX_NS);
    }

    private static boolean stale(final Call call) throws HttpProblem {
        if (!call.has("stale")) {
            return false;
        }
        final String text = call.param("stale");
        if (text.isEmpty() || TRUE.contains(text)) {
            return true;
        }
        if (FALSE.contains(text)) {
            return false;
        }
        throw new HttpProblem(400, "Expect `true` or `false` for `stale` query string parameter");
    }

    private static int perPage(final String text) throws HttpProblem {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseInt(text);
        } catch (final NumberFormatException ex) {
            throw new HttpProblem(400, "Expect a number for `per_page` query string parameter");
        }
    }
}
