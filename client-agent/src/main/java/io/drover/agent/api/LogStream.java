package io.drover.agent.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.NavigableMap;

/**
 * The body of a log stream: one rotated file after the other, then the growth of the newest if it is followed. A file that
 * vanished is skipped.
 */
final class LogStream implements ClientResponse.Body {
    private static final long NONE = -1;

    private final LogFiles files;
    private final boolean fromEnd;
    private final long offset;
    private final boolean follow;
    private final boolean plain;

    LogStream(
            final LogFiles files, final boolean fromEnd, final long offset, final boolean follow, final boolean plain) {
        this.files = files;
        this.fromEnd = fromEnd;
        this.offset = offset;
        this.follow = follow;
        this.plain = plain;
    }

    @Override
    public void writeTo(final OutputStream out) throws IOException, InterruptedException {
        final FrameWriter writer = new FrameWriter(out, plain);
        final NavigableMap<Long, Long> sizes = files.list();
        if (sizes.isEmpty()) {
            return;
        }
        final LogFiles.Position start = LogFiles.locate(sizes, fromEnd, offset);
        long number = start.number();
        long position = start.offset();
        while (number != NONE) {
            try (FileTail tail = new FileTail(files.path(number), files.name(number), position)) {
                number = copy(tail, number, writer);
            } catch (final NoSuchFileException e) {
                number = after(number);
            }
            position = 0;
        }
    }

    /** Copies one file to its end; the number of the next one, {@link #NONE} when there is none and none will come. */
    private long copy(final FileTail tail, final long number, final FrameWriter writer)
            throws IOException, InterruptedException {
        int idle = 0;
        while (true) {
            // The list is taken first: whatever the file still gets after a newer one exists was written before it.
            final long next = after(number);
            final boolean any = tail.copyTo(writer);
            if (next != NONE || !follow) {
                return next;
            }
            idle = any ? 0 : idle + 1;
            if (idle == FileStream.POLLS_PER_HEARTBEAT) {
                writer.heartbeat();
                idle = 0;
            }
            Thread.sleep(FileStream.POLL_MS);
        }
    }

    private long after(final long number) throws IOException {
        final Long next = files.list().higherKey(number);
        return next == null ? NONE : next;
    }
}
