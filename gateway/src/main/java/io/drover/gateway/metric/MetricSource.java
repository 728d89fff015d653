package io.drover.gateway.metric;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A part of the process that measures itself. Asked from any thread; must not block for long. */
@FunctionalInterface
public interface MetricSource {
    /** Figures of now. */
    CompletableFuture<List<Metric>> collect();
}
