package io.drover.agent.task;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives a task the signed identities that it wants in its environment or in files. */
final class IdentityHook implements TaskHook {
    private static final int ATTEMPTS = 3;
    private static final long TIMEOUT_S = 5;

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public boolean runsOnce() {
        return false;
    }

    @Override
    public void prestart(final TaskSetup setup) throws TaskSetupException {
        if (setup.spec().identities().isEmpty()) {
            return;
        }
        try {
            final Map<String, String> tokens = fetched(setup);
            IdentityFiles.write(setup.spec(), setup.taskDirectory(), tokens);
            setup.putEnv(IdentityFiles.variables(setup.spec(), tokens, setup.environment()));
        } catch (final IOException e) {
            throw TaskSetupException.of("failed to fetch signed identities: " + e.getMessage(), true);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TaskSetupException.of("failed to fetch signed identities: interrupted", true);
        }
    }

    /**
     * New ones for each start. A server that just lost its leader answers again soon; while no server answers, those of the last start
     * do, so that an outage keeps no task from starting again.
     */
    private static Map<String, String> fetched(final TaskSetup setup) throws IOException, InterruptedException {
        final Map<String, String> last = setup.tokens().last();
        for (int attempt = 1; ; attempt++) {
            try {
                return setup.tokens().fetch().get(TIMEOUT_S, TimeUnit.SECONDS);
            } catch (final ExecutionException e) {
                if (last != null) {
                    return last;
                }
                if (attempt == ATTEMPTS) {
                    throw new IOException(
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
                }
                TimeUnit.SECONDS.sleep(1);
            } catch (final TimeoutException e) {
                if (last != null) {
                    return last;
                }
                throw new IOException("the servers did not answer within " + TIMEOUT_S + " s", e);
            }
        }
    }
}
