package io.drover.cluster.member.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.drover.cluster.StateMachine;
import io.drover.cluster.StateMachineContext;
import io.drover.cluster.command.ReplySink;
import io.drover.cluster.feed.ChangeSink;
import io.drover.cluster.member.MemberRings;
import io.drover.sbe.journal.EntryKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of entries through ring and segments, with the writer driven by hand. */
class JournalTest {
    private static final int RING_LENGTH = 64 * 1024;
    private static final MessageHandler DISCARD = (type, buffer, offset, length) -> {};

    @TempDir
    private Path directory;

    private final StateMachine machine = new StateMachine(new StateMachineContext(false, error -> {}));
    private final List<Throwable> errors = new ArrayList<>();
    private final RingBuffer ring = MemberRings.createForOne(RING_LENGTH);
    private final JournalCounters counters = new JournalCounters();
    private final JournalTap tap = new JournalTap(ring, counters);
    private long lengthMax = 1024 * 1024;

    @Test
    void shouldKeepEntriesAsTheyWereApplied() {
        final JournalWriter writer = writer();
        apply(32, "first");
        apply(96, "second");
        drain(writer);

        assertThat(read()).containsExactly("32 first", "96 second");
        writer.onClose();
    }

    @Test
    void shouldTellWhatFoundNoRoomInTheRing() {
        final JournalWriter writer = writer();
        apply(32, "kept");
        final String large = "x".repeat(4_000);
        int position = 32;
        while (counters.dropped() < 3) {
            position += 4_064;
            apply(position, large);
        }
        drain(writer);
        apply(position + 32, "after");
        drain(writer);

        final List<String> lines = read();
        assertThat(lines.get(0)).isEqualTo("32 kept");
        assertThat(lines.get(lines.size() - 2)).isEqualTo("gap of 3 to " + position);
        assertThat(lines.get(lines.size() - 1)).isEqualTo(position + 32 + " after");
        assertThat(counters.gaps()).isEqualTo(1);
        writer.onClose();
    }

    @Test
    void shouldNotRepeatWhatARestartAppliesAgain() {
        final JournalWriter before = writer();
        apply(32, "first");
        apply(96, "second");
        drain(before);
        before.onClose();

        final JournalWriter after = writer();
        tap.onStart(machine, 0);
        apply(32, "first");
        apply(96, "second");
        apply(128, "third");
        drain(after);
        after.onClose();

        assertThat(read()).containsExactly("32 first", "96 second", "128 third");
    }

    @Test
    void shouldTellWhatACrashLost() {
        final JournalWriter before = writer();
        apply(32, "first");
        drain(before);
        before.onClose();

        final JournalWriter after = writer();
        tap.onStart(machine, 4_096);
        apply(5_000, "behind the snapshot");
        drain(after);
        after.onClose();

        assertThat(read()).containsExactly("32 first", "gap of 0 to 4096", "5000 behind the snapshot");
    }

    @Test
    void shouldTellOfASegmentThatIsGone() throws IOException {
        final Segments segments = new Segments(directory);
        for (int i = 1; i <= 3; i++) {
            final JournalWriter writer = writer();
            apply(i * 32, "entry " + i);
            drain(writer);
            writer.onClose();
        }
        assertThat(segments.list()).hasSize(3);
        segments.list().get(1).remove();

        assertThat(read()).containsExactly("32 entry 1", "gap of 0 to 64", "96 entry 3");
    }

    @Test
    void shouldFreeTheOldestBeyondItsLength() {
        lengthMax = 256 * 1024;
        final JournalWriter writer = writer();
        fill(writer, 64);

        final List<String> lines = read();
        assertThat(lines).hasSizeLessThan(64);
        assertThat(lines.get(lines.size() - 1)).startsWith(64 * 8_192 + " ");
        assertThat(new Segments(directory).list().get(0).afterPosition()).isPositive();
        writer.onClose();
    }

