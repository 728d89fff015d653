package io.drover.tools.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** The answer to a request, its body not yet read. Close it to give the connection back. */
public final class Answer implements AutoCloseable {
    private final HttpURLConnection connection;
    private final int status;

    Answer(final HttpURLConnection connection, final int status) {
        this.connection = connection;
        this.status = status;
    }

    public int status() {
        return status;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** A header's value, or empty. */
    public String header(final String name) {
        final @Nullable String value = connection.getHeaderField(name);
        return value == null ? "" : value;
    }

    /** The body, also of answers that report a problem. */
    public InputStream body() throws IOException {
        final @Nullable InputStream stream = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        return stream == null ? InputStream.nullInputStream() : stream;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
