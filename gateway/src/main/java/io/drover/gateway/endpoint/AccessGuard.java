package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Access;
import io.drover.gateway.acl.Caller;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.undertow.util.Headers;
import java.util.concurrent.CompletableFuture;

/**
 * Recognizes who makes a request, and refuses what he may not do before the endpoint sees it. What belongs to an object whose namespace
 * the request does not name is looked up first; lists are narrowed by their endpoints.
 */
record AccessGuard(Access access, ObjectNamespaces objects, Endpoint endpoint) implements Endpoint {
    @Override
    public boolean wantsBody() {
        return endpoint.wantsBody();
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        if (!access.settings().isEnabled()) {
            endpoint.handle(call);
            return;
        }
        final CompletableFuture<Caller> caller = access.caller(call.secret());
        if (caller.isDone() && !caller.isCompletedExceptionally()) {
            admit(call, caller.join());
        } else {
            call.when(caller, recognized -> admit(call, recognized));
        }
    }

    private void admit(final Call call, final Caller caller) throws HttpProblem {
        call.caller(caller);
        final String path = call.path();
        if (caller.authority().isManagement() || AccessRules.isOpen(path)) {
            endpoint.handle(call);
            return;
        }
        if (path.startsWith("/v1/client/") || path.startsWith("/v1/var")) {
            // Browsers ask for these from other origins, so that no cache may mix the answers up.
            call.header(Headers.VARY, "Origin");
        }
        if (caller.isRefused()) {
            throw HttpProblem.denied();
        }
        final ObjectNamespaces.Kind kind = ObjectNamespaces.kindOf(path);
        if (kind == null) {
            if (!AccessRules.allows(call, caller.authority())) {
                if (isIndexedWrite(call, path)) {
                    call.index(0);
                }
                throw HttpProblem.denied();
            }
            endpoint.handle(call);
            return;
        }
        call.when(objects.namespaceOf(kind, path), namespace -> {
            if (!namespace.isEmpty() && !ObjectRules.allows(call, caller.authority(), namespace)) {
                ObjectRules.refuse(call);
                return;
            }
            endpoint.handle(call);
        });
    }

    /** Whether clients know an index even of the refusal. */
    private static boolean isIndexedWrite(final Call call, final String path) {
        return path.startsWith(VariableEndpoint.PATH)
                && call.isMethod("PUT", "POST", "DELETE")
                && !call.has("lock-renew");
    }
}
