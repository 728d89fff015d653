package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How often a task is restarted on its node.
 *
 * @param attempts restarts within one interval; 0 = never.
 * @param intervalNs length of the window in which attempts are counted.
 * @param delayNs pause before a restart, without jitter.
 * @param mode what happens when the attempts are used up.
 * @param rendersTemplates whether the task's templates are made anew with each restart.
 */
public record RestartPolicy(int attempts, long intervalNs, long delayNs, Mode mode, boolean rendersTemplates) {

    /** What happens when all attempts of an interval are used up. */
    public enum Mode {
        /** The task fails. */
        FAIL,
        /** The task waits for the next interval. */
        DELAY
    }

    static RestartPolicy of(final JsonNode task, final JsonNode group) {
        final JsonNode block = JsonFields.object(JsonFields.has(task, "RestartPolicy") ? task : group, "RestartPolicy");
        return new RestartPolicy(
                (int) JsonFields.integer(block, "Attempts"),
                JsonFields.integer(block, "Interval"),
                JsonFields.integer(block, "Delay"),
                "delay".equals(JsonFields.text(block, "Mode")) ? Mode.DELAY : Mode.FAIL,
                JsonFields.bool(block, "RenderTemplates"));
    }
}
