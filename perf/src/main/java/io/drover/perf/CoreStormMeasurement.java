package io.drover.perf;

import io.drover.perf.bench.CoreStorm;
import java.util.concurrent.TimeUnit;

/** Jobs of many allocations, one command each, on the state machine alone: placements per second and the longest log entry. */
final class CoreStormMeasurement implements Measurement {
    private final CoreStorm storm;
    private final long total;
    private final boolean isSpread;

    private CoreStormMeasurement(final CoreStorm storm, final long total, final boolean isSpread) {
        this.storm = storm;
        this.total = total;
        this.isSpread = isSpread;
    }

    /** A million allocations on 5,000 nodes. */
    static Measurement c1m(final Options options) {
        final int jobs = options.get("jobs", 1_000);
        final int count = options.get("count", 1_000);
        return new CoreStormMeasurement(
                new CoreStorm(options.get("nodes", 5_000), jobs, count, 100, 100), (long) jobs * count, false);
    }

    /** Two million allocations spread over 6,100 nodes. */
    static Measurement c2m(final Options options) {
        final int jobs = options.get("jobs", 2_000);
        final int count = options.get("count", 1_000);
        return new CoreStormMeasurement(
                new CoreStorm(options.get("nodes", 6_100), jobs, count, 50, 30), (long) jobs * count, true);
    }

    @Override
    public void run(final Report report) {
        if (isSpread) {
            storm.spread();
        }
        final long placedNs = storm.register();
        if (storm.wanted() != total) {
            report.note("placed " + storm.wanted() + " of " + total);
        }
        report.put("placements_per_s", total * TimeUnit.SECONDS.toNanos(1) / placedNs);
        report.put("longest_entry_us", TimeUnit.NANOSECONDS.toMicros(storm.takeLongestEntryNs()));
        final long stoppedNs = storm.stop();
        report.put("stops_per_s", total * TimeUnit.SECONDS.toNanos(1) / stoppedNs);
        report.put("longest_stop_entry_us", TimeUnit.NANOSECONDS.toMicros(storm.takeLongestEntryNs()));
        report.put("left", storm.wanted());
    }

    @Override
    public void close() {
        // Everything happened on the calling thread.
    }
}
