package io.drover.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkProbeTest {
    private final NetworkProbe probe = new NetworkProbe();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            final String path = exchange.getRequestURI().getPath();
            final byte[] body = "x".repeat(10_000).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders("/ok".equals(path) ? 200 : "/created".equals(path) ? 201 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private CheckProbe.Outcome run(final String type, final int port, final String path, final String method) {
        return probe.run(new CheckProbe.Target(
                type, "127.0.0.1", port, "http", path, method, Map.of("X-A", List.of("b")), "", false, 5_000));
    }

    @Test
    void judgesHttpAnswers() {
        final int port = server.getAddress().getPort();
        assertThat(run("http", port, "/ok", "")).isEqualTo(new CheckProbe.Outcome(true, 200, "nomad: http ok"));
        assertThat(run("http", port, "/created", "GET"))
                .satisfies(outcome -> assertThat(outcome.success()).isTrue())
                .satisfies(outcome -> assertThat(outcome.output()).hasSize(3 * 1024));
        assertThat(run("http", port, "/none", "GET"))
                .satisfies(outcome -> assertThat(outcome.success()).isFalse())
                .satisfies(outcome -> assertThat(outcome.statusCode()).isEqualTo(404));
    }

    @Test
    void judgesConnections() throws IOException {
        assertThat(run("tcp", server.getAddress().getPort(), "", ""))
                .isEqualTo(new CheckProbe.Outcome(true, 0, "nomad: tcp ok"));
        final int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThat(run("tcp", closed, "", "").output())
                .isEqualTo("dial tcp 127.0.0.1:" + closed + ": connect: connection refused");
        assertThat(run("http", closed, "/x", "HEAD").output())
                .isEqualTo("nomad: Head \"http://127.0.0.1:" + closed + "/x\": dial tcp 127.0.0.1:" + closed
                        + ": connect: connection refused");
    }
}
