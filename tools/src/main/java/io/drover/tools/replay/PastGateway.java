package io.drover.tools.replay;

import io.aeron.cluster.client.EgressListener;
import io.aeron.exceptions.AeronException;
import io.drover.gateway.acl.Access;
import io.drover.gateway.acl.AccessSettings;
import io.drover.gateway.core.CoreClient;
import io.drover.gateway.core.CoreClientContext;
import io.drover.gateway.core.CoreSession;
import io.drover.gateway.core.CoreSessions;
import io.drover.gateway.edge.NodeAnswer;
import io.drover.gateway.edge.NodeCalls;
import io.drover.gateway.endpoint.AgentInfo;
import io.drover.gateway.endpoint.GatewayContext;
import io.drover.gateway.endpoint.Routes;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Router;
import io.drover.gateway.keyring.KeySeal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;

/**
 * The API onto the state that a replay has brought back: the gateway's own routes over the rings of the replay. Whoever owns the replay
 * calls {@link #pump} on its thread while a request is under way; there is no other thread.
 */
public final class PastGateway implements AutoCloseable {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);

    /** What has a past: everything that is read from the state alone. */
    private static final List<String> PATHS = List.of(
            "/v1/acl/",
            "/v1/allocation/",
            "/v1/allocations",
            "/v1/deployment/",
            "/v1/deployments",
            "/v1/evaluation/",
            "/v1/evaluations",
            "/v1/job/",
            "/v1/jobs",
            "/v1/namespace/",
            "/v1/namespaces",
            "/v1/node/",
            "/v1/nodes",
            "/v1/operator/scheduler/configuration",
            "/v1/scaling/",
            "/v1/service/",
            "/v1/services",
            "/v1/var/",
            "/v1/vars",
            "/v1/volume/",
            "/v1/volumes");

    private final Replay replay;
    private final CoreClient core;
    private final Router router;

    /**
     * Opens the routes.
     *
     * @param access recognizes callers, given the way to the past for whoever has no other state.
     */
    public PastGateway(
            final Replay replay, final AgentInfo info, final KeySeal seal, final Function<CoreClient, Access> access) {
        this.replay = replay;
        core = new CoreClient(
                new CoreClientContext(
                        1,
                        0,
                        1,
                        () -> {
                            throw new AeronException("the past takes no commands");
                        },
                        replay.queries(),
                        replay.answers(),
                        TIMEOUT_NS,
                        TIMEOUT_NS,
                        TIMEOUT_NS,
                        () -> {}),
                new NoSessions(),
                SystemNanoClock.INSTANCE);
        router = Routes.addTo(new Router(), GatewayContext.ofPast(core, new NoNodes(), info, seal, access.apply(core)));
    }

    /** Begins to speak to the state as it is now; before the first request, and after each run of the replay. */
    public void announce() {
        replay.announce();
    }

    /** Access for whoever reads the files themselves: nobody is asked for a token. */
    public static Access unguarded(final CoreClient core) {
        return new Access(core, AccessSettings.off(), KeySeal.of(""));
    }

    /** Whether a path is one that has a past. */
    public static boolean hasPast(final String path) {
        return PATHS.stream().anyMatch(prefix -> prefix.endsWith("/") ? path.startsWith(prefix) : isAt(path, prefix));
    }

    private static boolean isAt(final String path, final String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    /** The routes. */
    public Router router() {
        return router;
    }

    /** Does what there is to do for requests under way. */
    public int pump() {
        return replay.serve() + core.doWork();
    }

    @Override
    public void close() {
        core.onClose();
    }

    /** The past is what it is. */
    private static final class NoSessions implements CoreSessions {
        @Override
        public @Nullable CoreSession poll(final EgressListener listener) {
            return null;
        }

        @Override
        public void close() {
            // Nothing is being opened.
        }
    }

    /** Nodes know their present only. */
    private static final class NoNodes implements NodeCalls {
        @Override
        public void call(
                final UUID nodeId, final String method, final String target, final byte[] body, final Call call) {
            call.fail(refusal());
        }

        @Override
        public CompletableFuture<NodeAnswer> ask(
                final UUID nodeId, final String method, final String target, final byte[] body, final Call call) {
            return Call.failed(refusal());
        }

        private static HttpProblem refusal() {
            return new HttpProblem(400, "nodes cannot be asked about the past");
        }
    }
}
