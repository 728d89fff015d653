package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.filter.Filter;
import io.drover.gateway.filter.FilterException;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.http.QueryOptions;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One request for a list, by pages: asks for no more rows than the page shows where nothing must be filtered here, and says in a
 * header where the next page starts.
 */
final class Listing<T> {
    private static final int ROWS_OF_QUERY_MAX = 1_000;

    private final QueryOptions options;
    private final PageOrder order;
    private final int rowsPerItem;
    private final Function<T, String> tokenOf;
    private final Set<String> omissible;
    private final @Nullable Filter filter;
    private Predicate<T> isVisible = item -> true;
    private boolean isRestricted;

    /**
     * Reads the options of a call.
     *
     * @param rowsPerItem rows that the state machine sends for one item.
     * @param tokenOf where a page that starts with the item starts.
     * @param omissible fields that a whole item lacks when they are not set.
     */
    Listing(
            final Call call,
            final PageOrder order,
            final int rowsPerItem,
            final Function<T, String> tokenOf,
            final Set<String> omissible)
            throws HttpProblem {
        options = call.options();
        this.order = order;
        this.rowsPerItem = rowsPerItem;
        this.tokenOf = tokenOf;
        this.omissible = omissible;
        try {
            filter = options.filter().isEmpty() ? null : Filter.parse(options.filter());
        } catch (final FilterException ex) {
            throw new HttpProblem(400, String.valueOf(ex.getMessage()));
        }
    }

    /** Passes over what the caller may not see. */
    Listing<T> visibleTo(final Authority authority, final Predicate<T> visible) {
        if (!authority.isManagement()) {
            isVisible = visible;
            isRestricted = true;
        }
        return this;
    }

    /** Whether the whole objects are needed, not only what the list shows. */
    boolean isFiltered() {
        return filter != null;
    }

    /** The query narrowed to the page. */
    QueryRequest narrow(final QueryRequest request) {
        request.reverse(options.reverse());
        if (!options.nextToken().isEmpty()) {
            request.cursor(order.cursor(options.nextToken()));
        }
        final int wanted = options.perPage();
        if (wanted > 0 && filter == null && !isRestricted && (wanted + 1L) * rowsPerItem <= ROWS_OF_QUERY_MAX) {
            request.rowLimit((wanted + 1) * rowsPerItem);
        }
        return request;
    }

    /** The items of the page; sets the header of the next one. */
    List<T> page(final Call call, final Pages pages, final List<T> items, final BiConsumer<JsonWriter, T> asWhole)
            throws HttpProblem {
        final List<T> page = new ArrayList<>();
        final int wanted = options.perPage() == 0 ? Integer.MAX_VALUE : Math.max(0, options.perPage());
        for (final T item : items) {
            if (isVisible.test(item) && matches(item, asWhole)) {
                if (page.size() == wanted) {
                    call.header(Call.NEXT_TOKEN, tokenOf.apply(item));
                    return page;
                }
                page.add(item);
            }
        }
        if (pages.cursor().length > 0) {
            call.header(Call.NEXT_TOKEN, order.token(pages.cursor()));
        }
        return page;
    }

    private boolean matches(final T item, final BiConsumer<JsonWriter, T> asWhole) throws HttpProblem {
        try {
            return filter == null || matches(filter, item, asWhole, omissible);
        } catch (final FilterException ex) {
            throw new HttpProblem(400, String.valueOf(ex.getMessage()));
        }
    }

    /** Whether a filter matches an item as it is written when it is shown as a whole. */
    static <T> boolean matches(
            final Filter filter, final T item, final BiConsumer<JsonWriter, T> asWhole, final Set<String> omissible)
            throws FilterException {
        final JsonWriter json = new JsonWriter();
        asWhole.accept(json, item);
        try {
            return filter.matches((JsonObject) JsonParser.parse(json.toBytes()), omissible);
        } catch (final JsonSyntaxException ex) {
            throw new IllegalStateException("a rendered row is no JSON", ex);
        }
    }
}
