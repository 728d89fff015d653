package io.drover.tools.replay;

import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpServer;
import io.drover.gateway.http.Router;
import io.drover.gateway.keyring.KeySeal;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.ApiSettings;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.http.TlsSettings;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * The API of a replay for the program that runs it: on the loopback address, behind a secret of its own, as long as it is open. The thread
 * of the replay asks and answers.
 */
public final class PastApi implements AutoCloseable {
    private static final int IO_THREADS = 1;
    private static final int WORKERS = 2;

    private final Replay replay;
    private final PastGateway gateway;
    private long announcedPosition = Long.MIN_VALUE;
    private final HttpServer server;
    private final Api api;

    /** Opens the API of a replay. */
    public PastApi(final Replay replay) throws ApiException {
        this.replay = replay;
        gateway = new PastGateway(replay, PastAgent.info("global"), KeySeal.of(""), PastGateway::unguarded);
        final byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        final String token = HexFormat.of().formatHex(secret);
        server = new HttpServer("127.0.0.1", 0, IO_THREADS, WORKERS, new Router().add("/v1/", only(token)));
        api = new Api(new ApiSettings(
                "http://127.0.0.1:" + server.address().getPort(),
                "",
                "",
                token,
                "",
                new TlsSettings("", "", "", "", "", false)));
    }

    /** Asks the state as it is now. */
    public Doc get(final String path, final Query query) throws ApiException {
        if (announcedPosition != replay.position()) {
            announcedPosition = replay.position();
            gateway.announce();
        }
        final CompletableFuture<Doc> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return api.get(path, query);
            } catch (final ApiException ex) {
                throw new CompletionException(ex);
            }
        });
        final IdleStrategy idle = new BackoffIdleStrategy(100, 10, 1_000, 1_000_000);
        while (!answer.isDone()) {
            idle.idle(gateway.pump());
        }
        try {
            return answer.join();
        } catch (final CompletionException ex) {
            if (ex.getCause() instanceof final ApiException refused) {
                throw refused;
            }
            throw ex;
        }
    }

    @Override
    public void close() {
        server.close();
        gateway.close();
    }

    /** Others on this machine must not read through the door. */
    private Endpoint only(final String token) {
        return call -> {
            final Endpoint endpoint =
                    call.secret().equals(token) ? gateway.router().find(call.path()) : null;
            if (endpoint == null) {
                call.replyNothing(404);
            } else {
                endpoint.handle(call);
            }
        };
    }
}
