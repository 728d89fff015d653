package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sbe.common.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Commands cut short and with flipped bytes: each is answered with a code or dropped, none is an internal error, and invariants hold
 * (the harness fails on both). {@code -Dhostile.seed=N} runs another sequence.
 */
class HostileBytesTest {
    private static final int MUTATIONS_PER_COMMAND = 12;
    private static final int NUMBER_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES;
    private static final List<String> LINES = List.of(
            "edge e1",
            "node n1",
            "ready n1",
            "beat n1",
            "job a count=2 ports=http,admin:8080 where=attr.rack:r1",
            "report a1 running healthy",
            "register s1 of=a1 port=80",
            "deregister s1",
            "evaluate a force",
            "stable a",
            "pause d1",
            "resume d1",
            "promote d1",
            "restart a1",
            "ineligible n1",
            "eligible n1",
            "drain n1",
            "drain n1 off eligible",
            "namespace team",
            "pool gpu",
            "delete-namespace team",
            "delete-pool gpu",
            "config spread",
            "stop a",
            "evaluate-node n1",
            "reconcile",
            "gc",
            "leave n1",
            "purge-node n1",
            "purge a");

    private final long seed = Long.getLong("hostile.seed", 11);
    private final Random random = new Random(seed);
    private final Scenario scenario = new Scenario();

    @Test
    void shouldSurviveDamagedCommands() {
        scenario.line("birth");
        try {
            for (final String line : LINES) {
                final byte[] command = scenario.encode(line);
                for (final byte[] damaged : damage(command)) {
                    send(damaged);
                }
                scenario.line(line);
            }
        } catch (final RuntimeException | AssertionError ex) {
            throw new AssertionError("seed " + seed, ex);
        }
        assertThat(scenario.harness().machine().malformedCount()).isPositive();
    }

    private List<byte[]> damage(final byte[] command) {
        final List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < MUTATIONS_PER_COMMAND; i++) {
            final byte[] copy =
                    Arrays.copyOf(command, i % 3 == 0 ? random.nextInt(command.length + 1) : command.length);
            for (int flips = i % 3 == 0 ? 0 : 1 + random.nextInt(4); flips > 0; flips--) {
                final int at = random.nextInt(copy.length);
                copy[at] = (byte) (random.nextBoolean() ? random.nextInt() : copy[at] ^ 1 << random.nextInt(8));
            }
            all.add(copy);
        }
        return all;
    }

    private void send(final byte[] damaged) {
        // As a number of its own, or most would only be repeated.
        if (damaged.length >= NUMBER_OFFSET + Long.BYTES) {
            new UnsafeBuffer(damaged).putLong(NUMBER_OFFSET, scenario.harness().nextNumber());
            new UnsafeBuffer(damaged).putLong(MessageHeaderDecoder.ENCODED_LENGTH, 42);
        }
        scenario.harness().command(damaged);
    }
}
