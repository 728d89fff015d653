package io.drover.perf;

import io.drover.perf.bench.EntryStorm;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Storms on the state machine alone: processor time of the longest log entry of each. */
final class EntriesMeasurement implements Measurement {
    private final int scale;

    /** One part in {@code -scale} of each storm; all of it is the default. */
    EntriesMeasurement(final Options options) {
        scale = Math.max(1, options.get("scale", 1));
    }

    @Override
    public void run(final Report report) {
        // Small ones first, so that the code is compiled when it counts.
        storms(20 * scale, (name, storm) -> {});
        storms(scale, (name, storm) -> put(report, name, storm));
    }

    private interface Sink {
        void accept(String name, EntryStorm storm);
    }

    private static void storms(final int scale, final Sink sink) {
        run(sink, "system_10k", () -> EntryStorm.systemJob(10_000 / scale, true));
        run(sink, "system_10k_full", () -> EntryStorm.systemJob(10_000 / scale, false));
        run(sink, "drain_500x100", () -> EntryStorm.drain(500 / scale, 100));
        run(sink, "loss_1000", () -> EntryStorm.loss(3_000 / scale, 1_000 / scale, 20));
        run(sink, "unblock_50k", () -> EntryStorm.unblock(50_000 / scale));
        run(sink, "dispatch_100k", () -> EntryStorm.dispatches(100_000 / scale));
    }

    private static void run(final Sink sink, final String name, final Supplier<EntryStorm> storm) {
        sink.accept(name, storm.get());
    }

    private static void put(final Report report, final String name, final EntryStorm storm) {
        report.put(name + "_longest_us", TimeUnit.NANOSECONDS.toMicros(storm.longestNs()));
        report.put(name + "_total_ms", TimeUnit.NANOSECONDS.toMillis(storm.totalNs()));
        report.put(name + "_entries", storm.entries());
        report.put(name + "_allocations", storm.wanted());
        report.put(name + "_waiting", storm.waiting());
    }

    @Override
    public void close() {
        // Everything happened on the calling thread.
    }
}
