package io.drover.agent.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.driver.ExecProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One program and whoever watches it. The calling thread waits for the end; three more pass input and the two outputs on, and end
 * with the program or the conversation.
 */
final class ExecSession {
    private static final Logger LOG = LoggerFactory.getLogger(ExecSession.class);
    private static final int CHUNK_LENGTH = 4 * 1024;
    /** A child that keeps the output open must not keep the session. */
    private static final long DRAIN_MS = 2_000;

    private final ExecProcess process;
    private final Conversation conversation;

    ExecSession(final ExecProcess process, final Conversation conversation) {
        this.process = process;
        this.conversation = conversation;
    }

    /** Runs until the program ends; {@code first} is what was read already. */
    void run(final String first) throws IOException, InterruptedException {
        final Thread out = start("exec-stdout", () -> passOutput("stdout", process.stdout()));
        final Thread err = start("exec-stderr", () -> passOutput("stderr", process.stderr()));
        start("exec-stdin", () -> passInput(first));
        final int code = process.waitFor();
        TimeUnit.MILLISECONDS.timedJoin(out, DRAIN_MS);
        TimeUnit.MILLISECONDS.timedJoin(err, DRAIN_MS);
        conversation.write("{\"exited\":true,\"result\":{" + (code == 0 ? "" : "\"exit_code\":" + code) + "}}");
    }

    private void passOutput(final String name, final InputStream output) {
        final byte[] chunk = new byte[CHUNK_LENGTH];
        try {
            for (int length = output.read(chunk); length >= 0; length = output.read(chunk)) {
                final byte[] part = length == chunk.length ? chunk : Arrays.copyOf(chunk, length);
                conversation.write(
                        "{\"" + name + "\":{\"data\":\"" + Base64.getEncoder().encodeToString(part) + "\"}}");
            }
            conversation.write("{\"" + name + "\":{\"close\":true}}");
        } catch (final IOException e) {
            LOG.debug("{} of an exec session ended: {}", name, e.toString());
        }
    }

    private void passInput(final String first) {
        try {
            for (String line = first; line != null; line = conversation.read()) {
                take(RequestBody.object(line.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (final IOException | IllegalArgumentException e) {
            LOG.debug("input of an exec session ended: {}", e.toString());
        }
        // Nobody listens any more, so nobody needs the program: it ends with its caller.
        process.close();
    }

    private void take(final JsonNode message) throws IOException {
        final @Nullable JsonNode input = message.get("stdin");
        if (input != null) {
            final byte[] data = Base64.getDecoder().decode(input.path("data").asText(""));
            try {
                process.stdin().write(data);
                process.stdin().flush();
                if (input.path("close").asBoolean()) {
                    process.stdin().close();
                }
            } catch (final IOException e) {
                LOG.debug("a program does not read its input: {}", e.toString());
            }
        }
        final @Nullable JsonNode size = message.get("tty_size");
        if (size != null) {
            process.resize(size.path("height").asInt(), size.path("width").asInt());
        }
    }

    private static Thread start(final String name, final Runnable work) {
        final Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
