package io.drover.gateway.endpoint;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.endpoint.SearchHits.Hit;
import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.render.CsiPluginView;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.gateway.render.NamedView;
import io.drover.gateway.render.NodeView;
import io.drover.gateway.render.VariableView;
import io.drover.sbe.query.QueryKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Finds what has a text somewhere in its name, whatever the case: the earlier and the shorter, the better. Of each context only the
 * first rows are looked at, as clients know it; what has no names is looked for by the beginning of its id.
 */
final class FuzzySearches {
    private static final int LOOKED_AT = 20;
    private static final int RESULTS_MAX = 100;

    private final Core core;
    private final PrefixSearches prefixes;

    FuzzySearches(final Core core) {
        this.core = core;
        prefixes = new PrefixSearches(core);
    }

    /** Collects hits by kind. */
    private static final class Collector {
        private final String text;
        private final Map<String, List<Hit>> byKind = new TreeMap<>();

        Collector(final String text) {
            this.text = text.toLowerCase(Locale.ROOT);
        }

        void offer(final String kind, final String name, final String... scope) {
            if (position(name) >= 0) {
                byKind.computeIfAbsent(kind, key -> new ArrayList<>()).add(new Hit(name, List.of(scope)));
            }
        }

        void offerGlobal(final String kind, final String name) {
            if (position(name) >= 0) {
                byKind.computeIfAbsent(kind, key -> new ArrayList<>()).add(Hit.of(name));
            }
        }

        private int position(final String name) {
            return name.toLowerCase(Locale.ROOT).indexOf(text);
        }

        SearchHits hits(final SearchContext context, final long index) {
            final SearchHits hits = SearchHits.none(index);
            boolean isTruncated = false;
            for (final Map.Entry<String, List<Hit>> entry : byKind.entrySet()) {
                final List<Hit> found = entry.getValue();
                found.sort(Comparator.comparingInt((Hit hit) -> position(hit.id()))
                        .thenComparingInt(hit -> hit.id().length())
                        .thenComparing(Hit::id));
                isTruncated |= found.size() > RESULTS_MAX;
                hits.matches().put(entry.getKey(), found.subList(0, Math.min(found.size(), RESULTS_MAX)));
            }
            hits.truncated().put(context.text(), isTruncated);
            return hits;
        }
    }

    CompletableFuture<SearchHits> search(
            final SearchContext context, final String namespace, final String text, final SearchAccess access) {
        return switch (context) {
            case JOBS ->
                collect(
                        context,
                        text,
                        QueryRequest.of(QueryKind.JOBS)
                                .namespace(namespace)
                                .withDocuments(true)
                                .rowLimit(access.rows(2 * LOOKED_AT)),
                        (pages, found) -> JobRenderer.read(pages).stream()
                                .filter(job -> access.showsJobsOf(job.namespace()))
                                .forEach(job -> offerJob(found, job)));
            case ALLOCS ->
                collect(
                        context,
                        text,
                        QueryRequest.of(QueryKind.ALLOCS).namespace(namespace).rowLimit(access.rows(LOOKED_AT)),
                        (pages, found) -> AllocLists.read(pages).stream()
                                .filter(alloc -> access.showsJobsOf(alloc.namespace()))
                                .forEach(alloc -> found.offer("allocs", alloc.name(), alloc.namespace(), alloc.id())));
            case NODES ->
                collect(context, text, QueryRequest.of(QueryKind.NODES).rowLimit(LOOKED_AT), FuzzySearches::offerNodes);
            case NODE_POOLS ->
                collect(
                        context,
                        text,
                        QueryRequest.of(QueryKind.NODE_POOLS),
                        (pages, found) -> NamedView.read(pages).stream()
                                .filter(access::showsPool)
                                .forEach(pool -> found.offer("node_pools", pool.name(), pool.name())));
            case NAMESPACES ->
                collect(
                        context,
                        text,
                        QueryRequest.of(QueryKind.NAMESPACES),
                        (pages, found) -> NamedView.read(pages).stream()
                                .filter(access::showsNamespace)
                                .forEach(each -> found.offerGlobal("namespaces", each.name())));
            case VARS ->
                collect(
                        context,
                        text,
                        QueryRequest.of(QueryKind.VARIABLES)
                                .namespace(namespace)
                                .rowLimit(access.rows(LOOKED_AT)),
                        (pages, found) -> VariableView.read(pages).stream()
                                .filter(access::shows)
                                .forEach(each -> found.offer("vars", each.path(), each.namespace(), each.path())));
            case PLUGINS ->
                collect(
                        context,
                        text,
                        QueryRequest.of(QueryKind.CSI_PLUGINS),
                        (pages, found) ->
                                CsiPluginView.read(pages).forEach(plugin -> found.offerGlobal("plugins", plugin.id())));
            case EVALS, DEPLOYMENT, SCALING_POLICY, VOLUMES, HOST_VOLUMES ->
                prefixes.search(context, namespace, text, access).thenApply(hits -> shown(hits, context));
        };
    }

    private CompletableFuture<SearchHits> collect(
            final SearchContext context,
            final String text,
            final QueryRequest request,
            final BiConsumer<Pages, Collector> offer) {
        return core.query(request).thenApply(page -> {
            final Pages pages = Pages.of(page);
            final Collector found = new Collector(text);
            offer.accept(pages, found);
            return found.hits(context, pages.index());
        });
    }

    private static void offerNodes(final Pages pages, final Collector found) {
        for (final NodeView node : NodesEndpoint.read(pages)) {
            found.offer("nodes", node.name(), node.id());
        }
    }

    private static void offerJob(final Collector found, final JobView job) {
        found.offer("jobs", job.jobId(), job.namespace(), job.jobId());
        for (final JsonObject group : job.tree().objects("TaskGroups")) {
            final String groupName = group.text("Name");
            found.offer("groups", groupName, job.namespace(), job.jobId());
            for (final JsonObject service : group.objects("Services")) {
                found.offer("services", service.text("Name"), job.namespace(), job.jobId(), groupName);
            }
            for (final JsonObject task : group.objects("Tasks")) {
                offerTask(found, job, groupName, task);
            }
        }
    }

    private static void offerTask(final Collector found, final JobView job, final String group, final JsonObject task) {
        final String[] scope = {job.namespace(), job.jobId(), group, task.text("Name")};
        found.offer("tasks", task.text("Name"), job.namespace(), job.jobId(), group);
        for (final JsonObject service : task.objects("Services")) {
            found.offer("services", service.text("Name"), scope);
        }
        final JsonObject config = task.object("Config");
        if (config == null) {
            return;
        }
        switch (task.text("Driver")) {
            case "docker" -> found.offer("images", config.text("image"), scope);
            case "exec", "raw_exec" -> found.offer("commands", config.text("command"), scope);
            case "java" -> found.offer("classes", config.text("class"), scope);
            default -> {}
        }
    }

    /** What was looked for by id is always shown, also when nothing was found. */
    private static SearchHits shown(final SearchHits hits, final SearchContext context) {
        final SearchHits shown = SearchHits.none(hits.index());
        final List<Hit> found = hits.matches().get(context.text());
        shown.matches().put(context.text(), found == null ? List.of() : found);
        shown.truncated().put(context.text(), hits.truncated().getOrDefault(context.text(), false));
        return shown;
    }
}
