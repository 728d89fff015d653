package io.drover.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.drover.agent.alloc.AllocRunner;
import io.drover.agent.api.AgentQuestions;
import io.drover.agent.api.ClientApi;
import io.drover.agent.api.HostStats;
import io.drover.agent.model.ServerReads;
import io.drover.agent.state.NodeMetadata;
import io.drover.agent.volume.HostVolumes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers that travel to an edge over HTTP. */
@Timeout(60)
class CallAnswererTest {
    private static final String ALLOC_ID = "3f778868-1567-caa9-4231-6441630924ea";

    @TempDir
    Path allocsDir;

    private CallAnswerer answers;

    @BeforeEach
    void start() throws IOException {
        final Path local = allocsDir.resolve(ALLOC_ID).resolve("main/local");
        Files.createDirectories(local);
        Files.writeString(local.resolve("big"), "0123456789".repeat(20_000));
        final ClientApi api = new ClientApi(
                new NoAllocs(),
                new HostStats(Path.of("/proc"), allocsDir, 1_000),
                NodeMetadata.open(null, Map.of(), () -> {}),
                ServerReads.NONE,
                HostVolumes.open(
                        Map.of(),
                        new HostVolumes.Directories(null, allocsDir.resolve("volumes"), allocsDir.resolve("plugins")),
                        "",
                        () -> {}));
        answers = new CallAnswerer(api);
    }

    @AfterEach
    void stop() {
        answers.close();
    }

    @Test
    void postsStatusHeadersAndBody() throws Exception {
        final BlockingQueue<String> received = new ArrayBlockingQueue<>(1);
        final HttpServer edge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        edge.createContext("/v1/internal/call/7", exchange -> {
            final String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("X-Drover-Call-Secret") + " "
                    + exchange.getRequestHeaders().getFirst("X-Drover-Call-Status") + " "
                    + exchange.getRequestHeaders().getFirst("X-Drover-Call-Header-Content-Type") + " "
                    + body.length());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        edge.start();
        try {
            answers.onCall(
                    7,
                    "GET",
                    "/v1/client/fs/cat/" + ALLOC_ID + "?path=main%2Flocal%2Fbig",
                    new byte[0],
                    "127.0.0.1:" + edge.getAddress().getPort(),
                    new byte[] {1, (byte) 0xab});
            assertThat(received.take()).isEqualTo("POST 01ab 200 text/plain; charset=utf-8 200000");
        } finally {
            edge.stop(0);
        }
    }

    @Test
    void aQuietStreamEndsWhenItsReaderHasGone() throws Exception {
        try (ServerSocket edge = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.createFile(allocsDir.resolve(ALLOC_ID).resolve("main/local/quiet"));
            answers.onCall(
                    8,
                    "GET",
                    "/v1/client/fs/stream/" + ALLOC_ID + "?path=main/local/quiet&follow=true",
                    new byte[0],
                    "127.0.0.1:" + edge.getLocalPort(),
                    new byte[] {1});
            try (Socket connection = edge.accept()) {
                assertThat(connection.getInputStream().read()).isEqualTo('P');
            }
            Thread answering = answeringThread();
            while (answering != null) {
                answering.join(10);
                answering = answeringThread();
                if (answering != null && answering.getState() == Thread.State.TIMED_WAITING && isIdle(answering)) {
                    return;
                }
            }
        }
    }

    private static @Nullable Thread answeringThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("call-"))
                .findFirst()
                .orElse(null);
    }

    /** Whether a thread of the pool waits for its next call. */
    private static boolean isIdle(final Thread thread) {
        for (final StackTraceElement element : thread.getStackTrace()) {
            if (element.getMethodName().equals("getTask")) {
                return true;
            }
        }
        return false;
    }

    private final class NoAllocs implements AgentQuestions {
        @Override
        public <T> T ofAlloc(final String allocId, final Function<@Nullable AllocRunner, T> question) {
            return question.apply(null);
        }

        @Override
        public boolean collect(final String allocId) {
            return false;
        }

        @Override
        public void collectAll() {}

        @Override
        public Path allocsDir() {
            return allocsDir;
        }
    }
}
