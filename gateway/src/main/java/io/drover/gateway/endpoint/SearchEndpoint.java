package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/search} by the beginning of ids, {@code /v1/search/fuzzy} by a part of names. */
final class SearchEndpoint implements Endpoint {
    static final String PATH = "/v1/search";
    static final String FUZZY_PATH = "/v1/search/fuzzy";

    private static final int TERM_LENGTH_MIN = 2;

    private final GatewayContext context;
    private final PrefixSearches prefixes;
    private final FuzzySearches fuzzy;

    SearchEndpoint(final GatewayContext context) {
        this.context = context;
        prefixes = new PrefixSearches(context.core());
        fuzzy = new FuzzySearches(context.core());
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final boolean isFuzzy = call.path().equals(FUZZY_PATH);
        final RequestBody body = RequestBody.of(call, isFuzzy ? "structs.FuzzySearchRequest" : "structs.SearchRequest");
        final String text = body.text(isFuzzy ? "Text" : "Prefix");
        final String wanted = body.text("Context");
        final int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (isFuzzy && length < TERM_LENGTH_MIN) {
            throw new HttpProblem(
                    500, "fuzzy search query must be at least " + TERM_LENGTH_MIN + " characters, got " + length);
        }
        final List<SearchContext> contexts = SearchContext.of(wanted);
        if (contexts == null) {
            throw new HttpProblem(
                    500,
                    "context must be one of " + SearchContext.all() + " or 'all' for all contexts; got \"" + wanted
                            + "\"");
        }
        if (!call.options().stale() && context.reads().relayUnlessLeading(call)) {
            return;
        }
        final String namespace = call.options().namespace();
        final SearchAccess access = new SearchAccess(call.authority());
        if (contexts.size() == 1 && !access.allows(contexts.get(0), namespace)) {
            throw HttpProblem.denied();
        }
        CompletableFuture<SearchHits> all = CompletableFuture.completedFuture(SearchHits.none(0));
        for (final SearchContext each : contexts) {
            if (access.allows(each, namespace)) {
                all = all.thenCompose(before -> (isFuzzy
                                ? fuzzy.search(each, namespace, text, access)
                                : prefixes.search(each, namespace, text, access))
                        .thenApply(before::and));
            }
        }
        call.when(all, hits -> {
            final JsonWriter json = call.json();
            hits.write(json, isFuzzy);
            call.readHeaders(hits.index()).reply(json);
        });
    }
}
