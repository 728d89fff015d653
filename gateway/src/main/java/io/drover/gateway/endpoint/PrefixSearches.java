package io.drover.gateway.endpoint;

import io.drover.gateway.core.Core;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.endpoint.SearchHits.Hit;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.CsiPluginView;
import io.drover.gateway.render.CsiVolumeView;
import io.drover.gateway.render.DeploymentView;
import io.drover.gateway.render.EvalView;
import io.drover.gateway.render.HostVolumeView;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobView;
import io.drover.gateway.render.NamedView;
import io.drover.gateway.render.NodeView;
import io.drover.gateway.render.ScalingPolicyView;
import io.drover.gateway.render.VariableView;
import io.drover.sbe.query.QueryKind;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds what begins with a text: ids, and names where there are no ids. What cannot begin so is left out of the answer. */
final class PrefixSearches {
    private static final int WANTED = SearchHits.HITS_MAX + 1;

    private final Core core;

    PrefixSearches(final Core core) {
        this.core = core;
    }

    CompletableFuture<SearchHits> search(
            final SearchContext context, final String namespace, final String prefix, final SearchAccess access) {
        return switch (context) {
            case ALLOCS ->
                ids(
                        context,
                        QueryKind.ALLOCS,
                        namespace,
                        prefix,
                        access,
                        pages -> AllocLists.read(pages).stream()
                                .filter(alloc -> access.showsJobsOf(alloc.namespace()))
                                .map(AllocView::id));
            case EVALS ->
                ids(
                        context,
                        QueryKind.EVALS,
                        namespace,
                        prefix,
                        access,
                        pages -> EvaluationsEndpoint.read(pages).stream()
                                .filter(eval -> access.showsJobsOf(eval.namespace()))
                                .map(EvalView::id));
            case DEPLOYMENT ->
                ids(
                        context,
                        QueryKind.DEPLOYMENTS,
                        namespace,
                        prefix,
                        access,
                        pages -> DeploymentsEndpoint.read(pages).stream()
                                .filter(deployment -> access.showsJobsOf(deployment.namespace()))
                                .map(DeploymentView::id));
            case NODES ->
                ids(
                        context,
                        QueryKind.NODES,
                        "",
                        prefix,
                        access,
                        pages -> NodesEndpoint.read(pages).stream().map(NodeView::id));
            case JOBS ->
                // Each job comes with its summary.
                names(
                        context,
                        QueryRequest.of(QueryKind.JOBS)
                                .namespace(namespace)
                                .key(prefix)
                                .rowLimit(access.rows(2 * WANTED)),
                        prefix,
                        pages -> JobRenderer.read(pages).stream()
                                .filter(job -> access.showsJobsOf(job.namespace()))
                                .map(JobView::jobId));
            case VARS ->
                names(
                        context,
                        QueryRequest.of(QueryKind.VARIABLES)
                                .namespace(namespace)
                                .key(prefix)
                                .rowLimit(access.rows(WANTED)),
                        prefix,
                        pages -> VariableView.read(pages).stream()
                                .filter(access::shows)
                                .map(VariableView::path));
            case NAMESPACES ->
                names(
                        context,
                        QueryRequest.of(QueryKind.NAMESPACES),
                        prefix,
                        pages -> named(pages, access::showsNamespace));
            case NODE_POOLS ->
                names(context, QueryRequest.of(QueryKind.NODE_POOLS), prefix, pages -> named(pages, access::showsPool));
            case SCALING_POLICY -> policies(core, namespace, prefix, access);
            case HOST_VOLUMES ->
                names(
                        context,
                        QueryRequest.of(QueryKind.HOST_VOLUMES).namespace(namespace),
                        prefix,
                        pages -> HostVolumeView.read(pages).stream()
                                .filter(volume -> access.showsVolumesOf(volume.namespace()))
                                .map(HostVolumeView::id));
            case PLUGINS ->
                names(
                        context,
                        QueryRequest.of(QueryKind.CSI_PLUGINS).key(prefix),
                        prefix,
                        pages -> CsiPluginView.read(pages).stream().map(CsiPluginView::id));
            case VOLUMES ->
                names(
                        context,
                        QueryRequest.of(QueryKind.CSI_VOLUMES)
                                .namespace(namespace)
                                .key(prefix)
                                .rowLimit(access.rows(WANTED)),
                        prefix,
                        pages -> CsiVolumeView.read(pages).stream()
                                .filter(volume -> access.showsCsiVolumesOf(volume.namespace()))
                                .map(CsiVolumeView::id));
        };
    }

    /** The policies whose id begins so, out of all jobs. */
    static CompletableFuture<SearchHits> policies(
            final Core core, final String namespace, final String prefix, final SearchAccess access) {
        return core.query(QueryRequest.of(QueryKind.JOBS).namespace(namespace).withDocuments(true))
                .thenApply(page -> {
                    final List<Hit> hits = ScalingPoliciesEndpoint.read(Pages.of(page)).stream()
                            .filter(policy -> access.showsPolicyOf(policy.namespace()))
                            .map(ScalingPolicyView::id)
                            .filter(id -> id.startsWith(prefix))
                            .map(Hit::of)
                            .toList();
                    return SearchHits.of(SearchContext.SCALING_POLICY, hits, hits.isEmpty() ? 0 : page.index());
                });
    }

    private static Stream<String> named(final Pages pages, final Predicate<NamedView> shown) {
        return NamedView.read(pages).stream().filter(shown).map(NamedView::name);
    }

    private CompletableFuture<SearchHits> names(
            final SearchContext context,
            final QueryRequest request,
            final String prefix,
            final Function<Pages, Stream<String>> namesOf) {
        return core.query(request).thenApply(page -> {
            final Pages pages = Pages.of(page);
            final List<Hit> hits = namesOf.apply(pages)
                    .filter(name -> name.startsWith(prefix))
                    .map(Hit::of)
                    .toList();
            return SearchHits.of(context, hits, pages.index());
        });
    }

    /** Ids are looked for by whole bytes; a half one is compared afterwards. */
    private CompletableFuture<SearchHits> ids(
            final SearchContext context,
            final QueryKind kind,
            final String namespace,
            final String prefix,
            final SearchAccess access,
            final Function<Pages, Stream<String>> idsOf) {
        final String lower = prefix.toLowerCase(Locale.ROOT);
        final boolean isOdd = lower.replace("-", "").length() % 2 != 0;
        final QueryRequest request = QueryRequest.of(kind).namespace(namespace).rowLimit(access.rows(WANTED));
        boolean isId = true;
        try {
            Ids.prefix(request, isOdd ? lower.substring(0, lower.length() - 1) : lower, "");
        } catch (final HttpProblem ex) {
            isId = false;
        }
        final boolean canMatch = isId;
        return core.query(canMatch ? request : request.rowLimit(1)).thenApply(page -> {
            final Pages pages = Pages.of(page);
            if (!canMatch) {
                return SearchHits.none(pages.index());
            }
            final List<Hit> hits = idsOf.apply(pages)
                    .filter(id -> id.startsWith(lower))
                    .map(Hit::of)
                    .toList();
            return SearchHits.of(context, hits, pages.index());
        });
    }
}
