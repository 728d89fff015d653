package io.drover.perf;

import io.aeron.CommonContext;
import io.drover.gateway.edge.driver.LinkDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Simulated nodes: one thread for all of them, one media driver for some hundred, as a driver takes one command in a cycle. */
final class Fleet implements AutoCloseable {
    private static final long REST_NS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final int JOINS_AT_ONCE = 8;
    private static final int NODES_PER_DRIVER = 250;
    /** Here each node's downlink has a socket of its own, which counts as well. */
    private static final int ROOM_PER_NODE = 2;

    private final List<SimulatedNode> nodes = new CopyOnWriteArrayList<>();
    private final List<LinkDriver> drivers = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "fleet");
    private volatile boolean isClosed;

    /** Joins so many nodes, a few at a time. */
    Fleet(final int count, final List<String> servers) throws InterruptedException, ExecutionException {
        for (int i = 0; i < count; i += NODES_PER_DRIVER) {
            drivers.add(new LinkDriver(
                    Path.of(CommonContext.generateRandomDirName()),
                    NODES_PER_DRIVER * ROOM_PER_NODE,
                    Throwable::printStackTrace));
        }
        thread.start();
        final ExecutorService joins = Executors.newFixedThreadPool(JOINS_AT_ONCE);
        try {
            final List<Future<Boolean>> joining = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                final int number = i;
                final List<String> order = new ArrayList<>(servers);
                Collections.rotate(order, number);
                joining.add(joins.submit(() -> nodes.add(join(order, number))));
            }
            for (final Future<Boolean> node : joining) {
                node.get();
            }
        } finally {
            joins.shutdownNow();
        }
    }

    private SimulatedNode join(final List<String> servers, final int number) throws IOException {
        return new SimulatedNode(drivers.get(number % drivers.size()).aeron(), servers, number);
    }

    List<SimulatedNode> nodes() {
        return nodes;
    }

    private void run() {
        while (!isClosed) {
            final long nowNs = System.nanoTime();
            for (final SimulatedNode node : nodes) {
                node.doWork(nowNs);
            }
            LockSupport.parkNanos(REST_NS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        thread.join();
        nodes.forEach(SimulatedNode::close);
        drivers.forEach(LinkDriver::close);
    }
}
