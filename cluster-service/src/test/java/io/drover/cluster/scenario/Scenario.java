package io.drover.cluster.scenario;

import io.drover.sbe.FeatureLevels;
import io.drover.sbe.reply.CommandReplyDecoder;
import io.drover.sbe.reply.ResultCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

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
public final class Scenario {
    private static final String SEPARATOR = "----";

    private final Harness harness = new Harness();
    private final Names names = new Names();
    private final CommandText commands;
    private final Dump dump = new Dump(harness, names);
    private Map<String, String> before = new LinkedHashMap<>();

    /** A scenario of a cluster that begins with the first feature level. */
    public Scenario() {
        this(FeatureLevels.FIRST);
    }

    /** A scenario of a cluster that begins with a feature level, where its birth does not say another. */
    public Scenario(final int level) {
        commands = new CommandText(harness, names, level);
    }

    /** The state machine behind it, which another can take the place of. */
    public Harness harness() {
        return harness;
    }

    /** Executes one line. */
    public void line(final String line) {
        execute(line, new ArrayList<>());
    }

    /** The command of a line, not sent. */
    public byte[] encode(final String line) {
        return commands.encode(line);
    }

    /** The command of a chunk of a restore, not sent. */
    public byte[] encodeChunk(final long id, final long position, final byte[] bytes) {
        return commands.restoreChunk(id, position, bytes);
    }

    /** Gives names to what is new, so that the next line can use them. */
    public void look() {
        dump.lines();
    }

    /** Whether the node was registered and not purged. */
    boolean knows(final String node) {
        return dump.lines().containsKey("node " + node);
    }

    /** Any allocation. */
    Optional<String> alloc(final Random random) {
        return any(random, "alloc ");
    }

    /** Any claim of a task group. */
    Optional<String> claim(final Random random) {
        return any(random, "claim ");
    }

    /** Any deployment. */
    Optional<String> deployment(final Random random) {
        return any(random, "deployment ");
    }

    /** The node of an allocation, one that does not know it when its own is gone. */
    String nodeOf(final String alloc) {
        final String rest = Objects.requireNonNull(dump.lines().get("alloc " + alloc));
        final String node = rest.substring(rest.indexOf(" on ") + 4).split(" ")[0];
        return knows(node) ? node : "n1";
    }

    private Optional<String> any(final Random random, final String prefix) {
        final List<String> found = dump.lines().keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(random.nextInt(found.size())));
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
            final byte[] last = java.util.Objects.requireNonNull(lastCommand());
            note(line, harness.command(last), replies);
            return;
        }
        note(line, harness.command(commands.encode(line)), replies);
        // Gives names to what is new, so that the next line can use them.
        dump.lines();
    }

    private byte[] lastCommand() {
        return harness.log().stream()
                .map(Harness.Entry::bytes)
                .filter(Objects::nonNull)
                .reduce((first, second) -> second)
                .orElseThrow();
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
