package io.drover.tools.process;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes variables and looks a service up without a pause, through whichever server answers. The service must be there whenever somebody
 * answers: its allocation runs all the time.
 */
final class UpgradeLoad implements AutoCloseable {
    private static final String VARIABLE = "/v1/var/upgrade";
    private static final int ROUNDS = 5;

    private final RunningCluster cluster;
    private final String alloc;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ReentrantLock round = new ReentrantLock(true);
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean isClosed;
    private long acknowledged;
    private int next;

    UpgradeLoad(final RunningCluster cluster, final String alloc) {
        this.cluster = cluster;
        this.alloc = alloc;
        thread.start();
    }

    /** Waits until some more writes were acknowledged and the service was found after each. */
    synchronized void awaitProgress() throws InterruptedException {
        final long goal = acknowledged + ROUNDS;
        while (acknowledged < goal) {
            throwIfFailed();
            wait();
        }
    }

    /** Does something between two writes, when the log grows slowly enough for servers to be caught at the same place of it. */
    void atRest(final Check check) throws ApiException {
        round.lock();
        try {
            check.run();
        } finally {
            round.unlock();
        }
    }

    /** What is looked at at rest. */
    interface Check {
        void run() throws ApiException;
    }

    /** Ends the load: the newest acknowledged write is there, or the one that was under way. */
    void verify() throws InterruptedException, ApiException {
        close();
        thread.join();
        throwIfFailed();
        final Doc variable = cluster.server(1).api().get(VARIABLE);
        final long stored = Long.parseLong(variable.get("Items").text("n"));
        if (stored != acknowledged && stored != acknowledged + 1) {
            throw new AssertionError("write " + acknowledged + " was acknowledged, and " + stored + " is stored");
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private void run() {
        try {
            while (!isClosed) {
                round.lock();
                try {
                    goRound();
                } finally {
                    round.unlock();
                }
            }
        } catch (final AssertionError | RuntimeException ex) {
            failure.set(ex);
            synchronized (this) {
                notifyAll();
            }
        }
    }

    private void goRound() {
        if (write(acknowledged + 1)) {
            look();
            synchronized (this) {
                acknowledged++;
                notifyAll();
            }
        }
    }

    private boolean write(final long number) {
        final JsonObject items = new JsonObject().put("n", Long.toString(number));
        try {
            cluster.server(next % RunningCluster.SERVER_COUNT)
                    .api()
                    .put(
                            VARIABLE,
                            new Query(),
                            new JsonObject().put("Path", "upgrade").put("Items", items));
            return true;
        } catch (final ApiException ex) {
            next++;
            return false;
        }
    }

    private void look() {
        final Doc instances;
        try {
            instances = cluster.server(next % RunningCluster.SERVER_COUNT).api().get("/v1/service/web");
        } catch (final ApiException ex) {
            next++;
            if (ex.status() == 404) {
                throw new AssertionError("the service is gone", ex);
            }
            return;
        }
        final boolean isSound = instances.size() == 1
                && instances.items().get(0).text("AllocID").equals(alloc);
        if (!isSound) {
            throw new AssertionError("the service has " + instances.size() + " instances");
        }
    }

    private void throwIfFailed() {
        final Throwable found = failure.get();
        if (found != null) {
            throw new AssertionError("the load failed: " + found.getMessage(), found);
        }
    }
}
