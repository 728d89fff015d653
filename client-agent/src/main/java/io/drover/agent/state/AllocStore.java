package io.drover.agent.state;

import io.drover.agent.loop.EventLoop;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves allocations, newest state per allocation wins: a change that comes while an older one is being written replaces
 * whatever waits for the same file. A file is replaced by rename after it is on the disk, so a crash leaves the old or the
 * new one. When the disk refuses, the change is kept and tried again; tasks are not touched by that.
 *
 * <p>Owned by the event thread; files are written on a worker, one batch at a time.
 */
public final class AllocStore {
    private static final Logger LOG = LoggerFactory.getLogger(AllocStore.class);
    private static final String SUFFIX = ".state";
    private static final long RETRY_NS = 1_000_000_000L;

    private final EventLoop loop;
    private final Path directory;
    private final AllocStateCodec codec;

    /** Allocation id to what gives its state when it is written; empty = remove the file. */
    private Map<String, Optional<Supplier<StoredAlloc>>> waiting = new LinkedHashMap<>();

    /** What waits until everything that was saved before is on the disk. */
    private List<Runnable> waiters = new ArrayList<>();

    private boolean writing;

    private AllocStore(final EventLoop loop, final Path directory, final AllocStateCodec codec) {
        this.loop = loop;
        this.directory = directory;
        this.codec = codec;
    }

    /** Opens the store in that directory, which is made when it is missing. */
    public static AllocStore open(final EventLoop loop, final Path directory, final String clusterId)
            throws IOException {
        Files.createDirectories(directory);
        return new AllocStore(loop, directory, new AllocStateCodec(clusterId));
    }

    /**
     * Reads what is stored; called before the first save.
     *
     * @throws IOException when a file cannot be read. Starting without it could run its tasks twice.
     */
    public List<StoredAlloc> load() throws IOException {
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            entries.forEach(files::add);
        }
        files.sort(null);
        final List<StoredAlloc> allocs = new ArrayList<>();
        for (final Path file : files) {
            allocs.add(codec.decode(file.toString(), Files.readAllBytes(file)));
        }
        return allocs;
    }

    /**
     * Saves an allocation soon.
     *
     * @param state asked on the event thread when the file is written, so that many changes cost one encoding.
     */
    public void save(final String allocId, final Supplier<StoredAlloc> state) {
        put(allocId, Optional.of(state));
    }

    /** Forgets an allocation soon. */
    public void remove(final String allocId) {
        put(allocId, Optional.empty());
    }

    /** Runs {@code action} on the event thread once everything that was saved until now is on the disk. */
    public void afterSave(final Runnable action) {
        waiters.add(action);
        if (!writing) {
            writing = true;
            loop.execute(this::writeBatch);
        }
    }

    /** Writes on the calling thread what is still waiting; for the end of the agent, after its last event. */
    public void flush() throws IOException {
        write(encode(waiting));
        waiting = new LinkedHashMap<>();
    }

    private void put(final String allocId, final Optional<Supplier<StoredAlloc>> state) {
        waiting.put(allocId, state);
        if (!writing) {
            writing = true;
            // One turn later, so that all changes of this turn become one write.
            loop.execute(this::writeBatch);
        }
    }

    private void writeBatch() {
        if (waiting.isEmpty() && waiters.isEmpty()) {
            writing = false;
            return;
        }
        final List<Runnable> batchWaiters = waiters;
        waiters = new ArrayList<>();
        final Map<String, Optional<Supplier<StoredAlloc>>> batch = waiting;
        final Map<String, Optional<byte[]>> files = encode(batch);
        waiting = new LinkedHashMap<>();
        loop.offload(
                () -> {
                    write(files);
                    return true;
                },
                ignored -> {
                    batchWaiters.forEach(Runnable::run);
                    writeBatch();
                },
                e -> {
                    LOG.warn("state of {} allocation(s) could not be saved, trying again", batch.size(), e);
                    batch.forEach(waiting::putIfAbsent);
                    waiters.addAll(batchWaiters);
                    loop.schedule(RETRY_NS, this::writeBatch);
                });
    }

    private Map<String, Optional<byte[]>> encode(final Map<String, Optional<Supplier<StoredAlloc>>> batch) {
        final Map<String, Optional<byte[]>> files = new LinkedHashMap<>();
        batch.forEach((allocId, state) -> files.put(allocId, state.map(alloc -> codec.encode(alloc.get()))));
        return files;
    }

    private void write(final Map<String, Optional<byte[]>> batch) throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        for (final Map.Entry<String, Optional<byte[]>> entry : batch.entrySet()) {
            final Path file = directory.resolve(entry.getKey() + SUFFIX);
            if (entry.getValue().isPresent()) {
                AtomicFile.replace(file, entry.getValue().get());
            } else {
                Files.deleteIfExists(file);
            }
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
