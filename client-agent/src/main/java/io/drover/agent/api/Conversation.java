package io.drover.agent.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What both sides of a call write to each other: lines of JSON. Reading is for one thread, writing for any. */
public final class Conversation {
    /** Longer than what clients may send in one message. */
    private static final int LINE_LENGTH_MAX = 1 << 20;

    private final InputStream in;
    private final OutputStream out;

    /** Uses streams that somebody else closes; reading should be buffered. */
    public Conversation(final InputStream in, final OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The next line, {@code null} when the other side has gone. */
    @Nullable
    String read() throws IOException {
        final ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (line.size() == LINE_LENGTH_MAX) {
                throw new IOException("a line of more than " + LINE_LENGTH_MAX + " bytes");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Sends a line. */
    synchronized void write(final String json) throws IOException {
        out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Tells the other side to close with a reason. */
    void refuse(final ApiException problem) throws IOException {
        // Clients of WebSockets know these two codes: an error of the server, and a request that was not acceptable.
        final int code = problem.status() == 500 ? 1011 : 1008;
        final byte[] json = JsonText.of(generator -> {
            generator.writeStartObject();
            generator.writeObjectFieldStart("close");
            generator.writeNumberField("code", code);
            generator.writeStringField("reason", problem.getMessage());
            generator.writeEndObject();
            generator.writeEndObject();
        });
        write(new String(json, StandardCharsets.UTF_8));
    }
}
