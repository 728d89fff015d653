package io.drover.agent.gc;

import io.drover.agent.loop.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes ended allocations, oldest first, while one of the limits is exceeded or when told to. Running allocations are never
 * touched. Owned by the event thread; removals run in parallel up to the configured number, the rest waits.
 */
public final class AllocGarbageCollector {
    private static final Logger LOG = LoggerFactory.getLogger(AllocGarbageCollector.class);

    private final EventLoop loop;
    private final GcSettings settings;
    private final DiskUsage.Reader disk;
    private final IntSupplier allocCount;
    private final BiConsumer<String, Runnable> destroy;

    /** Ended allocations in the order in which they ended. */
    private final Set<String> ended = new LinkedHashSet<>();

    private final Deque<String> queue = new ArrayDeque<>();
    private int running;
    private EventLoop.@Nullable Timer timer;
    private boolean reading;

    /**
     * Creates the collector.
     *
     * @param allocCount number of allocations that have files here.
     * @param destroy removes one allocation and calls back when it is gone.
     */
    public AllocGarbageCollector(
            final EventLoop loop,
            final GcSettings settings,
            final DiskUsage.Reader disk,
            final IntSupplier allocCount,
            final BiConsumer<String, Runnable> destroy) {
        this.loop = loop;
        this.settings = settings;
        this.disk = disk;
        this.allocCount = allocCount;
        this.destroy = destroy;
    }

    /** Looks at the limits from now on. */
    public void start() {
        timer = loop.schedule(settings.intervalNs(), this::onInterval);
    }

    /** Stops; what is being removed is finished. */
    public void stop() {
        if (timer != null) {
            timer.cancel();
        }
        queue.clear();
    }

    /** An allocation has ended. */
    public void ended(final String allocId) {
        ended.add(allocId);
        collectExcess();
    }

    /** An allocation is gone by other means. */
    public void gone(final String allocId) {
        ended.remove(allocId);
    }

    /** Removes one ended allocation now; false when it has not ended or is unknown. */
    public boolean collect(final String allocId) {
        if (!ended.contains(allocId)) {
            return false;
        }
        remove(allocId, "forced collection");
        return true;
    }

    /** Removes all ended allocations now. */
    public void collectAll() {
        Set.copyOf(ended).forEach(allocId -> remove(allocId, "forced full node collection"));
    }

    private void onInterval() {
        timer = loop.schedule(settings.intervalNs(), this::onInterval);
        collectExcess();
        readDisk();
    }

    private void collectExcess() {
        // Allocations that are on their way out are still counted by the agent.
        int count = allocCount.getAsInt() - queue.size() - running;
        while (count > settings.maxAllocs() && !ended.isEmpty()) {
            remove(
                    ended.iterator().next(),
                    String.format(
                            Locale.ROOT,
                            "number of allocations (%d) is over the limit (%d)",
                            count,
                            settings.maxAllocs()));
            count--;
        }
    }

    private void readDisk() {
        if (!reading && !ended.isEmpty()) {
            reading = true;
            loop.offload(disk::read, this::onDiskRead, e -> {
                reading = false;
                LOG.warn("disk usage of the allocations cannot be read", e);
            });
        }
    }

    private void onDiskRead(final DiskUsage usage) {
        reading = false;
        final String reason;
        if (usage.usedPercent() > settings.diskUsageThreshold()) {
            reason = String.format(
                    Locale.ROOT,
                    "disk usage of %.0f is over gc threshold of %.0f",
                    usage.usedPercent(),
                    settings.diskUsageThreshold());
        } else if (usage.inodesUsedPercent() > settings.inodeUsageThreshold()) {
            reason = String.format(
                    Locale.ROOT,
                    "inode usage of %.0f is over gc threshold of %.0f",
                    usage.inodesUsedPercent(),
                    settings.inodeUsageThreshold());
        } else {
            return;
        }
        if (!ended.isEmpty()) {
            remove(ended.iterator().next(), reason);
        }
    }

    private void remove(final String allocId, final String reason) {
        if (ended.remove(allocId)) {
            LOG.info("allocation {} is removed: {}", allocId, reason);
            queue.addLast(allocId);
            drain();
        }
    }

    private void drain() {
        while (running < settings.parallelDestroys() && !queue.isEmpty()) {
            running++;
            destroy.accept(queue.removeFirst(), this::onRemoved);
        }
    }

    private void onRemoved() {
        running--;
        drain();
        if (queue.isEmpty() && running == 0) {
            readDisk();
        }
    }
}
