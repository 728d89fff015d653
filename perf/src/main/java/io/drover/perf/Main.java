package io.drover.perf;

import java.util.Arrays;
import java.util.List;

/** Entry point of {@code perf/run}: the first argument names a measurement, the rest are its options. */
public final class Main {
    private Main() {}

    /** Runs one measurement. */
    public static void main(final String[] arguments) throws Exception {
        final List<String> all = Arrays.asList(arguments);
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
            case "bench" -> new BenchMeasurement(options);
            case "dev" -> new DevMeasurement();
            case "failover" -> new FailoverMeasurement(options);
            case "http" -> new HttpMeasurement(options);
            case "swarm" -> new SwarmMeasurement(options);
            case "storm" -> new StormMeasurement(options);
            default ->
                throw new IllegalArgumentException(
                        "measurement is \"" + name + "\"; expected bench, dev, failover, swarm, storm or http");
        };
    }
}
