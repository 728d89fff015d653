package io.drover.agent.task;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.spec.JsonFields;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What the API shows of a task: its state, its times and its last events. Owned by the event thread. Times are nanoseconds
 * since the epoch, 0 = never.
 */
public final class TaskState {
    /** Older events are dropped. */
    static final int EVENT_COUNT_MAX = 10;

    /** The three states of a task. */
    public enum Kind {
        /** Not started, or between two runs. */
        PENDING("pending"),
        /** The driver runs it. */
        RUNNING("running"),
        /** It will not run again by itself. */
        DEAD("dead");

        private final String apiName;

        Kind(final String apiName) {
            this.apiName = apiName;
        }

        /** The name in the API. */
        public String apiName() {
            return apiName;
        }

        static Kind ofApiName(final String name) {
            for (final Kind kind : values()) {
                if (kind.apiName.equals(name)) {
                    return kind;
                }
            }
            return PENDING;
        }
    }

    private final Deque<TaskEvent> events = new ArrayDeque<>(EVENT_COUNT_MAX);
    private Kind kind = Kind.PENDING;
    private boolean failed;
    private int restarts;
    private long lastRestartNs;
    private long startedAtNs;
    private long finishedAtNs;

    /** The current state. */
    public Kind kind() {
        return kind;
    }

    /** Whether it ended in failure; never taken back. */
    public boolean isFailed() {
        return failed;
    }

    /** How often it was restarted. */
    public int restarts() {
        return restarts;
    }

    /** When it was last started. */
    public long startedAtNs() {
        return startedAtNs;
    }

    /** When it died. */
    public long finishedAtNs() {
        return finishedAtNs;
    }

    /** The last events, oldest first. */
    public List<TaskEvent> events() {
        return new ArrayList<>(events);
    }

    void append(final TaskEvent event) {
        if (events.size() == EVENT_COUNT_MAX) {
            events.removeFirst();
        }
        events.addLast(event);
        failed |= event.failsTask();
        if ("Restarting".equals(event.type())) {
            restarts++;
            lastRestartNs = event.timeNs();
        }
    }

    void running(final long nowNs) {
        kind = Kind.RUNNING;
        startedAtNs = nowNs;
    }

    void pending() {
        kind = Kind.PENDING;
    }

    void dead(final long nowNs) {
        kind = Kind.DEAD;
        if (finishedAtNs == 0) {
            finishedAtNs = nowNs;
        }
    }

    /** Writes the state as an API object. */
    public void writeTo(final JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("State", kind.apiName);
        json.writeBooleanField("Failed", failed);
        json.writeNumberField("Restarts", restarts);
        writeTime(json, "LastRestart", lastRestartNs);
        writeTime(json, "StartedAt", startedAtNs);
        writeTime(json, "FinishedAt", finishedAtNs);
        json.writeArrayFieldStart("Events");
        for (final TaskEvent event : events) {
            event.writeTo(json);
        }
        json.writeEndArray();
        json.writeStringField("Paused", "");
        json.writeEndObject();
    }

    /** Reads back what {@link #writeTo} wrote. */
    public static TaskState read(final JsonNode node) {
        final TaskState state = new TaskState();
        state.kind = Kind.ofApiName(JsonFields.text(node, "State"));
        state.failed = JsonFields.bool(node, "Failed");
        state.restarts = (int) JsonFields.integer(node, "Restarts");
        state.lastRestartNs = readTime(node, "LastRestart");
        state.startedAtNs = readTime(node, "StartedAt");
        state.finishedAtNs = readTime(node, "FinishedAt");
        JsonFields.array(node, "Events").forEach(event -> state.events.addLast(TaskEvent.read(event)));
        return state;
    }

    private static void writeTime(final JsonGenerator json, final String name, final long epochNs) throws IOException {
        if (epochNs == 0) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, GoText.time(epochNs));
        }
    }

    private static long readTime(final JsonNode node, final String name) {
        final String text = JsonFields.text(node, name);
        if (text.isEmpty()) {
            return 0;
        }
        final Instant time = Instant.parse(text);
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
