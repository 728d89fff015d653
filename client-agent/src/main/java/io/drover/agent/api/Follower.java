package io.drover.agent.api;

import io.drover.agent.task.TaskEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One reader of files that grow: waits for changes of their directory and for the end of the task that writes them, and shows once
 * in a quiet second that the stream lives. Confined to the reader's thread.
 */
final class Follower implements AutoCloseable {
    private static final long HEARTBEAT_NS = TimeUnit.SECONDS.toNanos(1);

    private final DirectoryWatcher watcher;
    private final FrameWriter writer;
    private final @Nullable TaskEnd end;
    private final WakeUp wakeUp = new WakeUp();
    private final Runnable onEnd = wakeUp::signal;
    private long heartbeatAtNs = System.nanoTime() + HEARTBEAT_NS;

    /** Follows what lies in the directory, until {@code end} if there is one. */
    Follower(
            final DirectoryWatcher watcher,
            final Path directory,
            final FrameWriter writer,
            final @Nullable TaskEnd end) {
        this.watcher = watcher;
        this.writer = writer;
        this.end = end;
        watcher.join(directory, wakeUp);
        if (end != null) {
            end.await(onEnd);
        }
    }

    /** Whether nothing more will be written after what can be read from now on. */
    boolean isEnded() {
        return end != null && end.isReached();
    }

    /** Puts the next heartbeat off: something was sent. */
    void sent() {
        heartbeatAtNs = System.nanoTime() + HEARTBEAT_NS;
    }

    /** Waits until it is worth to look again. */
    void await() throws IOException, InterruptedException {
        wakeUp.await(Math.max(0, heartbeatAtNs - System.nanoTime()));
        if (heartbeatAtNs - System.nanoTime() <= 0) {
            writer.heartbeat();
            sent();
        }
    }

    @Override
    public void close() {
        watcher.leave(wakeUp);
        if (end != null) {
            end.leave(onEnd);
        }
    }
}
