package io.drover.agent.task;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.spec.JsonFields;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Something that happened to a task, as the API shows it; immutable. {@link TaskEvents} makes them with the right texts.
 *
 * <p>The API gives an event a fixed set of typed members of which most are at their zero value. Only those that are not are
 * kept here ({@code fields}), the rest is written out by {@link #writeTo}.
 */
public final class TaskEvent {
    private static final String[] TEXT_FIELDS = {
        "RestartReason",
        "SetupError",
        "DriverError",
        "KillError",
        "KillReason",
        "DownloadError",
        "ValidationError",
        "FailedSibling",
        "VaultError",
        "TaskSignalReason",
        "TaskSignal",
        "DriverMessage",
        "GenericSource"
    };
    private static final String[] NUMBER_FIELDS = {"ExitCode", "Signal", "KillTimeout", "StartDelay", "DiskLimit"};

    private final String type;
    private final long timeNs;
    private final String message;
    private final String displayMessage;
    private final boolean failsTask;
    private final NavigableMap<String, String> details;
    private final NavigableMap<String, Object> fields;

    private TaskEvent(
            final String type,
            final long timeNs,
            final String message,
            final String displayMessage,
            final boolean failsTask,
            final NavigableMap<String, String> details,
            final NavigableMap<String, Object> fields) {
        this.type = type;
        this.timeNs = timeNs;
        this.message = message;
        this.displayMessage = displayMessage;
        this.failsTask = failsTask;
        this.details = Collections.unmodifiableNavigableMap(details);
        this.fields = Collections.unmodifiableNavigableMap(fields);
    }

    /** Starts an event of that type. */
    static Builder builder(final String type, final long timeNs) {
        return new Builder(type, timeNs);
    }

    /** What happened, for example {@code Terminated}. */
    public String type() {
        return type;
    }

    /** When it happened, nanoseconds since the epoch. */
    public long timeNs() {
        return timeNs;
    }

    /** The sentence that people read. */
    public String displayMessage() {
        return displayMessage;
    }

    /** Whether the task counts as failed from now on. */
    public boolean failsTask() {
        return failsTask;
    }

    /** The event's values as text. */
    public Map<String, String> details() {
        return details;
    }

    /** Writes the event as an API object with all of its members. */
    void writeTo(final JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("Type", type);
        json.writeNumberField("Time", timeNs);
        json.writeStringField("Message", message);
        json.writeStringField("DisplayMessage", displayMessage);
        json.writeObjectFieldStart("Details");
        for (final Map.Entry<String, String> detail : details.entrySet()) {
            json.writeStringField(detail.getKey(), detail.getValue());
        }
        json.writeEndObject();
        json.writeBooleanField("FailsTask", failsTask);
        for (final String name : TEXT_FIELDS) {
            json.writeStringField(name, (String) fields.getOrDefault(name, ""));
        }
        for (final String name : NUMBER_FIELDS) {
            json.writeNumberField(name, (Long) fields.getOrDefault(name, 0L));
        }
        json.writeEndObject();
    }

    /** Reads back what {@link #writeTo} wrote. */
    static TaskEvent read(final JsonNode node) {
        final Builder event = builder(JsonFields.text(node, "Type"), JsonFields.integer(node, "Time"));
        event.message = JsonFields.text(node, "Message");
        event.details.putAll(JsonFields.stringMap(node, "Details"));
        event.failsTask = JsonFields.bool(node, "FailsTask");
        for (final String name : TEXT_FIELDS) {
            if (!JsonFields.text(node, name).isEmpty()) {
                event.fields.put(name, JsonFields.text(node, name));
            }
        }
        for (final String name : NUMBER_FIELDS) {
            if (JsonFields.integer(node, name) != 0) {
                event.fields.put(name, JsonFields.integer(node, name));
            }
        }
        return event.display(JsonFields.text(node, "DisplayMessage"));
    }

    @Override
    public String toString() {
        return type + ": " + displayMessage;
    }

    /** Collects the parts of one event. */
    static final class Builder {
        private final String type;
        private final long timeNs;
        private final NavigableMap<String, String> details = new TreeMap<>();
        private final NavigableMap<String, Object> fields = new TreeMap<>();
        private String message = "";
        private boolean failsTask;

        private Builder(final String type, final long timeNs) {
            this.type = type;
            this.timeNs = timeNs;
        }

        /** Sets the free text; it is also a detail unless it is empty. */
        Builder message(final String text) {
            message = text;
            return text.isEmpty() ? this : detail("message", text);
        }

        Builder messageOnly(final String text) {
            message = text;
            return this;
        }

        Builder failsTask() {
            failsTask = true;
            return detail("fails_task", "true");
        }

        Builder detail(final String name, final String value) {
            details.put(name, value);
            return this;
        }

        /** Sets a text member; nothing is kept when it is empty. */
        Builder field(final String name, final String value) {
            if (!value.isEmpty()) {
                fields.put(name, value);
            }
            return this;
        }

        /** Sets a numeric member; nothing is kept when it is zero. */
        Builder field(final String name, final long value) {
            if (value != 0) {
                fields.put(name, value);
            }
            return this;
        }

        TaskEvent display(final String text) {
            return new TaskEvent(type, timeNs, message, text, failsTask, details, fields);
        }
    }
}
