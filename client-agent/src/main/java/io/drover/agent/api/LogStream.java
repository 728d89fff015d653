package io.drover.agent.api;

import io.drover.agent.task.TaskEnd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The body of a log stream: one rotated file after the other, then the growth of the newest if it is followed, until its task has
 * ended. A file that vanished is skipped.
 */
final class LogStream implements ClientResponse.Body {
    private static final long NONE = -1;

    /** What is followed, and until when. */
    record Following(DirectoryWatcher watcher, TaskEnd end) {}

    private final LogFiles files;
    private final boolean fromEnd;
    private final long offset;
    private final boolean plain;
    private final @Nullable Following following;

    /** A stream of what is there now, or with {@code following} of what will be there as well. */
    LogStream(
            final LogFiles files,
            final boolean fromEnd,
            final long offset,
            final boolean plain,
            final @Nullable Following following) {
        this.files = files;
        this.fromEnd = fromEnd;
        this.offset = offset;
        this.plain = plain;
        this.following = following;
    }

    @Override
    public void writeTo(final OutputStream out) throws IOException, InterruptedException {
        final FrameWriter writer = new FrameWriter(out, plain);
        if (following == null) {
            copyAll(writer, null);
            return;
        }
        try (Follower follower = new Follower(following.watcher, files.directory(), writer, following.end)) {
            copyAll(writer, follower);
        }
    }

    private void copyAll(final FrameWriter writer, final @Nullable Follower follower)
            throws IOException, InterruptedException {
        final NavigableMap<Long, Long> sizes = files.list();
        if (sizes.isEmpty()) {
            return;
        }
        final LogFiles.Position start = LogFiles.locate(sizes, fromEnd, offset);
        long number = start.number();
        long position = start.offset();
        while (number != NONE) {
            try (FileTail tail = new FileTail(files.path(number), files.name(number), position)) {
                number = copy(tail, number, writer, follower);
            } catch (final NoSuchFileException e) {
                number = after(number);
            }
            position = 0;
        }
    }

    /** Copies one file to its end; the number of the next one, {@link #NONE} when there is none and none will come. */
    private long copy(
            final FileTail tail, final long number, final FrameWriter writer, final @Nullable Follower follower)
            throws IOException, InterruptedException {
        while (true) {
            // End and list are looked at first: whatever the file still gets was written before them.
            final boolean isEnded = follower != null && follower.isEnded();
            final long next = after(number);
            final boolean any = tail.copyTo(writer);
            if (next != NONE || follower == null || isEnded) {
                return next;
            }
            if (any) {
                follower.sent();
            }
            follower.await();
        }
    }

    private long after(final long number) throws IOException {
        final Long next = files.list().higherKey(number);
        return next == null ? NONE : next;
    }
}
