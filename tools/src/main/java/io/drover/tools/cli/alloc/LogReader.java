package io.drover.tools.cli.alloc;

import io.drover.tools.cli.OutputClosedException;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Allocs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Copies the output of a task from the server, as raw bytes. */
final class LogReader {
    /** The end of a log that is searched for lines at most. Longer ones start in the middle. */
    private static final int TAIL_BYTES_MAX = 16 << 20;

    private static final int CHUNK_BYTES = 16 << 10;

    private final Api api;
    private final Doc alloc;
    private final String task;
    private final Tail tail;

    LogReader(final Api api, final Doc alloc, final String task, final Tail tail) {
        this.api = api;
        this.alloc = alloc;
        this.task = task;
        this.tail = tail;
    }

    /** Copies what is there now. */
    void copy(final String type, final OutputStream out) throws ApiException, IOException {
        if (!tail.isWanted()) {
            stream(type, false, "start", 0, out);
            return;
        }
        final byte[] end = end(type);
        final int start = Math.max(0, tail.start(end, end.length));
        out.write(end, start, end.length - start);
        out.flush();
    }

    /** Copies what is there and what is written from now on, until the task has ended. */
    void follow(final String type, final OutputStream out) throws ApiException, IOException {
        if (!tail.isWanted()) {
            stream(type, true, "start", 0, out);
            return;
        }
        final byte[] end = end(type);
        stream(type, true, "end", end.length - Math.max(0, tail.start(end, end.length)), out);
    }

    /** Follows both streams at once, standard error on a thread of its own. */
    void followBoth(final OutputStream out, final OutputStream err) throws ApiException, IOException {
        final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        final Thread errors = new Thread("stderr") {
            @Override
            public void run() {
                try {
                    follow("stderr", err);
                } catch (final ApiException | IOException e) {
                    failure.set(e);
                } catch (final OutputClosedException e) {
                    // Standard output may still have a reader.
                    return;
                }
            }
        };
        errors.setDaemon(true);
        errors.start();
        follow("stdout", out);
        try {
            errors.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        final @Nullable Exception cause = failure.get();
        if (cause != null) {
            throw new IOException(cause.getMessage(), cause);
        }
    }

    /** The last bytes of the log, at least as many as the wanted part has, unless the log is shorter. */
    private byte[] end(final String type) throws ApiException, IOException {
        long want = tail.firstGuess();
        while (true) {
            final byte[] end;
            try (Answer answer = open(type, false, "end", want)) {
                end = answer.body().readNBytes(TAIL_BYTES_MAX);
            }
            if (end.length < want || want >= TAIL_BYTES_MAX || tail.start(end, end.length) >= 0) {
                return end;
            }
            want = Math.min(TAIL_BYTES_MAX, want * 4);
        }
    }

    private void stream(
            final String type, final boolean isFollow, final String origin, final long offset, final OutputStream out)
            throws ApiException, IOException {
        try (Answer answer = open(type, isFollow, origin, offset);
                InputStream in = answer.body()) {
            final byte[] chunk = new byte[CHUNK_BYTES];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                out.write(chunk, 0, length);
                out.flush();
            }
        }
    }

    private Answer open(final String type, final boolean isFollow, final String origin, final long offset)
            throws ApiException {
        final Query query = Allocs.in(alloc)
                .with("task", task)
                .with("type", type)
                .with("follow", Boolean.toString(isFollow))
                .with("plain", "true")
                .with("origin", origin)
                .with("offset", Long.toString(offset));
        return api.stream("/v1/client/fs/logs/" + alloc.text("ID"), query);
    }
}
