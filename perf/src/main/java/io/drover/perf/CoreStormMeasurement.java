package io.drover.perf;

import io.drover.perf.bench.CoreStorm;
import java.util.concurrent.TimeUnit;

/**
 * Jobs of many allocations, one command each, on the state machine alone: placements per second and the longest log entry. Some jobs go
 * through another state machine before, as a server has compiled its code long before it holds a million allocations.
 */
final class CoreStormMeasurement implements Measurement {
    /** What is placed: how many allocations, on what, and how large they are. */
    private record Shape(int nodes, int count, int cpuMhz, int memoryMb, boolean isSpread) {
        CoreStorm storm(final int jobs) {
            final CoreStorm storm = new CoreStorm(nodes, jobs, count, cpuMhz, memoryMb);
            if (isSpread) {
                storm.spread();
            }
            return storm;
        }
    }

    private final Shape shape;
    private final int jobs;
    private final int warmJobs;

    private CoreStormMeasurement(final Shape shape, final int jobs, final int warmJobs) {
        this.shape = shape;
        this.jobs = jobs;
        this.warmJobs = warmJobs;
    }

    /** A million allocations on 5,000 nodes. */
    static Measurement c1m(final Options options) {
        final Shape shape = new Shape(options.get("nodes", 5_000), options.get("count", 1_000), 100, 100, false);
        return new CoreStormMeasurement(shape, options.get("jobs", 1_000), options.get("warm", 500));
    }

    /** Two million allocations spread over 6,100 nodes. */
    static Measurement c2m(final Options options) {
        final Shape shape = new Shape(options.get("nodes", 6_100), options.get("count", 1_000), 50, 30, true);
        return new CoreStormMeasurement(shape, options.get("jobs", 2_000), options.get("warm", 500));
    }

    @Override
    public void run(final Report report) {
        report.put("warm_jobs", warmJobs);
        if (warmJobs > 0) {
            final CoreStorm before = shape.storm(warmJobs);
            final long coldNs = before.register();
            report.put("cold_placements_per_s", perSecond((long) warmJobs * shape.count, coldNs));
            before.stop();
        }
        final CoreStorm storm = shape.storm(jobs);
        final long total = (long) jobs * shape.count;
        // What was before must not be collected while the clock runs.
        System.gc();
        final long placedNs = storm.register();
        if (storm.wanted() != total) {
            report.note("placed " + storm.wanted() + " of " + total);
        }
        report.put("placements_per_s", perSecond(total, placedNs));
        report.put("longest_entry_us", TimeUnit.NANOSECONDS.toMicros(storm.takeLongestEntryNs()));
        final long stoppedNs = storm.stop();
        report.put("stops_per_s", perSecond(total, stoppedNs));
        report.put("longest_stop_entry_us", TimeUnit.NANOSECONDS.toMicros(storm.takeLongestEntryNs()));
        report.put("left", storm.wanted());
    }

    @Override
    public void close() {
        // Everything happened on the calling thread.
    }

    private static long perSecond(final long count, final long elapsedNs) {
        return count * TimeUnit.SECONDS.toNanos(1) / elapsedNs;
    }
}
