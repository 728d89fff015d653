package io.drover.gateway.endpoint;

import io.drover.gateway.command.RestoreCommands;
import io.drover.gateway.core.Core;
import io.drover.gateway.core.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One restore: begin, the chunks of a file one after the other, commit. What fails is given up, so that nothing is kept of it. */
final class RestoreRun {
    private static final Logger LOGGER = LoggerFactory.getLogger(RestoreRun.class);

    private final Core core;
    private final StateFiles.Temporary file;
    private final long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    private final byte[] chunk = new byte[RestoreCommands.CHUNK_LENGTH];

    RestoreRun(final Core core, final StateFiles.Temporary file) {
        this.core = core;
        this.file = file;
    }

    /** Completes when the state is that of the file; fails with a sentence when it is as it was. */
    CompletableFuture<Void> start() {
        final FileChannel channel;
        final long length;
        try {
            channel = FileChannel.open(file.file(), StandardOpenOption.READ);
            length = channel.size();
        } catch (final IOException ex) {
            return CompletableFuture.failedFuture(ex);
        }
        return send(RestoreCommands.begin(id, length))
                .thenCompose(begun -> next(channel, 0))
                .thenCompose(sent -> send(RestoreCommands.commit(id)))
                .whenComplete((reply, error) -> end(channel, error))
                .thenApply(reply -> null);
    }

    private CompletableFuture<Void> next(final FileChannel channel, final long position) {
        final int length;
        try {
            length = read(channel, position);
        } catch (final IOException ex) {
            return CompletableFuture.failedFuture(ex);
        }
        return length <= 0
                ? CompletableFuture.completedFuture(null)
                : send(RestoreCommands.chunk(id, position, chunk, length))
                        .thenComposeAsync(taken -> next(channel, position + length), ForkJoinPool.commonPool());
    }

    private int read(final FileChannel channel, final long position) throws IOException {
        final ByteBuffer target = ByteBuffer.wrap(chunk);
        int count = 0;
        while (target.hasRemaining() && count >= 0) {
            count = channel.read(target, position + target.position());
        }
        return target.position();
    }

    private CompletableFuture<Reply> send(final DirectBuffer command) {
        return core.send(command, 0, command.capacity())
                .thenCompose(reply -> reply.isOk()
                        ? CompletableFuture.completedFuture(reply)
                        : CompletableFuture.failedFuture(
                                new IOException(Results.problem(reply).text())));
    }

    private void end(final FileChannel channel, final @Nullable Throwable error) {
        try {
            channel.close();
            file.close();
        } catch (final IOException ex) {
            LOGGER.warn("a file cannot be removed: {}", ex.toString());
        }
        final DirectBuffer giveUp = RestoreCommands.begin(id, 0);
        if (error != null) {
            core.send(giveUp, 0, giveUp.capacity()).exceptionally(unsent -> {
                LOGGER.warn("a restore cannot be given up: {}", unsent.toString());
                return null;
            });
        }
    }
}
