package io.drover.perf;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Entry point of {@code perf/run}: the first argument names a measurement, the rest are its options. */
public final class Main {
    private Main() {}

    /** Runs one measurement. */
    public static void main(final String[] arguments) throws Exception {
        final List<String> all = Arrays.asList(arguments);
        if (all.get(0).equals("corpus")) {
            if (all.size() != 2) {
                throw new IllegalArgumentException("usage: perf/run corpus DIR");
            }
            System.exit(CorpusMeasurement.run(Path.of(all.get(1))));
        }
        final Report report = new Report(all);
        final Options options = new Options(all.subList(1, all.size()));
        try (Measurement measurement = create(all.get(0), options)) {
            measurement.run(report);
        }
        report.finish();
        System.exit(0);
    }

    private static Measurement create(final String name, final Options options) throws Exception {
        return switch (name) {
            case "bench" -> new BenchMeasurement("(Admission|Growth|Service)Benchmark", options);
            case "c1m" -> CoreStormMeasurement.c1m(options);
            case "c2m" -> CoreStormMeasurement.c2m(options);
            case "commands" -> new BenchMeasurement("(Commands|Registration)Benchmark", options);
            case "dev" -> new DevMeasurement();
            case "entries" -> new EntriesMeasurement(options);
            case "failover" -> new FailoverMeasurement(options);
            case "faults" -> new FaultsMeasurement(options);
            case "grid" -> new GridMeasurement(options);
            case "http" -> new HttpMeasurement(options);
            case "jobspec" -> new JobspecMeasurement(options);
            case "journal" -> new JournalMeasurement(options);
            case "replay" -> new ReplayMeasurement(options);
            case "swarm" -> new SwarmMeasurement(options);
            case "state" -> new StateMeasurement(options);
            case "storm" -> new StormMeasurement(options);
            default ->
                throw new IllegalArgumentException("measurement is \"" + name
                        + "\"; expected bench, c1m, c2m, commands, corpus, dev, entries, failover, faults, grid, http, jobspec, journal, replay, state, storm"
                        + " or swarm");
        };
    }
}
