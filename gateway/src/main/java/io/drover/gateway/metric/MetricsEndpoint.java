package io.drover.gateway.metric;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** {@code /v1/metrics}: what this agent measures of itself, for everybody, as monitors bring no tokens. */
public final class MetricsEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/v1/metrics";

    private final Metrics metrics;
    private final boolean isPrometheusEnabled;

    /**
     * Shows these.
     *
     * @param isPrometheusEnabled whether the text format is wanted by the configuration.
     */
    public MetricsEndpoint(final Metrics metrics, final boolean isPrometheusEnabled) {
        this.metrics = metrics;
        this.isPrometheusEnabled = isPrometheusEnabled;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        final boolean isPrometheus = call.param("format").equals("prometheus");
        if (isPrometheus && !isPrometheusEnabled) {
            throw new HttpProblem(415, "Prometheus is not enabled");
        }
        call.when(metrics.collect(), all -> {
            if (isPrometheus) {
                call.reply(PrometheusText.CONTENT_TYPE, PrometheusText.of(all).getBytes(StandardCharsets.UTF_8));
            } else {
                final JsonWriter json = call.json();
                MetricsJson.write(json, all, Instant.now());
                call.reply(json);
            }
        });
    }
}
