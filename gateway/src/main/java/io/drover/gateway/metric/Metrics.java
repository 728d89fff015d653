package io.drover.gateway.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sources of a process. However many ask, sources are asked once in an interval. One that fails or does not answer in time is left
 * out: the others are wanted most when something is wrong.
 */
public final class Metrics {
    /** Where a figure with its labels goes: {@code nomad} is the prefix that users' dashboards have. */
    static final String PREFIX = "nomad.";

    private static final Logger LOGGER = LoggerFactory.getLogger(Metrics.class);
    private static final long ANSWER_MS = 2_000;

    private final List<MetricSource> sources = new CopyOnWriteArrayList<>();
    private final String host;
    private final long intervalNs;
    private @Nullable CompletableFuture<List<Metric>> last;
    private long askedNs;

    /**
     * Without sources yet.
     *
     * @param host label of all figures.
     * @param intervalNs how old an answer may be.
     */
    public Metrics(final String host, final long intervalNs) {
        this.host = host;
        this.intervalNs = intervalNs;
    }

    /** Asks one more source from now on. */
    public void add(final MetricSource source) {
        sources.add(source);
    }

    /** All figures, sorted by name and labels. */
    public synchronized CompletableFuture<List<Metric>> collect() {
        final long nowNs = System.nanoTime();
        final CompletableFuture<List<Metric>> known = last;
        if (known != null && nowNs - askedNs < intervalNs) {
            return known;
        }
        askedNs = nowNs;
        final List<CompletableFuture<List<Metric>>> answers = new ArrayList<>();
        sources.forEach(source -> answers.add(ask(source)));
        final CompletableFuture<List<Metric>> all = CompletableFuture.allOf(
                        answers.toArray(new CompletableFuture<?>[0]))
                .thenApply(ignored -> merged(answers));
        last = all;
        return all;
    }

    private static CompletableFuture<List<Metric>> ask(final MetricSource source) {
        CompletableFuture<List<Metric>> answer;
        try {
            answer = source.collect();
        } catch (final RuntimeException ex) {
            answer = CompletableFuture.failedFuture(ex);
        }
        return answer.copy().orTimeout(ANSWER_MS, TimeUnit.MILLISECONDS).exceptionally(error -> {
            LOGGER.debug("a source of metrics is left out: {}", error.toString());
            return List.of();
        });
    }

    private List<Metric> merged(final List<CompletableFuture<List<Metric>>> answers) {
        final List<Metric> all = new ArrayList<>();
        for (final CompletableFuture<List<Metric>> answer : answers) {
            answer.join().forEach(metric -> all.add(metric.with("host", host)));
        }
        all.sort(Comparator.comparing(Metric::identity));
        return List.copyOf(all);
    }
}
