package io.drover.cluster.scenario;

import io.drover.cluster.StateMachine;
import io.drover.cluster.StateMachineContext;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.feed.ChangesDecoder;
import io.drover.sbe.query.QueryEncoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.query.QueryPageDecoder;
import io.drover.sbe.reply.CommandReplyDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** A state machine with its log, driven by hand: every entry is kept, so that it can be replayed. */
public final class Harness {
    /** A log entry; a tick has no bytes. */
    public record Entry(long timestampMs, byte @Nullable [] bytes) {}

    public static final long START_MS = 1_700_000_000_000L;

    private final List<Entry> log = new ArrayList<>();
    private final CommandReplyDecoder reply = new CommandReplyDecoder();
    private final QueryPageDecoder page = new QueryPageDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExpandableArrayBuffer query = new ExpandableArrayBuffer();
    private StateMachine machine = newMachine();
    private long nowMs = START_MS;
    private long number;
    private int replyCount;
    private int changeCount;
    private long changeIndex;

    public StateMachine machine() {
        return machine;
    }

    public void machine(final StateMachine other) {
        machine = other;
    }

    public List<Entry> log() {
        return log;
    }

    public long nowMs() {
        return nowMs;
    }

    /** A state machine that checks itself and reports defects as failures. */
    public static StateMachine newMachine() {
        return new StateMachine(new StateMachineContext(true, error -> {
            throw new AssertionError("a command was refused for a defect", error);
        }));
    }

    /** Number for the next command of the only gateway. */
    public long nextNumber() {
        return ++number;
    }

    public long lastNumber() {
        return number;
    }

    /** Appends a command to the log and applies it; its reply, if any, is decoded. */
    public CommandReplyDecoder command(final byte[] bytes) {
        log.add(new Entry(nowMs, bytes));
        apply(machine, log.get(log.size() - 1), log.size());
        return reply;
    }

    /** Lets time pass; ticks happen as long as the state machine wants them. */
    public void pass(final long durationMs) {
        final long untilMs = nowMs + durationMs;
        while (nowMs < untilMs) {
            nowMs = Math.min(untilMs, nowMs + 1_000);
            if (machine.needsTick()) {
                log.add(new Entry(nowMs, null));
                apply(machine, log.get(log.size() - 1), log.size());
            }
        }
    }

    /** Time passes and nobody, not even the tick, writes to the log. */
    public void silence(final long durationMs) {
        nowMs += durationMs;
    }

    public void apply(final StateMachine target, final Entry entry, final long position) {
        final byte[] bytes = entry.bytes();
        if (bytes == null) {
            target.onTick(entry.timestampMs(), position, this::onChanges);
        } else {
            target.onCommand(
                    entry.timestampMs(),
                    position,
                    new UnsafeBuffer(bytes),
                    0,
                    bytes.length,
                    this::onReply,
                    this::onChanges);
        }
    }

    public int replyCount() {
        return replyCount;
    }

    public int changeCount() {
        return changeCount;
    }

    public long changeIndex() {
        return changeIndex;
    }

    /** Reads all pages of a query and hands over each row: header wrapped, offset of the message. */
    public void query(final Consumer<QueryEncoder> fields, final RowConsumer rows) {
        byte[] cursor = {};
        do {
            final QueryEncoder encoder = new QueryEncoder().wrapAndApplyHeader(query, 0, new MessageHeaderEncoder());
            encoder.correlationId(1).rowLimit(7);
            fields.accept(encoder);
            encoder.putCursor(cursor, 0, cursor.length).putPayload(new byte[0], 0, 0);
            final byte[][] next = new byte[1][];
            machine.query(
                    query, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength(), (buffer, at, length) -> {
                        page.wrapAndApplyHeader(buffer, at, header);
                        next[0] = new byte[page.cursorLength()];
                        page.getCursor(next[0], 0, next[0].length);
                        final byte[] bytes = new byte[page.rowsLength()];
                        page.getRows(bytes, 0, bytes.length);
                        forEach(new UnsafeBuffer(bytes), rows);
                    });
            cursor = next[0];
        } while (cursor.length > 0);
    }

    public static void list(final QueryEncoder encoder, final QueryKind kind) {
        encoder.kind(kind).version(-1).namespace("*").key("");
    }

    /** Receives rows of query pages. */
    @FunctionalInterface
    public interface RowConsumer {
        void onRow(MessageHeaderDecoder header, UnsafeBuffer buffer, int offset);
    }

    private void forEach(final UnsafeBuffer rows, final RowConsumer consumer) {
        int at = 0;
        while (at < rows.capacity()) {
            final int length = rows.getInt(at);
            header.wrap(rows, at + Integer.BYTES);
            consumer.onRow(header, rows, at + Integer.BYTES);
            at += Integer.BYTES + length;
        }
    }

    private void onReply(final org.agrona.DirectBuffer buffer, final int offset, final int length) {
        replyCount++;
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        reply.wrapAndApplyHeader(new UnsafeBuffer(copy), 0, header);
    }

    private void onChanges(final org.agrona.DirectBuffer buffer, final int offset, final int length) {
        changeCount++;
        final ChangesDecoder changes =
                new ChangesDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        changeIndex = changes.index();
    }
}
