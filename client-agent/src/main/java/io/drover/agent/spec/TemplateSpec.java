package io.drover.agent.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A file made for a task before it starts, and made again when what it is made of changes.
 *
 * @param source path of the template inside the task directory, or empty.
 * @param data the template itself, when {@code source} is empty.
 * @param destination where the result goes, inside the task directory.
 * @param permissions octal mode of the result.
 * @param uid owner of the result; negative to leave it.
 * @param gid group of the result; negative to leave it.
 * @param left start of an action.
 * @param right end of an action.
 * @param env whether the result is read as {@code KEY=VALUE} lines into the task's environment.
 * @param isMissingKeyError whether a map without the key that is asked for is an error.
 * @param isOnce whether it is made once only.
 * @param pause how long changes are collected before it is made again.
 * @param change what happens to the task then.
 */
public record TemplateSpec(
        String source,
        String data,
        String destination,
        String permissions,
        int uid,
        int gid,
        String left,
        String right,
        boolean env,
        boolean isMissingKeyError,
        boolean isOnce,
        Wait pause,
        Change change) {
    private static final long SECOND_NS = 1_000_000_000L;

    /** What happens to a task whose file has changed. */
    public enum ChangeMode {
        /** Nothing. */
        NOOP,
        /** It gets a signal. */
        SIGNAL,
        /** It starts again. */
        RESTART,
        /** A program runs beside it. */
        SCRIPT
    }

    /**
     * How changes are collected.
     *
     * @param minNs quiet time before it is made again.
     * @param maxNs time after which it is made again in any case.
     */
    public record Wait(long minNs, long maxNs) {
        /** Of templates that say nothing. */
        public static final Wait DEFAULT = new Wait(5 * SECOND_NS, 240 * SECOND_NS);
    }

    /**
     * What happens after a change.
     *
     * @param mode to whom.
     * @param signal the signal that is sent.
     * @param splayNs upper bound of a random pause before.
     * @param script the program that runs.
     */
    public record Change(ChangeMode mode, String signal, long splayNs, Script script) {}

    /**
     * A program that runs beside the task.
     *
     * @param command program and arguments.
     * @param timeoutNs how long it may run.
     * @param isFatal whether the task ends when it fails.
     * @param isOnFirst whether it also runs after the first time.
     */
    public record Script(List<String> command, long timeoutNs, boolean isFatal, boolean isOnFirst) {}

    static TemplateSpec of(final JsonNode node) {
        return new TemplateSpec(
                JsonFields.text(node, "SourcePath"),
                JsonFields.text(node, "EmbeddedTmpl"),
                JsonFields.text(node, "DestPath"),
                or(JsonFields.text(node, "Perms"), "0644"),
                (int) JsonFields.integer(node, "Uid", -1),
                (int) JsonFields.integer(node, "Gid", -1),
                or(JsonFields.text(node, "LeftDelim"), "{{"),
                or(JsonFields.text(node, "RightDelim"), "}}"),
                JsonFields.bool(node, "Envvars"),
                JsonFields.bool(node, "ErrMissingKey"),
                JsonFields.bool(node, "Once"),
                wait(node),
                new Change(
                        mode(JsonFields.text(node, "ChangeMode")),
                        JsonFields.text(node, "ChangeSignal"),
                        JsonFields.integer(node, "Splay", 5 * SECOND_NS),
                        script(JsonFields.object(node, "ChangeScript"))));
    }

    private static String or(final String text, final String missing) {
        return text.isEmpty() ? missing : text;
    }

    private static Wait wait(final JsonNode node) {
        if (!JsonFields.has(node, "Wait")) {
            return Wait.DEFAULT;
        }
        final JsonNode wait = JsonFields.object(node, "Wait");
        final long minNs = Math.max(0, JsonFields.integer(wait, "Min", Wait.DEFAULT.minNs()));
        return new Wait(minNs, Math.max(minNs, JsonFields.integer(wait, "Max", 4 * minNs)));
    }

    private static ChangeMode mode(final String name) {
        return switch (name) {
            case "noop" -> ChangeMode.NOOP;
            case "signal" -> ChangeMode.SIGNAL;
            case "script" -> ChangeMode.SCRIPT;
            default -> ChangeMode.RESTART;
        };
    }

    private static Script script(final JsonNode script) {
        final String command = JsonFields.text(script, "Command");
        final List<String> words = JsonFields.strings(script, "Args");
        words.add(0, command);
        return new Script(
                command.isEmpty() ? List.of() : List.copyOf(words),
                JsonFields.integer(script, "Timeout", 5 * SECOND_NS),
                JsonFields.bool(script, "FailOnError"),
                JsonFields.bool(script, "RunOnFirstRender"));
    }
}
