package io.drover.cluster.member;

import io.drover.cluster.StateMachine;
import io.drover.cluster.snapshot.StateCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.ErrorHandler;
import org.jspecify.annotations.Nullable;

/**
 * Files of the state for operators, one at a time: the service thread copies its memory between two entries, a thread that exists only
 * meanwhile writes the file. A member's own snapshots have nothing to do with it.
 *
 * <pre>
 *  any thread      request ──┐                                    ┌──► future
 *  service thread            └─► copy memory ──┐                  │
 *  writing thread                              └─► write, check ──┘
 * </pre>
 */
public final class StateExports implements AutoCloseable {
    private static final String SUFFIX = ".export";

    private final ErrorHandler errorHandler;
    private final StateCopy copy = new StateCopy();
    private final AtomicReference<@Nullable Request> current = new AtomicReference<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        final Thread thread = new Thread(task, "state-export");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean isWanted;

    private record Request(Path directory, CompletableFuture<Path> file) {}

    StateExports(final ErrorHandler errorHandler) {
        this.errorHandler = errorHandler;
    }

    /**
     * Asks for a file of the state as it is at the next entry; whoever asks removes it in the end. Any thread.
     *
     * @param directory where the file is made.
     * @return fails when another file is being made, or there is no cluster yet.
     */
    public CompletableFuture<Path> request(final Path directory) {
        final Request request = new Request(directory, new CompletableFuture<>());
        if (!current.compareAndSet(null, request)) {
            return CompletableFuture.failedFuture(
                    new IOException("another file of the state is being written; try again when it is done"));
        }
        isWanted = true;
        return request.file;
    }

    /** Copies the state when somebody asked for it. On the service thread; costs nothing otherwise. */
    int poll(final StateMachine machine, final long logPosition) {
        if (!isWanted) {
            return 0;
        }
        isWanted = false;
        final Request request = current.get();
        if (request == null) {
            return 0;
        }
        if (machine.copyTo(copy)) {
            writer.execute(() -> write(request, logPosition));
        } else {
            end(request, null, new IOException("there is no cluster yet whose state could be written"));
        }
        return 1;
    }

    @Override
    public void close() {
        writer.shutdown();
    }

    private void write(final Request request, final long logPosition) {
        Path file = null;
        try {
            Files.createDirectories(request.directory);
            file = Files.createTempFile(request.directory, "state-", SUFFIX);
            try (SnapshotFileWriter target = new SnapshotFileWriter(file, copy.state(), logPosition)) {
                copy.write(target);
                target.finish();
            }
            end(request, file, null);
        } catch (final IOException | RuntimeException ex) {
            errorHandler.onError(ex);
            remove(file);
            end(request, null, ex);
        }
    }

    private void end(final Request request, final @Nullable Path file, final @Nullable Throwable error) {
        copy.release();
        current.set(null);
        if (error != null || file == null) {
            request.file.completeExceptionally(error == null ? new IOException("no file was written") : error);
        } else {
            request.file.complete(file);
        }
    }

    private void remove(final @Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (final IOException ex) {
                errorHandler.onError(ex);
            }
        }
    }
}
