package io.drover.tools.cli.node;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Watch;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Times;
import java.util.HashMap;
import java.util.Map;

/** Prints how a node empties, until the drain is over and nothing runs there. */
final class DrainMonitor {
    private static final String WAIT = "1s";

    private final Api api;
    private final Ui ui;
    private final Map<String, String> seen = new HashMap<>();

    DrainMonitor(final Api api, final Ui ui) {
        this.api = api;
        this.ui = ui;
    }

    int follow(final String nodeId) {
        try {
            if (api.get("/v1/node/" + nodeId).get("DrainStrategy").isNull()) {
                ui.error("No drain strategy set");
                return 0;
            }
            line("Monitoring node " + Quote.of(nodeId) + ": Ctrl-C to detach monitoring");
            followUntilEmpty(nodeId);
            return 0;
        } catch (final ApiException e) {
            ui.error("Error monitoring drain: " + e.getMessage());
            return 1;
        }
    }

    private void followUntilEmpty(final String nodeId) throws ApiException {
        final Watch allocs = new Watch(api, "/v1/node/" + nodeId + "/allocations", WAIT);
        boolean isDraining = true;
        while (true) {
            final Doc node = api.get("/v1/node/" + nodeId);
            if (isDraining && node.get("DrainStrategy").isNull()) {
                isDraining = false;
                line("Drain complete for node " + nodeId);
            }
            final int runningCount = showAllocs(allocs.next());
            if (!isDraining && runningCount == 0) {
                line("All allocations on node " + Quote.of(nodeId) + " have stopped");
                return;
            }
        }
    }

    private int showAllocs(final Doc allocs) {
        int runningCount = 0;
        for (final Doc alloc : allocs.items()) {
            final String id = alloc.text("ID");
            final String status = alloc.text("ClientStatus");
            final boolean isRunning = status.equals("running") || status.equals("pending");
            if (isRunning) {
                runningCount++;
            }
            final String state = isRunning && alloc.text("DesiredStatus").equals("stop") ? "draining" : status;
            final String before = seen.put(id, state);
            if (before != null && !before.equals(state)) {
                line("Alloc " + Quote.of(id) + " status " + before + " -> " + state);
            } else if (before == null && state.equals("draining")) {
                line("Alloc " + Quote.of(id) + " draining");
            }
        }
        return runningCount;
    }

    private void line(final String text) {
        ui.output(Times.format(Times.now()) + ": " + text);
    }
}
