package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Access;
import io.drover.gateway.core.CoreClient;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Pages;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.DeploymentView;
import io.drover.gateway.render.EvalView;
import io.drover.sbe.query.QueryKind;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Finds the namespace of an allocation, evaluation or deployment that a path names. */
record ObjectNamespaces(CoreClient core) {
    /** What a path is about. */
    enum Kind {
        ALLOC,
        EVAL,
        DEPLOYMENT
    }

    private static final Map<String, Kind> PREFIXES = Map.of(
            AllocationEndpoint.PATH,
            Kind.ALLOC,
            "/v1/client/allocation/",
            Kind.ALLOC,
            "/v1/client/fs/",
            Kind.ALLOC,
            EvaluationEndpoint.PATH,
            Kind.EVAL,
            DeploymentEndpoint.PATH,
            Kind.DEPLOYMENT);

    /** What a path is about, null when it is about something else. */
    static @Nullable Kind kindOf(final String path) {
        for (final Map.Entry<String, Kind> entry : PREFIXES.entrySet()) {
            if (path.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** The namespace; empty when there is no such object, which its endpoint says better. */
    CompletableFuture<String> namespaceOf(final Kind kind, final String path) {
        final QueryRequest request = QueryRequest.of(
                switch (kind) {
                    case ALLOC -> QueryKind.ALLOC;
                    case EVAL -> QueryKind.EVAL;
                    case DEPLOYMENT -> QueryKind.DEPLOYMENT;
                });
        for (final String part : path.substring(1).split("/")) {
            if (Access.isUuid(part)) {
                request.id(UUID.fromString(part));
                return core.query(request).thenApply(page -> page.isFound() ? namespace(kind, Pages.of(page)) : "");
            }
        }
        return CompletableFuture.completedFuture("");
    }

    private static String namespace(final Kind kind, final Pages pages) {
        final List<String> found = switch (kind) {
            case ALLOC ->
                AllocLists.read(pages).stream().map(AllocView::namespace).toList();
            case EVAL ->
                EvaluationsEndpoint.read(pages).stream()
                        .map(EvalView::namespace)
                        .toList();
            case DEPLOYMENT ->
                DeploymentsEndpoint.read(pages).stream()
                        .map(DeploymentView::namespace)
                        .toList();
        };
        return found.isEmpty() ? "" : found.get(0);
    }
}
