package io.drover.tools.cli.debug;

import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads an agent's log on a thread of its own until somebody has seen enough. */
final class LogCapture {
    private static final int LENGTH_MAX = 16 << 20;
    private static final int CHUNK_LENGTH = 8 << 10;

    private final Api api;
    private final String level;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private LogCapture(final Api api, final String level) {
        this.api = api;
        this.level = level;
    }

    static LogCapture start(final Api api, final String level) {
        final LogCapture capture = new LogCapture(api, level);
        final Thread reader = new Thread(capture::read, "log");
        reader.setDaemon(true);
        reader.start();
        return capture;
    }

    /** What was read so far; at most so many megabytes. */
    byte[] log() {
        synchronized (log) {
            return log.toByteArray();
        }
    }

    private void read() {
        try (Answer answer = api.stream(
                        "/v1/agent/monitor",
                        new Query().with("log_level", level).with("plain", "true"));
                InputStream in = answer.body()) {
            final byte[] chunk = new byte[CHUNK_LENGTH];
            int length = in.read(chunk);
            while (length >= 0 && append(chunk, length)) {
                length = in.read(chunk);
            }
        } catch (final ApiException | IOException e) {
            final byte[] problem = ("the log ended: " + e.getMessage() + '\n').getBytes(StandardCharsets.UTF_8);
            append(problem, problem.length);
        }
    }

    private boolean append(final byte[] bytes, final int length) {
        synchronized (log) {
            log.write(bytes, 0, length);
            return log.size() < LENGTH_MAX;
        }
    }
}
