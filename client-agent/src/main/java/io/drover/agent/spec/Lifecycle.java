package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;

/** When a task of a group runs, relative to its siblings. */
public enum Lifecycle {
    /** Before the main tasks; they wait for its successful end. */
    PRESTART_EPHEMERAL,
    /** Before the main tasks, and beside them until they end. */
    PRESTART_SIDECAR,
    /** An ordinary task. */
    MAIN,
    /** Once the main tasks run. */
    POSTSTART_EPHEMERAL,
    /** Once the main tasks run, and beside them until they end. */
    POSTSTART_SIDECAR,
    /** After all other tasks are dead. */
    POSTSTOP;

    static Lifecycle of(final JsonNode task) {
        final JsonNode block = JsonFields.object(task, "Lifecycle");
        final boolean sidecar = JsonFields.bool(block, "Sidecar");
        return switch (JsonFields.text(block, "Hook")) {
            case "prestart" -> sidecar ? PRESTART_SIDECAR : PRESTART_EPHEMERAL;
            case "poststart" -> sidecar ? POSTSTART_SIDECAR : POSTSTART_EPHEMERAL;
            case "poststop" -> POSTSTOP;
            default -> MAIN;
        };
    }

    /** Whether the task is expected to run until the main tasks end. */
    public boolean isSidecar() {
        return this == PRESTART_SIDECAR || this == POSTSTART_SIDECAR;
    }

    /** Whether the task belongs to the start of the allocation and ends by itself. */
    public boolean isEphemeral() {
        return this == PRESTART_EPHEMERAL || this == POSTSTART_EPHEMERAL;
    }
}
