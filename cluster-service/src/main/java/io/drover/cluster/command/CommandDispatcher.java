package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.engine.StateFault;
import io.drover.cluster.feed.ChangeSink;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.SessionTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.cluster.wire.CommandShapes;
import io.drover.cluster.wire.Shape;
import io.drover.sbe.Limits;
import io.drover.sbe.command.BarrierDecoder;
import io.drover.sbe.command.OriginDecoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.BlobHeap;
import io.drover.scheduler.offheap.InvariantViolation;
import io.drover.scheduler.offheap.Slab;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Takes each command once, and leads it to its handler.
 *
 * <pre>
 *  bytes ─► measured? ─► number seen before? ──yes──► first reply again
 *              │ no            │ no
 *              ▼               ▼
 *          MALFORMED       handler: decide ─► apply ─► emit ─► reply kept in the session's window
 * </pre>
 *
 * <p>An exception while a handler decides is answered as an internal error with the state untouched. One while it applies is a
 * {@link StateFault}, which the member does not survive.
 */
public final class CommandDispatcher {
    private static final int REPLY_BYTES = 1_536;
    private static final DirectBuffer NUMBER = Text.of("number was acknowledged before, or is not positive");
    private static final DirectBuffer WINDOW = Text.of("number is more than SESSION_WINDOW above the acknowledged one");

    private final ClusterState state;
    private final SessionTable sessions;
    private final Step step;
    private final Consumer<Throwable> internalErrors;
    private final RestoreCommands restore;
    private final CommandTable handlers;
    private final Outcome outcome = new Outcome();
    private final ReplyWriter reply = new ReplyWriter();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OriginDecoder origin = new OriginDecoder();
    private final int commandLengthMax;
    private final long sessionTtlMs;
    private ChangeSink changes = (buffer, offset, length) -> {};

    public CommandDispatcher(final Engine engine, final Consumer<Throwable> internalErrors) {
        this.internalErrors = internalErrors;
        state = engine.state();
        sessions = state.sessions();
        step = engine.step();
        restore = new RestoreCommands(engine, internalErrors);
        handlers = new CommandTable(engine, this::endStep, restore);
        commandLengthMax = state.limits().intValue(Limits.Key.COMMAND_BYTES_MAX);
        sessionTtlMs = state.limits().get(Limits.Key.SESSION_TTL_MS);
    }

    /** Handles one command. What cannot even be answered is dropped; the result says whether it was a command. */
    public boolean onCommand(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final ReplySink replies,
            final ChangeSink changeSink) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + OriginDecoder.ENCODED_LENGTH) {
            return false;
        }
        changes = changeSink;
        header.wrap(buffer, offset);
        origin.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        final long gatewayId = origin.gatewayId();
        final long number = origin.number();
        outcome.reset();
        final int session = session(gatewayId);
        if (Slab.NULL_ROW == session) {
            send(gatewayId, number, outcome.full(LimitNames.SESSIONS), replies);
            return true;
        }
        sessions.acknowledge(session, origin.acknowledged());
        sessions.lastSeenMs(session, step.nowMs());
        if (number <= sessions.acknowledged(session)) {
            send(gatewayId, number, outcome.reject(ResultCode.WINDOW_OVERFLOW, NUMBER), replies);
        } else if (number - sessions.acknowledged(session) > sessions.window()) {
            send(gatewayId, number, outcome.reject(ResultCode.WINDOW_OVERFLOW, WINDOW), replies);
        } else if (BlobHeap.NULL_BLOB != sessions.reply(session, number)) {
            repeat(sessions.reply(session, number), replies);
        } else if (!state.heap().hasRoomForBlobs(REPLY_BYTES, 1)) {
            send(gatewayId, number, outcome.full(LimitNames.BLOB_BYTES), replies);
        } else {
            final ResultCode code = handle(buffer, offset, length);
            endStep();
            send(gatewayId, number, code, replies);
            sessions.storeReply(session, number, reply.buffer(), 0, reply.length());
        }
        return true;
    }

    /** Brings states back. */
    public RestoreCommands restore() {
        return restore;
    }

    private ResultCode handle(final DirectBuffer buffer, final int offset, final int length) {
        if (header.schemaId() != BarrierDecoder.SCHEMA_ID) {
            return ResultCode.UNKNOWN_COMMAND;
        }
        final CommandHandler handler = handlers.of(header.templateId());
        final Shape shape = CommandShapes.of(header.templateId());
        if (handler == null || shape == null) {
            return ResultCode.UNKNOWN_COMMAND;
        }
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        if (length > commandLengthMax) {
            return outcome.full(LimitNames.COMMAND_BYTES);
        }
        if (Shape.MISFIT == shape.walk(buffer, body, header.blockLength(), offset + length)) {
            return ResultCode.MALFORMED;
        }
        step.cause(header.templateId());
        try {
            return handler.onCommand(buffer, body, header.blockLength(), header.version(), outcome);
        } catch (final RuntimeException | InvariantViolation ex) {
            if (step.isOpen()) {
                throw new StateFault("command " + header.templateId() + " failed while it was applied", ex);
            }
            internalErrors.accept(ex);
            outcome.reset();
            return ResultCode.INTERNAL_ERROR;
        }
    }

    private void endStep() {
        if (step.isOpen()) {
            step.end(changes);
        }
    }

    /** The session of a gateway, made when there is none; no room is made at the cost of one that may still be alive. */
    private int session(final long gatewayId) {
        final int found = sessions.find(gatewayId);
        if (Slab.NULL_ROW != found) {
            return found;
        }
        if (!sessions.rows().hasRoomFor(1)) {
            final int oldest = sessions.leastRecent();
            if (step.nowMs() - sessions.lastSeenMs(oldest) < sessionTtlMs) {
                return Slab.NULL_ROW;
            }
            sessions.remove(oldest);
        }
        return sessions.insert(gatewayId);
    }

    private void send(final long gatewayId, final long number, final ResultCode code, final ReplySink replies) {
        reply.write(gatewayId, number, code, step.index(), step.nowMs(), outcome);
        replies.onReply(reply.buffer(), 0, reply.length());
    }

    private void repeat(final int stored, final ReplySink replies) {
        replies.onReply(
                state.heap().blobs().buffer(stored),
                state.heap().blobs().offset(stored),
                state.heap().length(stored));
    }
}
