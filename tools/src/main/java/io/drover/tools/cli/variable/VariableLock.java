package io.drover.tools.cli.variable;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Durations;
import java.util.concurrent.TimeUnit;

/** The lock of one variable: taken, held by renewing it, and freed. Used by the thread that holds it and the one that renews it. */
final class VariableLock {
    private static final int NOT_FOUND = 404;
    private static final int CLIENT_ERROR_MIN = 400;
    private static final int CLIENT_ERROR_MAX = 499;

    /**
     * How to take it.
     *
     * @param ttlNs how long it is held without being renewed.
     * @param delayNs how long nobody else gets it after it was lost.
     * @param backoffNs longest wait between two tries.
     * @param retriesMax failures in a row that are tried again.
     * @param waits whether to wait while somebody else holds it.
     */
    record Terms(long ttlNs, long delayNs, long backoffNs, int retriesMax, boolean waits) {}

    private final Api api;
    private final String path;
    private final JsonObject given;
    private final Terms terms;
    private String id = "";

    VariableLock(final Api api, final String path, final JsonObject given, final Terms terms) {
        this.api = api;
        this.path = path;
        this.given = given;
        this.terms = terms;
    }

    Terms terms() {
        return terms;
    }

    String id() {
        return id;
    }

    /** Takes the lock; false when somebody else holds it and nobody wants to wait. */
    boolean acquire() throws ApiException {
        int failures = 0;
        while (true) {
            final Doc stored = read(new Query());
            try {
                id = operate("lock-acquire", request(stored)).get("Lock").text("ID");
                return true;
            } catch (final ApiException e) {
                if (Conflicts.is(e)) {
                    if (!terms.waits()) {
                        return false;
                    }
                    failures = 0;
                } else if (isRefusal(e) || ++failures > terms.retriesMax()) {
                    throw e;
                }
            }
            awaitChange(stored);
        }
    }

    /** Goes on holding it. */
    void renew() throws ApiException {
        operate("lock-renew", held());
    }

    /** Lets go of it. */
    void release() throws ApiException {
        operate("lock-release", held());
    }

    /** Whether the server has understood and said no, so that to ask again is of no use. */
    static boolean isRefusal(final ApiException e) {
        return e.status() >= CLIENT_ERROR_MIN && e.status() <= CLIENT_ERROR_MAX;
    }

    private JsonObject request(final Doc stored) {
        final JsonObject variable = held();
        final Doc items = given.isEmpty() ? stored.get("Items") : Doc.of(given).get("Items");
        if (items.size() > 0) {
            variable.put("Items", items.value());
        }
        return variable;
    }

    private JsonObject held() {
        final JsonObject lock = new JsonObject();
        if (id.isEmpty()) {
            lock.put("TTL", Durations.format(terms.ttlNs()));
            lock.put("LockDelay", Durations.format(terms.delayNs()));
        } else {
            lock.put("ID", id);
        }
        return new JsonObject().put("Path", path).put("Lock", lock);
    }

    private Doc operate(final String operation, final JsonObject variable) throws ApiException {
        return api.put(Paths.of(path), new Query().with(operation, "true"), variable);
    }

    /** The variable as it is; absent when there is none. */
    private Doc read(final Query query) throws ApiException {
        try {
            return api.get(Paths.of(path), query);
        } catch (final ApiException e) {
            if (e.status() == NOT_FOUND) {
                return Doc.ABSENT;
            }
            throw e;
        }
    }

    /** Waits until the variable is another one than was seen, but not longer than until the next try is due. */
    private void awaitChange(final Doc seen) throws ApiException {
        final long index = Math.max(1, seen.number("ModifyIndex"));
        read(new Query()
                .with("index", Long.toString(index))
                .with("wait", TimeUnit.NANOSECONDS.toMillis(terms.backoffNs()) + "ms"));
    }
}
