package io.drover.gateway.metric;

import io.drover.gateway.jobspec.json.JsonWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Figures in the form of the API. Counters and samples are those since the start of the process, not of an interval. */
final class MetricsJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss Z 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private MetricsJson() {}

    static void write(final JsonWriter json, final List<Metric> metrics, final Instant now) {
        json.beginObject().name("Counters").beginArray();
        metrics.stream()
                .filter(metric -> metric.kind() == Metric.Kind.COUNTER)
                .forEach(counter -> writeObserved(json, counter, 1));
        json.endArray().name("Gauges").beginArray();
        metrics.stream().filter(metric -> metric.kind() == Metric.Kind.GAUGE).forEach(gauge -> writeGauge(json, gauge));
        json.endArray().name("Points").beginArray().endArray();
        json.name("PrecisionGauges").beginArray().endArray();
        json.name("Samples").beginArray();
        metrics.stream()
                .filter(metric -> metric.kind() == Metric.Kind.SUMMARY)
                .forEach(summary -> writeObserved(json, summary, summary.count()));
        json.endArray().name("Timestamp").string(TIME.format(now)).endObject();
    }

    private static void writeGauge(final JsonWriter json, final Metric gauge) {
        json.beginObject();
        writeLabels(json, gauge);
        json.name("Name").string(Metrics.PREFIX + gauge.name());
        json.name("Value").number(gauge.value()).endObject();
    }

    /** The mean stands for what is not known of the single observations. */
    private static void writeObserved(final JsonWriter json, final Metric metric, final long count) {
        final double mean = count == 0 ? 0 : metric.value() / count;
        json.beginObject().name("Count").number(count);
        writeLabels(json, metric);
        json.name("Max").number(mean);
        json.name("Mean").number(mean);
        json.name("Min").number(mean);
        json.name("Name").string(Metrics.PREFIX + metric.name());
        json.name("Rate").number(0.0);
        json.name("Stddev").number(0.0);
        json.name("Sum").number(metric.value()).endObject();
    }

    private static void writeLabels(final JsonWriter json, final Metric metric) {
        json.name("Labels").beginObject();
        metric.labels().forEach((name, text) -> json.name(name).string(text));
        json.endObject();
    }
}
