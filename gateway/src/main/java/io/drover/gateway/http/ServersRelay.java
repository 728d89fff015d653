package io.drover.gateway.http;

import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.net.URI;
import java.util.List;

/**
 * The API of an agent that is no server: every request goes on to one of the servers that the agent knows, another one when that
 * does not answer.
 */
public final class ServersRelay implements Endpoint {
    /** Longer than the longest blocking query. */
    private static final int TIMEOUT_MS = 11 * 60 * 1000;

    private static final int CONNECTIONS_PER_THREAD = 16;
    private static final int QUEUE_LENGTH_MAX = 1024;
    private static final int PROBLEM_RETRY_S = 2;

    private final ProxyHandler proxy;

    /** Relays to these servers, each host:port of an HTTP API. */
    public ServersRelay(final List<String> servers) {
        final LoadBalancingProxyClient client = new LoadBalancingProxyClient()
                .setConnectionsPerThread(CONNECTIONS_PER_THREAD)
                .setMaxQueueSize(QUEUE_LENGTH_MAX)
                .setProblemServerRetry(PROBLEM_RETRY_S);
        servers.forEach(server -> client.addHost(URI.create("http://" + server)));
        proxy = ProxyHandler.builder()
                .setProxyClient(client)
                .setMaxRequestTime(TIMEOUT_MS)
                .setRewriteHostHeader(false)
                .setNext(ResponseCodeHandler.HANDLE_404)
                .build();
    }

    @Override
    public boolean wantsBody() {
        return false;
    }

    @Override
    public void handle(final Call call) {
        call.exchange().dispatch(call.exchange().getIoThread(), proxy);
    }
}
