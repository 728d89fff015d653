package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.filter.Filter;
import io.drover.gateway.filter.FilterException;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.http.QueryOptions;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.DeploymentView;
import io.drover.gateway.render.JobRenderer;
import io.drover.gateway.render.JobStatusRenderer;
import io.drover.gateway.render.JobView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/jobs/statuses}: the jobs that changed last, each with its allocations, children and latest deployment. Allocations and
 * deployments are asked for only of the jobs that the page shows.
 */
final class JobStatusesEndpoint implements Endpoint {
    private static final String ANY_NAMESPACE = "*";

    private final GatewayContext context;

    JobStatusesEndpoint(final GatewayContext context) {
        this.context = context;
    }

    /** A job by its name. */
    private record Named(String namespace, String id) {
        static Named of(final JobView job) {
            return new Named(job.namespace(), job.jobId());
        }
    }

    /** What the request wants. */
    private record Wanted(
            Authority authority,
            @Nullable Set<Named> named,
            boolean withChildren,
            @Nullable Filter filter,
            boolean isAscending,
            int perPage,
            String nextToken) {}

    /** The jobs of the page, all jobs that they were chosen of, and where the next page starts. */
    private record Selection(List<JobView> page, List<JobView> all, String nextToken) {}

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET", "POST");
        final QueryOptions options = call.options();
        final boolean withChildren = call.flag("include_children", 400);
        final Set<Named> named = named(call);
        final Wanted wanted = new Wanted(
                call.authority(),
                named,
                withChildren || named != null,
                filter(options),
                options.reverse(),
                named == null ? options.perPage() : named.size(),
                options.nextToken());
        final boolean isEverywhere = named != null && options.namespace().equals("default");
        final QueryRequest jobs = QueryRequest.of(QueryKind.JOBS)
                .namespace(isEverywhere ? ANY_NAMESPACE : options.namespace())
                .withDocuments(true);
        final Read read = Read.of(jobs, TableId.JOBS, TableId.JOB_SUMMARIES, TableId.ALLOCS, TableId.DEPLOYMENTS)
                .indexedBy(pages -> lastChange(pages, wanted));
        context.reads().answer(call, read, pages -> reply(call, select(pages, wanted)));
    }

    private static @Nullable Set<Named> named(final Call call) throws HttpProblem {
        if (call.body().length == 0) {
            return null;
        }
        try {
            if (!(JsonParser.parse(call.body()) instanceof JsonObject body)) {
                throw new HttpProblem(400, "error decoding request: json: cannot unmarshal into an object");
            }
            final List<Named> named = body.objects("Jobs").stream()
                    .map(job -> new Named(job.text("Namespace"), job.text("ID")))
                    .toList();
            if (named.isEmpty()) {
                throw new HttpProblem(400, "no jobs in request");
            }
            return Set.copyOf(named);
        } catch (final JsonSyntaxException ex) {
            throw new HttpProblem(400, "error decoding request: " + ex.getMessage());
        }
    }

    private static @Nullable Filter filter(final QueryOptions options) throws HttpProblem {
        try {
            return options.filter().isEmpty() ? null : Filter.parse(options.filter());
        } catch (final FilterException ex) {
            throw new HttpProblem(500, String.valueOf(ex.getMessage()));
        }
    }

    private static long lastChange(final Pages pages, final Wanted wanted) {
        try {
            return select(pages, wanted).page.stream()
                    .mapToLong(JobStatusRenderer::lastChange)
                    .max()
                    .orElse(0);
        } catch (final HttpProblem ex) {
            return pages.index();
        }
    }

    private static Selection select(final Pages pages, final Wanted wanted) throws HttpProblem {
        final List<JobView> all = JobRenderer.read(pages);
        final Comparator<JobView> byChange = Comparator.comparingLong(JobView::modifyIndex);
        final Stream<JobView> sorted = all.stream().sorted(wanted.isAscending ? byChange : byChange.reversed());
        final List<JobView> page = new ArrayList<>();
        for (final JobView job : (Iterable<JobView>) sorted::iterator) {
            if (!matches(job, wanted) || isBefore(job, wanted)) {
                continue;
            }
            if (wanted.perPage > 0 && page.size() == wanted.perPage) {
                return new Selection(page, all, Long.toString(job.modifyIndex()));
            }
            page.add(job);
        }
        return new Selection(page, all, "");
    }

    private static boolean matches(final JobView job, final Wanted wanted) throws HttpProblem {
        if (!wanted.authority.allows(job.namespace(), Capabilities.READ_JOB)) {
            return false;
        }
        if (wanted.named != null && !wanted.named.contains(Named.of(job))
                || !wanted.withChildren && !JobStatusRenderer.parentOf(job).isEmpty()) {
            return false;
        }
        if (wanted.filter == null) {
            return true;
        }
        try {
            return JsonParser.parse(job.asJson()) instanceof JsonObject tree && wanted.filter.matches(tree, Set.of());
        } catch (final FilterException ex) {
            throw new HttpProblem(500, String.valueOf(ex.getMessage()));
        } catch (final JsonSyntaxException ex) {
            throw new IllegalStateException("a rendered row is no JSON", ex);
        }
    }

    /** Tokens are indexes; one that is none stands behind all of them. */
    private static boolean isBefore(final JobView job, final Wanted wanted) {
        if (wanted.nextToken.isEmpty()) {
            return false;
        }
        try {
            final long from = Long.parseLong(wanted.nextToken);
            return wanted.isAscending ? job.modifyIndex() < from : job.modifyIndex() > from;
        } catch (final NumberFormatException ex) {
            return true;
        }
    }

    private void reply(final Call call, final Selection selection) {
        if (!selection.nextToken.isEmpty()) {
            call.header(Call.NEXT_TOKEN, selection.nextToken);
        }
        final JsonWriter json = call.json().beginArray();
        CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
        for (final JobView job : selection.page) {
            written = written.thenCompose(ignored -> write(json, job, selection.all));
        }
        call.when(written, ignored -> call.reply(json.endArray()));
    }

    private CompletableFuture<Void> write(final JsonWriter json, final JobView job, final List<JobView> all) {
        final List<JobView> children = all.stream()
                .filter(other -> other.namespace().equals(job.namespace())
                        && JobStatusRenderer.parentOf(other).equals(job.jobId()))
                .toList();
        return context.reads()
                .collected(of(QueryKind.JOB_ALLOCS, job))
                .thenCompose(allocs -> context.reads()
                        .collected(of(QueryKind.JOB_DEPLOYMENTS, job))
                        .thenAccept(deployments -> {
                            final List<AllocView> shown = AllocLists.read(allocs);
                            final List<DeploymentView> known = DeploymentsEndpoint.read(deployments);
                            JobStatusRenderer.write(json, job, shown, children, known);
                        }));
    }

    private static QueryRequest of(final QueryKind kind, final JobView job) {
        return QueryRequest.of(kind).namespace(job.namespace()).key(job.jobId());
    }
}
