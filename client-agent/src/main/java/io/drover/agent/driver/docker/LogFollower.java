package io.drover.agent.driver.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.logs.RotatingLog;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a container's log, as the engine keeps it, into the task's rotated files. The engine stamps every message; what was
 * copied before an interruption is recognized by its stamp and skipped. A terminal has no message boundaries, so its output
 * is copied from the moment of the connection only. Frames arrive on one stream thread at a time.
 */
final class LogFollower implements Closeable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LogFollower.class);
    private static final long NS_PER_S = 1_000_000_000L;

    private final DockerEngine engine;
    private final String containerId;
    private final boolean tty;
    private final LogPosition position;
    private final RotatingLog stdout;
    private final RotatingLog stderr;
    private final Runnable onDropped;
    private @Nullable Stream stream;
    private boolean closed;
    private volatile long frames;

    LogFollower(
            final DockerEngine engine,
            final String containerId,
            final boolean tty,
            final LogPosition position,
            final TaskConfig.Logs logs,
            final Runnable onDropped)
            throws IOException {
        this.engine = engine;
        this.containerId = containerId;
        this.tty = tty;
        this.position = position;
        this.stdout = RotatingLog.stdout(logs);
        this.stderr = RotatingLog.stderr(logs);
        this.onDropped = onDropped;
        engine.register(this);
    }

    /** Connects unless connected; the returned future completes when the engine ends the stream. */
    synchronized CompletableFuture<Void> follow() {
        final Stream open = stream;
        return open == null || open.ended.isDone() ? connect(true) : open.ended;
    }

    /**
     * Copies what the engine has beyond what was copied, once the container has ended. Engines that were restarted are known to
     * end or hold a following stream early, so its word is not taken.
     */
    synchronized CompletableFuture<Void> catchUp() {
        return tty ? CompletableFuture.completedFuture(null) : connect(false);
    }

    private CompletableFuture<Void> connect(final boolean following) {
        if (closed) {
            return CompletableFuture.completedFuture(null);
        }
        final Stream next = new Stream();
        stream = next;
        engine.streams()
                .logContainerCmd(containerId)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(following)
                .withTimestamps(!tty)
                .withSince(position.sinceSeconds())
                .exec(next);
        return next.ended;
    }

    /** How many pieces of output have come so far; any thread. */
    long frames() {
        return frames;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        engine.unregister(this);
        try {
            if (stream != null) {
                stream.close();
            }
            stdout.close();
            stderr.close();
        } catch (final IOException e) {
            LOGGER.warn("cannot close the log of container {}: {}", containerId, e.toString());
        }
    }

    private synchronized void write(final Stream from, final Frame frame) {
        if (closed || from != stream) {
            return;
        }
        frames++;
        final boolean toStderr = frame.getStreamType() == StreamType.STDERR;
        final RotatingLog log = toStderr ? stderr : stdout;
        final long droppedBefore = log.droppedBytes();
        if (tty) {
            log.write(frame.getPayload(), 0, frame.getPayload().length);
            position.lastNs(false, Instant.now().getEpochSecond() * NS_PER_S);
        } else {
            (toStderr ? from.stderrMessages : from.stdoutMessages).accept(frame.getPayload());
        }
        if (log.droppedBytes() > droppedBefore) {
            onDropped.run();
        }
    }

    /** One connection to the engine. */
    private final class Stream implements ResultCallback<Frame> {
        final CompletableFuture<Void> ended = new CompletableFuture<>();
        final MessageSplitter stdoutMessages = messages(false, stdout);
        final MessageSplitter stderrMessages = messages(true, stderr);
        private volatile @Nullable Closeable connection;

        /** The engine repeats from a whole second on; what had been copied before the connection is skipped. */
        private MessageSplitter messages(final boolean toStderr, final RotatingLog log) {
            final long copiedNs = position.lastNs(toStderr);
            return new MessageSplitter((stampNs, bytes, offset, length, isEnd) -> {
                if (stampNs != 0 && stampNs <= copiedNs) {
                    return;
                }
                log.write(bytes, offset, length);
                if (isEnd && stampNs != 0) {
                    position.lastNs(toStderr, stampNs);
                }
            });
        }

        @Override
        public void onStart(final Closeable closeable) {
            connection = closeable;
        }

        @Override
        public void onNext(final Frame frame) {
            write(this, frame);
        }

        @Override
        public void onError(final Throwable e) {
            LOGGER.debug("log stream of container {} broke: {}", containerId, e.toString());
            ended.complete(null);
        }

        @Override
        public void onComplete() {
            ended.complete(null);
        }

        @Override
        public void close() throws IOException {
            final Closeable open = connection;
            if (open != null) {
                open.close();
            }
            ended.complete(null);
        }
    }
}
