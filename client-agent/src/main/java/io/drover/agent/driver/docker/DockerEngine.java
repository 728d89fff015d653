package io.drover.agent.driver.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to one engine: a client for short calls that time out, a client for streams that stay open, and the threads
 * on which tasks act on what streams tell them. Thread-safe.
 */
final class DockerEngine implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DockerEngine.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);
    private static final int CALL_CONNECTIONS = 64;
    /** Up to three streams a container. */
    private static final int STREAM_CONNECTIONS = 10_000;

    private static final int THREADS = 4;

    private final DockerClient calls;
    private final DockerClient streams;
    private final ScheduledThreadPoolExecutor threads;
    private final Set<Closeable> followers = ConcurrentHashMap.newKeySet();

    DockerEngine(final String endpoint) {
        final DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(endpoint)
                .build();
        final URI host = config.getDockerHost();
        calls = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(host)
                        .sslConfig(config.getSSLConfig())
                        .connectionTimeout(CONNECT_LIMIT)
                        .responseTimeout(CALL_LIMIT)
                        .maxConnections(CALL_CONNECTIONS)
                        .build());
        streams = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(host)
                        .sslConfig(config.getSSLConfig())
                        .connectionTimeout(CONNECT_LIMIT)
                        .maxConnections(STREAM_CONNECTIONS)
                        .build());
        threads = new ScheduledThreadPoolExecutor(THREADS, runnable -> {
            final Thread thread = new Thread(runnable, "drover-docker");
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
    }

    /** For calls that the engine answers at once. */
    DockerClient calls() {
        return calls;
    }

    /** For calls whose answer may take for ever. */
    DockerClient streams() {
        return streams;
    }

    void execute(final Runnable action) {
        threads.execute(action);
    }

    void schedule(final Runnable action, final Duration delay) {
        threads.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Notes something that must not act any more once the engine is closed. */
    void register(final Closeable follower) {
        followers.add(follower);
    }

    void unregister(final Closeable follower) {
        followers.remove(follower);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        for (final Closeable follower : followers) {
            try {
                follower.close();
            } catch (final IOException e) {
                LOGGER.debug("cannot close a stream: {}", e.toString());
            }
        }
        for (final DockerClient client : new DockerClient[] {calls, streams}) {
            try {
                client.close();
            } catch (final IOException e) {
                LOGGER.warn("cannot close the connection to the engine: {}", e.toString());
            }
        }
    }
}
