package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cluster.StateMachine;
import io.drover.cluster.engine.LevelFault;
import io.drover.cluster.wire.CommandShapes;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Every command of every scenario, damaged in many ways before it comes as it should, by a gateway of its own; and every kind of query,
 * damaged likewise, on the states that come of it. Each damaged command is answered with a code or dropped: a defect, a read outside of
 * its bytes or a violated invariant fails the test. {@code -Dhostile.seed=N -Dhostile.rounds=M} runs others, and more of them.
 *
 * <p>What once went wrong is kept in {@code hostile/*.hex}: a message a line, sent in every state.
 */
class HostileScenariosTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
    private static final Path CORPUS = Path.of("src/test/resources/hostile");
    private static final int SESSION_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int NUMBER_OFFSET = SESSION_OFFSET + Long.BYTES;
    private static final int BODY_OFFSET = NUMBER_OFFSET + Long.BYTES;
    private static final long SESSION = 4_242;
    private static final List<String> OTHERS = List.of(
            "birth",
            "edge e1",
            "barrier",
            "node n1",
            "ready n1",
            "job a count=2",
            "report a1 running",
            "health d1 a1 healthy",
            "evaluate-node n1",
            "reconcile",
            "autopilot",
            "restore id=1 length=10");

    private final long seed = Long.getLong("hostile.seed", 5);
    private final int rounds = Integer.getInteger("hostile.rounds", 3);
    private final Mutator mutator = new Mutator(seed);
    private final Random random = new Random(seed);
    private final Harness harness = new Harness();
    private StateMachine machine = harness.machine();
    private long position;
    private long number;
    private byte[] sent = {};

    @Test
    void shouldAnswerEveryDamagedMessage() throws IOException {
        final Set<Integer> seen = new TreeSet<>();
        for (final Path file : files(SCENARIOS, ".txt")) {
            final Scenario scenario = new Scenario();
            scenario.run(Files.readString(file));
            disturb(file.getFileName().toString(), scenario.harness().log(), seen);
        }
        disturb("others", others(), seen);
        assertThat(IntStream.rangeClosed(0, 255)
                        .filter(id -> CommandShapes.of(id) != null && !seen.contains(id))
                        .boxed())
                .as("commands that no scenario has")
                .isEmpty();
    }

    /** Commands that no scenario is about. */
    private static List<Harness.Entry> others() {
        final Scenario scenario = new Scenario();
        OTHERS.forEach(scenario::line);
        final byte[] chunk = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        scenario.harness().command(scenario.encodeChunk(1, 0, chunk));
        scenario.line("commit-restore id=1");
        return scenario.harness().log();
    }

    private void disturb(final String name, final List<Harness.Entry> log, final Set<Integer> seen) throws IOException {
        try {
            disturb(log, seen);
        } catch (final RuntimeException | AssertionError ex) {
            throw new AssertionError(
                    "seed " + seed + ", " + name + ", message " + HexFormat.of().formatHex(sent), ex);
        }
    }

    private void disturb(final List<Harness.Entry> log, final Set<Integer> seen) throws IOException {
        machine = Harness.newMachine();
        number = 0;
        final long birth = position;
        byte[] before = {1, 2, 3};
        for (final Harness.Entry entry : log) {
            final byte[] bytes = entry.bytes();
            if (bytes != null) {
                seen.add(new MessageHeaderDecoder()
                        .wrap(new UnsafeBuffer(bytes), 0)
                        .templateId());
                // A birth at a level that this version does not have stops the member on purpose.
                for (int i = 0; i < rounds && bytes.length > BODY_OFFSET && position > birth; i++) {
                    // As a number of its own, or most would only be repeated; sometimes the envelope itself is damaged.
                    final byte[] damaged = mutator.mutate(bytes, random.nextInt(8) == 0 ? 0 : BODY_OFFSET, before);
                    command(entry.timestampMs(), damaged);
                }
                before = bytes;
            }
            harness.apply(machine, entry, ++position);
            query();
        }
        for (final String line : corpus()) {
            command(log.get(log.size() - 1).timestampMs(), HexFormat.of().parseHex(line));
        }
    }

    private void command(final long timestampMs, final byte[] bytes) {
        if (bytes.length >= BODY_OFFSET) {
            final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
            buffer.putLong(SESSION_OFFSET, SESSION);
            buffer.putLong(NUMBER_OFFSET, ++number);
        }
        sent = bytes;
        try {
            harness.apply(machine, new Harness.Entry(timestampMs, bytes), ++position);
        } catch (final LevelFault ex) {
            // A cluster that is born at a level of a later version is nothing that this one could go on with.
            machine = Harness.newMachine();
        }
    }

    private void query() {
        final QueryKind[] kinds = QueryKind.values();
        final QueryKind kind = kinds[random.nextInt(kinds.length - 1)];
        final byte[] query = Queries.random(kind, random);
        send(query);
        send(mutator.mutate(query, random.nextInt(4) == 0 ? 0 : MessageHeaderDecoder.ENCODED_LENGTH, sent));
    }

    private void send(final byte[] query) {
        sent = query;
        final int[] answers = new int[1];
        machine.query(new UnsafeBuffer(query), 0, query.length, (buffer, at, length) -> answers[0]++);
        assertThat(answers[0]).as("answers to a query").isEqualTo(1);
    }

    private static List<String> corpus() throws IOException {
        final List<String> lines = new ArrayList<>();
        for (final Path file : files(CORPUS, ".hex")) {
            lines.addAll(Files.readAllLines(file, StandardCharsets.US_ASCII));
        }
        return lines;
    }

    private static List<Path> files(final Path directory, final String suffix) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
