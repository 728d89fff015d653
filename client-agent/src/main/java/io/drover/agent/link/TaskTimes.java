package io.drover.agent.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * What the cluster decides on of task states, which it otherwise stores as they are.
 *
 * @param hasFailed whether a task failed.
 * @param startedMs when the first task started, 0 while none has.
 * @param finishedMs when the last task finished, 0 while any has not.
 */
record TaskTimes(boolean hasFailed, long startedMs, long finishedMs) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static TaskTimes of(final byte[] taskStates) {
        boolean hasFailed = false;
        boolean isUnfinished = false;
        long startedMs = 0;
        long finishedMs = 0;
        for (final JsonNode task : read(taskStates)) {
            hasFailed |= task.path("Failed").asBoolean();
            final long started = ms(task.path("StartedAt"));
            final long finished = ms(task.path("FinishedAt"));
            isUnfinished |= finished == 0;
            startedMs = startedMs == 0 ? started : started == 0 ? startedMs : Math.min(startedMs, started);
            finishedMs = Math.max(finishedMs, finished);
        }
        return new TaskTimes(hasFailed, startedMs, isUnfinished ? 0 : finishedMs);
    }

    private static JsonNode read(final byte[] taskStates) {
        try {
            return MAPPER.readTree(taskStates);
        } catch (final IOException ex) {
            throw new UncheckedIOException("task states are written by this agent", ex);
        }
    }

    private static long ms(final JsonNode time) {
        return time.isTextual() ? Instant.parse(time.asText()).toEpochMilli() : 0;
    }
}
