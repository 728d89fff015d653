package io.drover.tools.cli.job;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.Flags;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Api;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Times;
import java.util.List;

/** Restarts allocations in batches, saying what it does. Stops after the first batch with a failure. */
final class AllocRestarter {
    private static final long PAUSE_MS = 200;

    private final Api api;
    private final Ui ui;
    private final Flags flags;
    private final int batchSize;
    private final long batchWaitNs;

    AllocRestarter(final Api api, final Ui ui, final Flags flags, final int batchSize, final long batchWaitNs) {
        this.api = api;
        this.ui = ui;
        this.flags = flags;
        this.batchSize = batchSize;
        this.batchWaitNs = batchWaitNs;
    }

    int restart(final Doc job, final List<Doc> allocs) {
        heading("Restarting " + allocs.size() + " allocation" + (allocs.size() == 1 ? "" : "s"));
        for (int start = 0; start < allocs.size(); start += batchSize) {
            if (start > 0 && !sleep(batchWaitNs / 1_000_000)) {
                return 1;
            }
            boolean hasFailed = false;
            for (final Doc alloc : allocs.subList(start, Math.min(allocs.size(), start + batchSize))) {
                hasFailed |= !restartOne(job, alloc);
            }
            if (hasFailed) {
                heading("Job restart finished with errors");
                return 1;
            }
        }
        heading("Job restart finished");
        return 0;
    }

    private boolean restartOne(final Doc job, final Doc alloc) {
        final String id = Ids.of(alloc.text("ID"), flags.isOn("verbose"));
        try {
            if (flags.isOn("reschedule")) {
                line("Rescheduling allocation " + Quote.of(id) + " for group " + Quote.of(alloc.text("TaskGroup")));
                return reschedule(job, alloc);
            }
            if (flags.list("task").isEmpty()) {
                line("Restarting all tasks in group " + Quote.of(alloc.text("TaskGroup")) + " for allocation "
                        + Quote.of(id));
                restartTask(job, alloc, "");
            }
            for (final String task : flags.list("task")) {
                line("Restarting task " + Quote.of(task) + " in group " + Quote.of(alloc.text("TaskGroup"))
                        + " for allocation " + Quote.of(id));
                restartTask(job, alloc, task);
            }
            return true;
        } catch (final ApiException e) {
            ui.error("Error restarting allocation " + Quote.of(id) + ": " + e.getMessage());
            return false;
        }
    }

    private void restartTask(final Doc job, final Doc alloc, final String task) throws ApiException {
        final JsonObject body = new JsonObject();
        body.put("TaskName", task);
        body.put("AllTasks", flags.isOn("all-tasks"));
        api.put("/v1/client/allocation/" + alloc.text("ID") + "/restart", Jobs.in(job), body);
    }

    /** Stops the allocation and waits until another one runs in its place. */
    private boolean reschedule(final Doc job, final Doc alloc) throws ApiException {
        api.put(
                "/v1/allocation/" + alloc.text("ID") + "/stop",
                Jobs.in(job).with("reschedule", "true").when(flags.isOn("no-shutdown-delay"), "no_shutdown_delay"),
                null);
        while (true) {
            final String next =
                    api.get("/v1/allocation/" + alloc.text("ID"), Jobs.in(job)).text("NextAllocation");
            if (!next.isEmpty()) {
                final String status =
                        api.get("/v1/allocation/" + next, Jobs.in(job)).text("ClientStatus");
                if (status.equals("running") || status.equals("complete")) {
                    return true;
                }
                if (!status.equals("pending")) {
                    ui.error("Allocation " + Quote.of(Ids.of(next, false)) + " is " + status);
                    return false;
                }
            }
            if (!sleep(PAUSE_MS)) {
                return false;
            }
        }
    }

    private static boolean sleep(final long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void heading(final String text) {
        ui.output(ui.bold("==> " + Times.format(Times.now()) + ": " + text));
    }

    private void line(final String text) {
        ui.output("    " + Times.format(Times.now()) + ": " + text);
    }
}
