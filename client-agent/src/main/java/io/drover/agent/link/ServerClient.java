package io.drover.agent.link;

import io.drover.agent.link.JoinClient.Joined;
import io.drover.agent.model.ServerReads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server that the node joined through. When that one cannot be reached, somebody is told, who lets the node join through another.
 * The client is made with the first question, as few nodes have one.
 */
final class ServerClient implements ServerReads {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Longer than any blocking question waits. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(6);

    private static final int BODY_LENGTH_MAX = 16 * 1024 * 1024;

    private final Supplier<@Nullable Joined> joined;
    private final Runnable unreachable;
    private @Nullable HttpClient client;

    ServerClient(final Supplier<@Nullable Joined> joined, final Runnable unreachable) {
        this.joined = joined;
        this.unreachable = unreachable;
    }

    @Override
    public CompletableFuture<Answer> get(final String target, final String token) {
        final Joined link = joined.get();
        if (link == null) {
            return CompletableFuture.failedFuture(new IOException("the node has not joined yet"));
        }
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + link.server() + target))
                .timeout(ANSWER_TIMEOUT);
        if (token.equals(AS_NODE)) {
            request.header("X-Drover-Ticket", Base64.getEncoder().encodeToString(link.ticket()));
        } else if (!token.isEmpty()) {
            request.header("X-Nomad-Token", token);
        }
        return client().sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        unreachable.run();
                    }
                })
                .thenApply(ServerClient::answer);
    }

    @Override
    public String address() {
        final Joined link = joined.get();
        return link == null ? "" : link.server();
    }

    private static Answer answer(final HttpResponse<byte[]> response) {
        final byte[] body = response.body();
        if (body.length > BODY_LENGTH_MAX) {
            throw new IllegalStateException("answer of " + body.length + " bytes; at most " + BODY_LENGTH_MAX);
        }
        return new Answer(
                response.statusCode(),
                response.headers().firstValueAsLong("X-Nomad-Index").orElse(0),
                body);
    }

    private synchronized HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();
            client = known;
        }
        return known;
    }
}
