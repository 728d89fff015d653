package io.drover.gateway.http;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Passes requests on to other servers of the cluster, whose answers go back as they come. */
public final class PeerProxies {
    private static final int QUEUE_LENGTH_MAX = 1024;

    private final int connectionsPerThread;
    private final int timeoutMs;
    private final Map<String, ProxyHandler> byAddress = new ConcurrentHashMap<>();

    /**
     * Proxies that are made when they are needed.
     *
     * @param connectionsPerThread bound of the connections to one server, for each I/O thread.
     * @param timeoutMs longest duration of a request; -1 for streams, which last as long as somebody reads.
     */
    public PeerProxies(final int connectionsPerThread, final int timeoutMs) {
        this.connectionsPerThread = connectionsPerThread;
        this.timeoutMs = timeoutMs;
    }

    /** Lets the server whose API is at this host:port answer the call. */
    public void pass(final Call call, final String address) {
        final HttpServerExchange exchange = call.exchange();
        giveBack(exchange, call.body());
        exchange.dispatch(exchange.getIoThread(), byAddress.computeIfAbsent(address, this::proxyTo));
    }

    /** Puts a body that was read already in front of the proxy again. */
    private static void giveBack(final HttpServerExchange exchange, final byte[] body) {
        if (body.length == 0) {
            return;
        }
        final ByteBufferPool pool = exchange.getConnection().getByteBufferPool();
        final int partLength = pool.getBufferSize();
        final PooledByteBuffer[] parts = new PooledByteBuffer[(body.length + partLength - 1) / partLength];
        for (int i = 0; i < parts.length; i++) {
            final int offset = i * partLength;
            parts[i] = pool.allocate();
            parts[i].getBuffer()
                    .put(body, offset, Math.min(partLength, body.length - offset))
                    .flip();
        }
        Connectors.ungetRequestBytes(exchange, parts);
        Connectors.resetRequestChannel(exchange);
    }

    private ProxyHandler proxyTo(final String address) {
        return ProxyHandler.builder()
                .setProxyClient(new LoadBalancingProxyClient()
                        .addHost(URI.create("http://" + address))
                        .setConnectionsPerThread(connectionsPerThread)
                        .setMaxQueueSize(QUEUE_LENGTH_MAX))
                .setMaxRequestTime(timeoutMs)
                .setRewriteHostHeader(false)
                .build();
    }
}
