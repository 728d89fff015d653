package io.drover.perf;

import io.drover.perf.bench.Grid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Evaluations of new jobs of 50 to 1,200 allocations on 500 to 10,000 nodes, with and without spread: placements per second of each. */
final class GridMeasurement implements Measurement {
    private static final int[] NODES = {500, 1_000, 5_000, 10_000};
    private static final int[] RACKS = {25, 50, 75};
    private static final int[] COUNTS = {50, 300, 600, 900, 1_200};
    private static final int FIRST_OF_LARGE = 300;

    private final int warmUps;

    GridMeasurement(final Options options) {
        warmUps = options.get("warmup", 8);
    }

    @Override
    public void run(final Report report) {
        final Grid warm = new Grid(1_000, 50);
        for (int i = 0; i < warmUps; i++) {
            warm.rate(600, i % 2 == 0);
        }
        final List<Long> all = new ArrayList<>();
        final List<Long> largePacked = new ArrayList<>();
        for (final int nodes : NODES) {
            for (final int racks : RACKS) {
                final Grid grid = new Grid(nodes, racks);
                for (int spread = 0; spread < 2; spread++) {
                    final StringBuilder row = new StringBuilder();
                    for (final int count : COUNTS) {
                        final long rate = grid.rate(count, spread == 1);
                        all.add(rate);
                        if (spread == 0 && count >= FIRST_OF_LARGE) {
                            largePacked.add(rate);
                        }
                        row.append(' ').append(count).append('=').append(rate);
                    }
                    report.note(nodes + " nodes, " + racks + " racks, " + (spread == 1 ? "spread:" : "packed:") + row);
                }
            }
        }
        Collections.sort(all);
        report.put("worst_packed_from_300", Collections.min(largePacked));
        report.put("worst", all.get(0));
        report.put("median", all.get(all.size() / 2));
        report.put("cases", all.size());
    }

    @Override
    public void close() {
        // Everything happened on the calling thread.
    }
}
