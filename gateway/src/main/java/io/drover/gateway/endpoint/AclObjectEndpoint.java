package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;

/** The routes that kinds of access entries share: their list, a path that takes new ones, and one for each by its key. */
abstract class AclObjectEndpoint implements Endpoint {
    final GatewayContext context;
    private final String listPath;
    private final String path;
    private final String missingKey;

    /** @param missingKey what a path with an empty key is answered with. */
    AclObjectEndpoint(final GatewayContext context, final String listPath, final String path, final String missingKey) {
        this.context = context;
        this.listPath = listPath;
        this.path = path;
        this.missingKey = missingKey;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        if (call.path().equals(listPath)) {
            call.requireMethod("GET");
            AclEntries.requireEnabled(context);
            list(call);
            return;
        }
        if (call.path().equals(path)) {
            call.requireMethod("PUT", "POST");
            AclEntries.requireEnabled(context);
            upsert(call, "");
            return;
        }
        final String key = call.path().substring(path.length() + 1);
        if (key.isEmpty()) {
            throw new HttpProblem(400, missingKey);
        }
        call.requireMethod("GET", "PUT", "POST", "DELETE");
        AclEntries.requireEnabled(context);
        switch (call.method()) {
            case "GET" -> read(call, key);
            case "DELETE" -> delete(call, key);
            default -> upsert(call, key);
        }
    }

    abstract void list(Call call) throws HttpProblem;

    abstract void read(Call call, String key) throws HttpProblem;

    abstract void delete(Call call, String key) throws HttpProblem;

    /** @param pathKey the key that the path names, empty for none. */
    abstract void upsert(Call call, String pathKey) throws HttpProblem;
}
