package io.drover.gateway.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Figures of all sources come together, in both forms that monitors read. */
class MetricsTest {
    /** A sample of the text format: name, labels whose values are quoted and escaped, a number. */
    private static final Pattern SAMPLE = Pattern.compile(
            "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[a-zA-Z_][a-zA-Z0-9_]*=\"(\\\\.|[^\"\\\\])*\"(,[a-zA-Z_][a-zA-Z0-9_]*=\"(\\\\.|[^\"\\\\])*\")*})?"
                    + " (NaN|[+-]Inf|-?[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?)");

    private static final List<Metric> FIGURES = List.of(
            Metric.gauge("client.host.disk.size", 12.5, Map.of("disk", "a\"b\\c\nd", "host", "h")),
            Metric.gauge("client.host.disk.size", 7, Map.of("disk", "other", "host", "h")),
            Metric.counter("drover.link.bad-mac", 3),
            Metric.summary("runtime.gc_pause_ns", 4, 1_000_000_000));

    @Test
    void shouldWriteWhatPrometheusReads() {
        final List<String> lines = PrometheusText.of(FIGURES).lines().toList();
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("#"))
                .allMatch(line -> SAMPLE.matcher(line).matches());
        assertThat(lines)
                .contains(
                        "# TYPE nomad_client_host_disk_size gauge",
                        "nomad_client_host_disk_size{disk=\"a\\\"b\\\\c\\nd\",host=\"h\"} 12.5",
                        "# TYPE nomad_drover_link_bad_mac counter",
                        "nomad_drover_link_bad_mac 3",
                        "nomad_runtime_gc_pause_ns_sum 1000000000",
                        "nomad_runtime_gc_pause_ns_count 4");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("# TYPE"))
                .as("one for each name")
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldWriteTheFormOfTheApi() throws Exception {
        final JsonWriter json = new JsonWriter();
        MetricsJson.write(json, FIGURES, Instant.EPOCH);
        final JsonObject written = (JsonObject) JsonParser.parse(json.toBytes());

        assertThat(written.text("Timestamp")).isEqualTo("1970-01-01 00:00:00 +0000 UTC");
        assertThat(written.objects("Gauges")).hasSize(2);
        assertThat(written.objects("Counters").get(0).text("Name")).isEqualTo("nomad.drover.link.bad-mac");
        assertThat(written.objects("Samples").get(0).number("Count")).isEqualTo(4);
    }

    @Test
    void shouldLeaveOutWhatFails() {
        final Metrics metrics = new Metrics("here", 1);
        metrics.add(() -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
        metrics.add(() -> {
            throw new IllegalStateException("worse");
        });
        metrics.add(() -> CompletableFuture.completedFuture(List.of(Metric.gauge("b", 2), Metric.gauge("a", 1))));

        assertThat(metrics.collect().join())
                .containsExactly(
                        Metric.gauge("a", 1, Map.of("host", "here")), Metric.gauge("b", 2, Map.of("host", "here")));
    }

    @Test
    void shouldAskOnceInAnInterval() {
        final AtomicInteger asked = new AtomicInteger();
        final Metrics metrics = new Metrics("here", TimeUnit.HOURS.toNanos(1));
        metrics.add(() -> CompletableFuture.completedFuture(List.of(Metric.gauge("asked", asked.incrementAndGet()))));
        assertThat(metrics.collect().join()).isEqualTo(metrics.collect().join());
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldMeasureTheProcess() {
        assertThat(new RuntimeMetrics().collect().join())
                .extracting(Metric::name)
                .contains("runtime.alloc_bytes", "runtime.gc_pause_ns", "runtime.num_goroutines");
    }
}
