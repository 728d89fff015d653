package io.drover.tools.cli.operator;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import java.util.List;

/**
 * {@code operator scheduler set-config}: reads the configuration, changes what the flags name and writes it back unless
 * somebody else has changed it in between.
 */
final class SchedulerSetCommand extends ApiCommand {
    private static final String PATH = "/v1/operator/scheduler/configuration";

    SchedulerSetCommand() {
        super("operator scheduler set-config", "[options]", "Changes the configuration of the scheduler.");
        flags.integer("check-index", 0, "Changes it only when its modify index is this one.")
                .text("scheduler-algorithm", "name", "How nodes are chosen: binpack or spread.")
                .optionalBool("memory-oversubscription", "Lets tasks use more memory than they reserve.")
                .optionalBool("reject-job-registration", "Refuses new jobs from all but management tokens.")
                .optionalBool("pause-eval-broker", "Stops handing evaluations to the scheduler.")
                .optionalBool("preempt-batch-scheduler", "Lets batch jobs displace jobs of lower priority.")
                .optionalBool("preempt-service-scheduler", "Lets service jobs displace jobs of lower priority.")
                .optionalBool("preempt-sysbatch-scheduler", "Lets sysbatch jobs displace jobs of lower priority.")
                .optionalBool("preempt-system-scheduler", "Lets system jobs displace jobs of lower priority.")
                .integer("node-limit-for-feasibility-checks", 0, "How many nodes are looked at for one placement.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc current;
        try {
            current = api().get(PATH).get("SchedulerConfig");
        } catch (final ApiException e) {
            return fail("Error querying for scheduler configuration", e);
        }
        final long index = current.number("ModifyIndex");
        if (flags.isGiven("check-index") && flags.number("check-index") != index) {
            return fail("Error performing check index set: check-index " + flags.number("check-index")
                    + " does not match does not match current state value " + index);
        }
        final Doc answer;
        try {
            answer = api().put(PATH, new Query().with("cas", Long.toString(index)), changed(current));
        } catch (final ApiException e) {
            return fail("Error setting scheduler configuration", e);
        }
        if (!answer.isTrue("Updated")) {
            return fail("Scheduler configuration could not be atomically updated, please try again");
        }
        ui().output("Scheduler configuration updated!");
        return 0;
    }

    private JsonObject changed(final Doc current) {
        final JsonObject fields = current.toObject();
        if (flags.isGiven("scheduler-algorithm")) {
            fields.put("SchedulerAlgorithm", flags.text("scheduler-algorithm"));
        }
        setBool(fields, "memory-oversubscription", "MemoryOversubscriptionEnabled");
        setBool(fields, "reject-job-registration", "RejectJobRegistration");
        setBool(fields, "pause-eval-broker", "PauseEvalBroker");
        final JsonObject preemption = current.get("PreemptionConfig").toObject();
        setBool(preemption, "preempt-batch-scheduler", "BatchSchedulerEnabled");
        setBool(preemption, "preempt-service-scheduler", "ServiceSchedulerEnabled");
        setBool(preemption, "preempt-sysbatch-scheduler", "SysBatchSchedulerEnabled");
        setBool(preemption, "preempt-system-scheduler", "SystemSchedulerEnabled");
        fields.put("PreemptionConfig", preemption);
        if (flags.isGiven("node-limit-for-feasibility-checks")) {
            fields.put("NodeLimitForFeasibilityChecks", flags.number("node-limit-for-feasibility-checks"));
        }
        return fields;
    }

    private void setBool(final JsonObject fields, final String flag, final String field) {
        if (flags.isGiven(flag)) {
            fields.put(field, flags.isOn(flag));
        }
    }
}
