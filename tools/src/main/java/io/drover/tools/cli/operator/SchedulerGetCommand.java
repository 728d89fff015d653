package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Shape;
import io.drover.tools.cli.text.KeyValues;
import java.util.List;

/** {@code operator scheduler get-config}. */
final class SchedulerGetCommand extends ApiCommand {
    SchedulerGetCommand() {
        super("operator scheduler get-config", "[options]", "Shows the configuration of the scheduler.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        final Doc answer;
        try {
            answer = api().get("/v1/operator/scheduler/configuration");
        } catch (final ApiException e) {
            return fail("Error querying scheduler configuration", e);
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), Shape.SCHEDULER_CONFIG.of(answer));
        }
        final Doc configuration = answer.get("SchedulerConfig");
        final Doc preemption = configuration.get("PreemptionConfig");
        ui().output(new KeyValues()
                .add("Scheduler Algorithm", configuration.text("SchedulerAlgorithm"))
                .add("Memory Oversubscription", configuration.isTrue("MemoryOversubscriptionEnabled"))
                .add("Reject Job Registration", configuration.isTrue("RejectJobRegistration"))
                .add("Pause Eval Broker", configuration.isTrue("PauseEvalBroker"))
                .add("Preemption System Scheduler", preemption.isTrue("SystemSchedulerEnabled"))
                .add("Preemption Service Scheduler", preemption.isTrue("ServiceSchedulerEnabled"))
                .add("Preemption Batch Scheduler", preemption.isTrue("BatchSchedulerEnabled"))
                .add("Preemption SysBatch Scheduler", preemption.isTrue("SysBatchSchedulerEnabled"))
                .add("Node Limit For Feasibility Checks", configuration.number("NodeLimitForFeasibilityChecks"))
                .add("Modify Index", configuration.number("ModifyIndex"))
                .toString());
        return 0;
    }
}
