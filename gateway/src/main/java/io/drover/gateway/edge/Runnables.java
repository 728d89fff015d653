package io.drover.gateway.edge;

import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;

/** Work that other threads hand to an agent; bounded by what that agent itself has asked for. */
final class Runnables {
    private static final int PER_CYCLE = 256;

    private final ManyToOneConcurrentLinkedQueue<Runnable> queue = new ManyToOneConcurrentLinkedQueue<>();

    void add(final Runnable work) {
        queue.offer(work);
    }

    int run() {
        int work = 0;
        while (work < PER_CYCLE) {
            final Runnable next = queue.poll();
            if (next == null) {
                break;
            }
            next.run();
            work++;
        }
        return work;
    }
}
