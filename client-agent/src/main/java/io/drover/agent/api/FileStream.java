package io.drover.agent.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The body of a file stream: the file from an offset, then its growth if it is followed, until it is deleted. */
final class FileStream implements ClientResponse.Body {
    private final Path path;
    private final String name;
    private final long offset;
    private final @Nullable DirectoryWatcher watcher;

    /** A stream of what the file holds now, or with a watcher of what it gets as well. */
    FileStream(final Path path, final String name, final long offset, final @Nullable DirectoryWatcher watcher) {
        this.path = path;
        this.name = name;
        this.offset = offset;
        this.watcher = watcher;
    }

    @Override
    public void writeTo(final OutputStream out) throws IOException, InterruptedException {
        final FrameWriter writer = new FrameWriter(out, false);
        try (FileTail tail = new FileTail(path, name, offset)) {
            final Path directory = path.getParent();
            if (watcher == null || directory == null) {
                tail.copyTo(writer);
                return;
            }
            try (Follower follower = new Follower(watcher, directory, writer, null)) {
                follow(tail, writer, follower);
            }
        }
    }

    private void follow(final FileTail tail, final FrameWriter writer, final Follower follower)
            throws IOException, InterruptedException {
        while (true) {
            // Looked at first: what the file still gets was written before it was deleted.
            final boolean isDeleted = tail.isDeleted();
            if (!isDeleted && tail.isTruncated()) {
                tail.rewind();
                writer.event(name, 0, "file truncated");
                follower.sent();
            }
            if (tail.copyTo(writer)) {
                follower.sent();
            }
            if (isDeleted) {
                writer.event(name, tail.offset(), "file deleted");
                return;
            }
            follower.await();
        }
    }
}
