package io.drover.agent.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskApiSocketTest {
    @TempDir
    Path secrets;

    private HttpServer server;
    private String address;
    private TaskApiSocket socket;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            final byte[] body = (exchange.getRequestURI() + " "
                            + exchange.getRequestHeaders().getFirst("X-Nomad-Token") + " "
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        address = "127.0.0.1:" + server.getAddress().getPort();
        socket = TaskApiSocket.open(secrets, () -> address);
    }

    @AfterEach
    void close() {
        socket.close();
        server.stop(0);
    }

    @Test
    void shouldPassOnWhatBringsAToken() throws IOException {
        assertThat(answer("GET /v1/vars?x=1 HTTP/1.1\r\nHost: api\r\nX-Nomad-Token: t1\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("/v1/vars?x=1 t1 ");
        assertThat(answer("PUT /v1/var/a HTTP/1.1\r\nHost: api\r\nX-Nomad-Token: t1\r\nContent-Length: 4\r\n\r\nbody"))
                .endsWith("/v1/var/a t1 body");
    }

    @Test
    void shouldRefuseWhatBringsNone() throws IOException {
        assertThat(answer("GET /v1/vars HTTP/1.1\r\nHost: api\r\n\r\n")).startsWith("HTTP/1.1 401");
        assertThat(answer("GET /v1/vars HTTP/1.1\r\nHost: api\r\nX-Nomad-Token: \r\n\r\n"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void shouldRefuseAHeadThatDoesNotEnd() throws IOException {
        final String start = "GET / HTTP/1.1\r\nX: ";

        assertThat(answer(start + "x".repeat(64 * 1024 - start.length()))).startsWith("HTTP/1.1 431");
    }

    @Test
    void shouldSayWhenThereIsNoServer() throws IOException {
        address = "";

        assertThat(answer("GET / HTTP/1.1\r\nAuthorization: Bearer t1\r\n\r\n")).startsWith("HTTP/1.1 503");
    }

    @Test
    void shouldServeOneRequestPerConnection() throws IOException {
        final String request =
                "GET /v1/vars HTTP/1.1\r\nHost: api\r\nX-Nomad-Token: t1\r\nConnection: keep-alive\r\n\r\n";

        assertThat(answer(request + "GET /v1/other HTTP/1.1\r\nHost: api\r\n\r\n"))
                .doesNotContain("/v1/other");
    }

    @Test
    void shouldLeaveNothingBehind() {
        socket.close();

        assertThat(Files.exists(secrets.resolve(TaskApiSocket.NAME))).isFalse();
    }

    private String answer(final String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(secrets.resolve("api.sock")))) {
            final ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            final StringBuilder answer = new StringBuilder();
            final ByteBuffer read = ByteBuffer.allocate(4096);
            while (channel.read(read) >= 0) {
                read.flip();
                answer.append(StandardCharsets.UTF_8.decode(read));
                read.clear();
            }
            return answer.toString();
        }
    }
}
