package io.drover.gateway.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.PlacementMetricEncoder;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class MetricRendererTest {
    private static final int BINPACK = 1;
    private static final int PENALTY = 1 << 2;
    private static final int SYSTEM = 1 << 6;

    @Test
    void shouldShowScoresToTheLastDigit() throws Exception {
        final JsonObject score = score(8_000, 100, 8_192, 32, BINPACK | PENALTY);

        assertThat(score.object("Scores").get("binpack")).hasToString("0.020736773430018316");
        assertThat(score.get("NormScore")).hasToString("-0.48963161328499083");
    }

    @Test
    void shouldShowTheOneTermOfSystemJobs() throws Exception {
        final JsonObject score = score(4_890, 100, 24_105, 64, BINPACK | SYSTEM);

        assertThat(score.object("Scores").names()).containsExactly("binpack");
        assertThat(score.object("Scores").get("binpack")).hasToString("0.028939464606395404");
    }

    @Test
    void shouldMultiplyWhatWasAskedForByTheMisses() throws Exception {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final PlacementMetricEncoder metric = begin(buffer).coalescedFailures(2);
        counts(metric);
        metric.scoresCount(0);
        metric.exhaustedTasksCount(1).next().cpuMhz(500).memoryMb(0).name("t");
        metric.nodePool("default");

        final JsonObject asked =
                render(buffer, metric).object("ResourcesExhausted").object("t");

        assertThat(asked.number("CPU")).isEqualTo(1_500);
        assertThat(asked.number("MemoryMB")).isZero();
    }

    private static JsonObject score(
            final int cpuMhz, final int cpuUsedMhz, final int memoryMb, final int memoryUsedMb, final int parts)
            throws Exception {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final PlacementMetricEncoder metric = begin(buffer);
        counts(metric);
        final PlacementMetricEncoder.ScoresEncoder score = metric.scoresCount(1).next();
        score.nodeId().high(1).low(2);
        score.normScore(0)
                .nodeAffinity(0)
                .allocationSpread(0)
                .cpuMhz(cpuMhz)
                .cpuUsedMhz(cpuUsedMhz)
                .memoryMb(memoryMb)
                .memoryUsedMb(memoryUsedMb)
                .collisions(0)
                .desiredCount(1)
                .parts(parts);
        metric.exhaustedTasksCount(0);
        metric.nodePool("default");
        return render(buffer, metric).objects("ScoreMetaData").get(0);
    }

    private static PlacementMetricEncoder begin(final ExpandableArrayBuffer buffer) {
        return new PlacementMetricEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .nodesEvaluated(1)
                .nodesFiltered(0)
                .nodesInPool(1)
                .nodesExhausted(0)
                .coalescedFailures(0);
    }

    private static void counts(final PlacementMetricEncoder metric) {
        metric.nodesAvailableCount(0);
        metric.classFilteredCount(0);
        metric.constraintFilteredCount(0);
        metric.classExhaustedCount(0);
        metric.dimensionExhaustedCount(0);
    }

    private static JsonObject render(final ExpandableArrayBuffer buffer, final PlacementMetricEncoder metric)
            throws Exception {
        final byte[] bytes =
                Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + metric.encodedLength());
        final JsonWriter json = new JsonWriter();
        MetricRenderer.write(json, bytes);
        return (JsonObject) JsonParser.parse(json.toBytes());
    }
}
