package io.drover.agent.api;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.CloseHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes those who follow files when something in their directory changes. One kernel watcher and one thread serve all of them,
 * because the kernel allows few watchers; both exist from the first follower on. Where the kernel gives none, a wake-up is only
 * ever the followers' own time-out.
 */
final class DirectoryWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatcher.class);

    private final Map<WatchKey, Set<WakeUp>> followers = new HashMap<>();
    private @Nullable WatchService service;
    private boolean closed;

    /** Lets the wake-up come with every change in the directory, until {@link #leave}. */
    synchronized void join(final Path directory, final WakeUp wakeUp) {
        try {
            final WatchService watched = service();
            if (watched != null) {
                final WatchKey key = directory.register(watched, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
                followers.computeIfAbsent(key, ignored -> new HashSet<>()).add(wakeUp);
            }
        } catch (final IOException e) {
            LOG.debug("changes in {} are not told by the kernel: {}", directory, e.getMessage());
        }
    }

    /** Ends what {@link #join} began. */
    synchronized void leave(final WakeUp wakeUp) {
        followers.entrySet().removeIf(entry -> {
            entry.getValue().remove(wakeUp);
            if (entry.getValue().isEmpty()) {
                entry.getKey().cancel();
                return true;
            }
            return false;
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        CloseHelper.quietClose(service);
        followers.values().forEach(wakeUps -> wakeUps.forEach(WakeUp::signal));
        followers.clear();
    }

    private @Nullable WatchService service() throws IOException {
        if (service == null && !closed) {
            final WatchService opened = Path.of("/").getFileSystem().newWatchService();
            service = opened;
            final Thread thread = new Thread(() -> run(opened), "file-followers");
            thread.setDaemon(true);
            thread.start();
        }
        return service;
    }

    private void run(final WatchService watched) {
        try {
            while (true) {
                final WatchKey key = watched.take();
                // What changed does not matter: who follows looks for itself.
                key.pollEvents();
                final boolean valid = key.reset();
                wake(key, valid);
            }
        } catch (final ClosedWatchServiceException e) {
            LOG.debug("nobody follows files any more");
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void wake(final WatchKey key, final boolean valid) {
        final Set<WakeUp> woken = valid ? followers.get(key) : followers.remove(key);
        if (woken != null) {
            List.copyOf(woken).forEach(WakeUp::signal);
        }
    }
}
