package io.drover.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.drover.cluster.StateMachine;
import io.drover.cluster.StateMachineContext;
import io.drover.sbe.common.MessageHeaderDecoder;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** In steady state a command costs the collector nothing. */
class AllocationTest {
    private static final int NUMBER_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES;
    private static final int WARM_UP = 5_000;
    private static final int MEASURED = 2_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Scenario scenario = new Scenario();
    private final StateMachine machine =
            new StateMachine(new StateMachineContext(false, AllocationTest::fail, 1 << 20));
    private long position;
    private long nowMs = Harness.START_MS;

    @Test
    void shouldAllocateNothingForHeartbeats() {
        prepare(List.of("birth", "node n1", "ready n1"));
        assertThat(bytesPerCommand("beat n1")).isZero();
    }

    @Test
    void shouldAllocateNothingForReports() {
        prepare(List.of("birth", "node n1", "ready n1", "job a count=2", "report a1,a2 running healthy"));
        assertThat(bytesPerCommand("report a1,a2 running healthy")).isZero();
    }

    @Test
    void shouldAllocateNothingForRepeatedRegistrations() {
        prepare(List.of("birth", "node n1", "ready n1", "job a", "report a1 running healthy", "register s1 of=a1"));
        assertThat(bytesPerCommand("register s1 of=a1")).isZero();
    }

    private static void fail(final Throwable error) {
        throw new AssertionError(error);
    }

    private void prepare(final List<String> lines) {
        for (final String line : lines) {
            scenario.line(line);
        }
        for (final Harness.Entry entry : scenario.harness().log()) {
            final byte[] bytes = java.util.Objects.requireNonNull(entry.bytes());
            apply(new UnsafeBuffer(bytes), bytes.length);
        }
    }

    /** Measured by the best of a few rounds: what the machine does beside, once in a while, is not the command's. */
    private long bytesPerCommand(final String line) {
        final byte[] bytes = scenario.encode(line);
        final UnsafeBuffer command = new UnsafeBuffer(bytes);
        long number = scenario.harness().lastNumber() + 1;
        number = repeat(command, bytes.length, number, WARM_UP);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            number = repeat(command, bytes.length, number, MEASURED);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least / MEASURED;
    }

    private long repeat(final UnsafeBuffer command, final int length, final long first, final int count) {
        for (long number = first; number < first + count; number++) {
            command.putLong(NUMBER_OFFSET, number);
            command.putLong(NUMBER_OFFSET + Long.BYTES, number - 1);
            nowMs += 5;
            apply(command, length);
        }
        return first + count;
    }

    private void apply(final UnsafeBuffer command, final int length) {
        machine.onCommand(
                nowMs, ++position, command, 0, length, (buffer, offset, bytes) -> {}, (buffer, offset, bytes) -> {});
    }
}
