package io.drover.perf;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.BackoffIdleStrategy;

/** Simulated nodes with one media driver and one thread for all of them. */
final class Fleet implements AutoCloseable {
    private static final long NAP_NS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final int COUNTERS_LENGTH = 16 * 1024 * 1024;

    private final MediaDriver driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(new BackoffIdleStrategy(1, 1, NAP_NS / 4, NAP_NS))
            .termBufferSparseFile(true)
            .publicationTermBufferLength(64 * 1024)
            .counterFreeToReuseTimeoutNs(TimeUnit.SECONDS.toNanos(1))
            .counterValuesBufferLength(COUNTERS_LENGTH)
            .clientLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(60))
            .publicationUnblockTimeoutNs(TimeUnit.SECONDS.toNanos(75))
            .driverTimeoutMs(TimeUnit.SECONDS.toMillis(60))
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true));

    private final Aeron aeron = Aeron.connect(new Aeron.Context()
            .aeronDirectoryName(driver.aeronDirectoryName())
            .idleStrategy(new BackoffIdleStrategy(1, 1, NAP_NS / 4, NAP_NS)));

    private final List<SimulatedNode> nodes = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "fleet");
    private volatile boolean isClosed;

    /** Joins so many nodes, one after the other. */
    Fleet(final int count, final List<String> servers) throws IOException {
        thread.start();
        for (int i = 0; i < count; i++) {
            final List<String> order = new ArrayList<>(servers);
            java.util.Collections.rotate(order, i);
            nodes.add(new SimulatedNode(aeron, order, i));
        }
    }

    List<SimulatedNode> nodes() {
        return nodes;
    }

    private void run() {
        while (!isClosed) {
            int work = 0;
            final long nowNs = System.nanoTime();
            for (final SimulatedNode node : nodes) {
                work += node.doWork(nowNs);
            }
            if (work == 0) {
                LockSupport.parkNanos(NAP_NS);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        thread.join();
        nodes.forEach(SimulatedNode::close);
        aeron.close();
        driver.close();
    }
}
