package io.drover.perf;

import java.util.Collection;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the JMH benchmarks with the allocation profiler: microseconds and bytes of garbage per operation. */
final class BenchMeasurement implements Measurement {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final String classes;
    private final int forks;

    /** Of the classes whose names match. */
    BenchMeasurement(final String classes, final Options options) {
        this.classes = classes;
        forks = options.get("forks", 1);
    }

    @Override
    public void run(final Report report) throws Exception {
        final Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("io\\.drover\\.perf\\.bench\\.(" + classes + ")\\..*")
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .jvmArgsAppend("-Dagrona.disable.bounds.checks=false")
                        .forks(forks)
                        .build())
                .run();
        for (final RunResult result : results) {
            final String name = result.getPrimaryResult().getLabel();
            report.put(name + "_us", result.getPrimaryResult().getScore());
            final Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            if (allocated != null && result.getParams().getMode() == Mode.AverageTime) {
                report.put(name + "_bytes", Math.round(allocated.getScore()));
            }
        }
    }

    @Override
    public void close() {
        // Every benchmark ran in a process of its own, which has ended.
    }
}