    @Test
    void shouldKeepWhatIsOldButNeeded() throws IOException {
        for (int i = 1; i <= 3; i++) {
            final JournalWriter writer = writer();
            apply(i * 32, "entry " + i);
            drain(writer);
            writer.onClose();
        }
        final Segments segments = new Segments(directory);
        final JournalSettings young = new JournalSettings(directory, 0, lengthMax * 1_000, 1, RING_LENGTH, 0);
        for (final Segments.Segment segment : segments.list()) {
            try (var files = Files.list(segment.path())) {
                files.forEach(
                        file -> assertThat(file.toFile().setLastModified(1_000)).isTrue());
            }
        }

        new JournalRetention(young, position -> false).apply(segments);
        assertThat(segments.list()).hasSize(3);
        new JournalRetention(young, position -> position <= 40).apply(segments);
        assertThat(segments.list()).hasSize(2);
    }

    @Test
    void shouldPauseWhenASegmentCannotBeBegun() throws IOException {
        final JournalWriter writer = writer();
        apply(32, "first");
        drain(writer);
        // The next segment cannot be made where a file is in its place.
        final Path next = new Segments(directory).at(32).path();
        writer.onClose();
        Files.writeString(next, "in the way");

        final JournalWriter other = writer();
        apply(64, "lost");
        other.doWork();
        assertThat(errors).hasSize(1);
        assertThat(counters.isPaused()).isTrue();
    }

    @Test
    void shouldAllocateNothingOnTheServiceThread() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[200]);
        final EffectDigest effects = new EffectDigest();
        final ReplySink replies = (buffer, offset, length) -> {};
        final ChangeSink changes = (buffer, offset, length) -> {};
        long least = Long.MAX_VALUE;
        long position = 0;
        for (int round = 0; round < 20; round++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                position += 256;
                effects.begin(replies, changes);
                effects.onReply(bytes, 0, 100);
                effects.onChanges(bytes, 0, 64);
                tap.onApplied(machine, EntryKind.COMMAND, position, 1, 0, effects.value(), bytes, 0, 200);
                ring.read(DISCARD, 1);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least / 1_000).isZero();
    }

    @Test
    void shouldSayThatThereIsNoJournal() {
        assertThatThrownBy(() -> new JournalReader(directory.resolve("none")))
                .isInstanceOf(JournalRefused.class)
                .hasMessageContaining("there is no journal in");
    }

    private void fill(final JournalWriter writer, final int count) {
        final String large = "x".repeat(7_000);
        for (int i = 1; i <= count; i++) {
            apply(i * 8_192, large);
            drain(writer);
        }
    }

    private JournalWriter writer() {
        final JournalSettings settings =
                new JournalSettings(directory, 0, lengthMax, TimeUnit.DAYS.toMillis(1), RING_LENGTH, 0);
        return new JournalWriter(
                settings, ring, counters, new JournalRetention(settings, position -> true), errors::add);
    }

    private void apply(final long position, final String text) {
        final UnsafeBuffer bytes = new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
        tap.onApplied(machine, EntryKind.COMMAND, position, 1, 0, 2, bytes, 0, bytes.capacity());
    }

    private void drain(final JournalWriter writer) {
        while (ring.size() > 0) {
            writer.doWork();
        }
    }

    private List<String> read() {
        final List<String> lines = new ArrayList<>();
        try (JournalReader reader = new JournalReader(directory)) {
            while (reader.next()) {
                if (reader.kind() == JournalReader.Kind.ENTRY) {
                    final byte[] text = new byte[reader.command().capacity()];
                    reader.command().getBytes(0, text);
                    lines.add(reader.entry().logPosition() + " " + new String(text, StandardCharsets.US_ASCII));
                } else if (reader.kind() == JournalReader.Kind.GAP) {
                    lines.add("gap of " + reader.gapCount() + " to " + reader.gapTo());
                }
            }
        }
        return lines;
    }
}
