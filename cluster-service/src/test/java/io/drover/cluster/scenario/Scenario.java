package io.drover.cluster.scenario;

import io.drover.sbe.reply.CommandReplyDecoder;
import io.drover.sbe.reply.ResultCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a scenario and writes what each block of commands changed.
 *
 * <pre>
 *  birth
 *  node n1
 *  ----
 *  node n1 initializing @2 "Node registered"
 * </pre>
 *
 * <p>{@code +5s} lets time pass, with ticks; {@code silence 5s} without; {@code #} begins a comment.
 */
final class Scenario {
    private static final String SEPARATOR = "----";

    private final Harness harness = new Harness();
    private final Names names = new Names();
    private final CommandText commands = new CommandText(harness, names);
    private final Dump dump = new Dump(harness, names);
    private Map<String, String> before = new LinkedHashMap<>();

    Harness harness() {
        return harness;
    }

    /** The text with what really happened below each line of dashes. */
    String run(final String text) {
        final StringBuilder output = new StringBuilder();
        final List<String> replies = new ArrayList<>();
        boolean isCommand = true;
        for (final String line : text.split("\n", -1)) {
            if (isCommand) {
                output.append(line).append('\n');
                if (line.equals(SEPARATOR)) {
                    replies.forEach(reply -> output.append(reply).append('\n'));
                    replies.clear();
                    writeChanges(output);
                    isCommand = false;
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    execute(line, replies);
                }
            } else if (line.isBlank()) {
                output.append('\n');
                isCommand = true;
            }
        }
        return output.toString().stripTrailing() + "\n";
    }

    private void execute(final String line, final List<String> replies) {
        if (line.startsWith("+")) {
            harness.pass(Words.duration(line.substring(1).trim()));
            return;
        }
        if (line.startsWith("silence ")) {
            harness.silence(Words.duration(line.substring(8).trim()));
            return;
        }
        if (line.equals("again")) {
            final byte[] last = java.util.Objects.requireNonNull(
                    harness.log().get(harness.log().size() - 1).bytes());
            note(line, harness.command(last), replies);
            return;
        }
        note(line, harness.command(commands.encode(line)), replies);
        // Gives names to what is new, so that the next line can use them.
        dump.lines();
    }

    private static void note(final String line, final CommandReplyDecoder reply, final List<String> replies) {
        if (reply.code() != ResultCode.OK || line.equals("again")) {
            final String code = reply.code() + " @" + reply.index();
            final String detail = reply.detail();
            replies.add("> " + line + ": " + code + (detail.isEmpty() ? "" : " " + detail));
        }
    }

    private void writeChanges(final StringBuilder output) {
        final Map<String, String> after = new LinkedHashMap<>(dump.lines());
        after.forEach((key, rest) -> {
            if (!rest.equals(before.get(key))) {
                output.append(key).append(rest).append('\n');
            }
        });
        before.keySet().stream()
                .filter(key -> !after.containsKey(key))
                .forEach(key -> output.append("gone: ").append(key).append('\n'));
        before = after;
    }
}
