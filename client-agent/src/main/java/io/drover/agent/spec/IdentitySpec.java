package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How a task gets one of its signed identities.
 *
 * @param name of the identity; that of the task itself is {@code default}.
 * @param env whether it stands in the environment.
 * @param file whether it stands in a file.
 * @param filepath where, relative to the task's directory; empty for the usual place.
 * @param mode what happens to the task when the identity was renewed.
 * @param signal the signal that it gets then.
 * @param ttlNs how long the identity counts; zero for as long as the allocation.
 */
public record IdentitySpec(
        String name, boolean env, boolean file, String filepath, ChangeMode mode, String signal, long ttlNs) {
    /** Name of the identity that every task has. */
    public static final String DEFAULT = "default";

    /** What happens to a task whose identity was renewed. */
    public enum ChangeMode {
        /** Nothing. */
        NOOP,
        /** It starts again. */
        RESTART,
        /** It gets a signal. */
        SIGNAL
    }

    /** Variable that holds it. */
    public String variable() {
        return name.equals(DEFAULT) ? "NOMAD_TOKEN" : "NOMAD_TOKEN_" + name;
    }

    /** File that holds it, in the directory of secrets. */
    public String fileName() {
        return name.equals(DEFAULT) ? "nomad_token" : "nomad_" + name + ".jwt";
    }

    /** Identities of a task that somebody wants to see. */
    static List<IdentitySpec> listOf(final JsonNode task) {
        final List<IdentitySpec> identities = new ArrayList<>();
        if (JsonFields.has(task, "Identity")) {
            add(identities, DEFAULT, JsonFields.object(task, "Identity"));
        }
        JsonFields.array(task, "Identities").forEach(node -> add(identities, JsonFields.text(node, "Name"), node));
        return List.copyOf(identities);
    }

    private static void add(final List<IdentitySpec> identities, final String name, final JsonNode node) {
        final IdentitySpec identity = new IdentitySpec(
                name.isEmpty() ? DEFAULT : name,
                JsonFields.bool(node, "Env"),
                JsonFields.bool(node, "File"),
                JsonFields.text(node, "Filepath"),
                mode(JsonFields.text(node, "ChangeMode")),
                JsonFields.text(node, "ChangeSignal"),
                JsonFields.integer(node, "TTL"));
        if (identity.env() || identity.file()) {
            identities.add(identity);
        }
    }

    private static ChangeMode mode(final String name) {
        return switch (name) {
            case "restart" -> ChangeMode.RESTART;
            case "signal" -> ChangeMode.SIGNAL;
            default -> ChangeMode.NOOP;
        };
    }
}
