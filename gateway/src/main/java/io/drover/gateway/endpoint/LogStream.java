package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reader of a log. Has a thread as long as it reads; lines that it is too slow for are dropped. */
final class LogStream {
    private static final Logger LOGGER = LoggerFactory.getLogger(LogStream.class);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int COUNT_MAX = 32;
    private static final int LINES_MAX = 512;
    private static final String HEARTBEAT = "";

    private final Call call;
    private final boolean isPlain;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES_MAX);

    LogStream(final Call call, final boolean isPlain) {
        this.call = call;
        this.isPlain = isPlain;
    }

    /** Follows the log until the reader has gone. */
    void start(final LogFeed logs, final String level, final boolean isJson) {
        if (COUNT.get() >= COUNT_MAX) {
            call.fail(429, "too many readers follow the log; retry later");
            return;
        }
        final HttpServerExchange exchange = call.exchange();
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, isPlain ? "text/plain" : "application/json");
        exchange.getResponseHeaders().put(Headers.VARY, "Accept-Encoding");
        exchange.startBlocking();
        final Thread thread = new Thread(() -> run(exchange, logs, level, isJson), "log-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(final HttpServerExchange exchange, final LogFeed logs, final String level, final boolean isJson) {
        COUNT.incrementAndGet();
        try (LogFeed.Subscription followed = logs.follow(level, isJson, lines::offer);
                OutputStream out = exchange.getOutputStream()) {
            LOGGER.debug("a reader follows the log from level {}", level);
            out.flush();
            while (true) {
                final String line = lines.poll(1, TimeUnit.SECONDS);
                out.write(frame(line == null ? HEARTBEAT : line));
                out.flush();
            }
        } catch (final IOException ex) {
            LOGGER.debug("a reader of the log has gone: {}", ex.toString());
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        } finally {
            COUNT.decrementAndGet();
            exchange.endExchange();
        }
    }

    private byte[] frame(final String line) {
        if (isPlain) {
            return line.isEmpty() ? new byte[0] : (line + "\n").getBytes(StandardCharsets.UTF_8);
        }
        final String data = Base64.getEncoder().encodeToString((line + "\n").getBytes(StandardCharsets.UTF_8));
        return (line.isEmpty() ? "{}" : "{\"Data\":\"" + data + "\",\"FileEvent\":\"log\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
