package io.drover.agent.driver.process;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls back when a file in a watched directory changes. One thread serves all directories; the kernel's notification
 * arrives within a millisecond and nothing is polled. Callbacks run on that thread and must be short.
 */
final class StateWatcher implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StateWatcher.class);

    private final WatchService service;
    private final Map<WatchKey, Runnable> callbacks = new ConcurrentHashMap<>();

    StateWatcher() throws IOException {
        service = FileSystems.getDefault().newWatchService();
        final Thread thread = new Thread(this::run, "drover-task-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Watches {@code dir} until the returned registration is closed. */
    Registration watch(final Path dir, final Runnable onChange) throws IOException {
        final WatchKey key = dir.register(service, ENTRY_CREATE, ENTRY_MODIFY);
        callbacks.put(key, onChange);
        return () -> {
            callbacks.remove(key);
            key.cancel();
        };
    }

    @Override
    public void close() throws IOException {
        service.close();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                final WatchKey key = service.take();
                // What changed does not matter: the callback reads the whole, small state.
                key.pollEvents();
                key.reset();
                call(callbacks.get(key));
            }
        } catch (final ClosedWatchServiceException e) {
            LOGGER.debug("task watcher closed");
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void call(final @org.jspecify.annotations.Nullable Runnable callback) {
        if (callback == null) {
            return;
        }
        try {
            callback.run();
        } catch (final RuntimeException e) {
            LOGGER.error("task state callback failed", e);
        }
    }

    /** One watched directory. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
