package io.drover.agent.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The body of a file stream: the file from an offset, then its growth if it is followed, until it is deleted. */
final class FileStream implements ClientResponse.Body {
    static final long POLL_MS = 100;
    static final int POLLS_PER_HEARTBEAT = 10;

    private final Path path;
    private final String name;
    private final long offset;
    private final boolean follow;

    FileStream(final Path path, final String name, final long offset, final boolean follow) {
        this.path = path;
        this.name = name;
        this.offset = offset;
        this.follow = follow;
    }

    @Override
    public void writeTo(final OutputStream out) throws IOException, InterruptedException {
        final FrameWriter writer = new FrameWriter(out, false);
        try (FileTail tail = new FileTail(path, name, offset)) {
            tail.copyTo(writer);
            int idle = 0;
            while (follow) {
                Thread.sleep(POLL_MS);
                if (tail.isDeleted()) {
                    tail.copyTo(writer);
                    writer.event(name, tail.offset(), "file deleted");
                    return;
                }
                if (tail.isTruncated()) {
                    tail.rewind();
                    writer.event(name, 0, "file truncated");
                }
                idle = tail.copyTo(writer) ? 0 : idle + 1;
                if (idle == POLLS_PER_HEARTBEAT) {
                    writer.heartbeat();
                    idle = 0;
                }
            }
        }
    }
}
