package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.lifecycle.EvalRemoval;
import io.drover.cluster.state.EvalTable;
import io.drover.cluster.state.Text;
import io.drover.cluster.step.Step;
import io.drover.sbe.Limits;
import io.drover.sbe.command.EvalDeleteDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.UuidDecoder;
import io.drover.sbe.reply.ResultCode;
import io.drover.scheduler.offheap.Slab;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Deletes evaluations by wish. They must not be processed meanwhile, so that nobody counts on one that is about to go. */
final class EvalCommands {
    /** A wish is rarer than a collection, and may take longer. */
    private static final int COLLECTIONS = 4;

    private final Engine engine;
    private final EvalTable evals;
    private final Step step;
    private final EvalRemoval removal;
    private final long rowsMax;
    private final EvalDeleteDecoder delete = new EvalDeleteDecoder();
    private final UnsafeBuffer idText = new UnsafeBuffer(new byte[Text.UUID_LENGTH]);

    EvalCommands(final Engine engine) {
        this.engine = engine;
        evals = engine.state().evals();
        step = engine.step();
        removal = engine.evalRemoval();
        rowsMax = COLLECTIONS * engine.state().limits().get(Limits.Key.GC_ROWS_PER_ENTRY);
    }

    /** The value of the answer is how many went. */
    ResultCode onDelete(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        if (!engine.state().config().isPaused) {
            return ResultCode.EVALS_NOT_PAUSED;
        }
        delete.wrap(buffer, offset, blockLength, version);
        final boolean skips = delete.skipsOthers() == Bool.YES;
        final ResultCode verdict = skips ? ResultCode.OK : decide(outcome);
        if (verdict != ResultCode.OK) {
            return verdict;
        }

        delete.wrap(buffer, offset, blockLength, version);
        long rows = 0;
        long removed = 0;
        for (final EvalDeleteDecoder.EvalsDecoder each : delete.evals()) {
            final int eval = find(each.evalId());
            if (Slab.NULL_ROW != eval && rows + removal.rowCount(eval) <= rowsMax && removal.isRemovable(eval)) {
                rows += removal.rowCount(eval);
                removed++;
                begin();
                removal.remove(eval);
            }
        }
        outcome.value(removed);
        return ResultCode.OK;
    }

    /** Each of them is there and may go, and all fit one entry. */
    private ResultCode decide(final Outcome outcome) {
        long rows = 0;
        for (final EvalDeleteDecoder.EvalsDecoder each : delete.evals()) {
            final int eval = find(each.evalId());
            if (Slab.NULL_ROW == eval) {
                return outcome.reject(ResultCode.EVAL_NOT_FOUND, text(each.evalId()));
            }
            if (!removal.isRemovable(eval)) {
                return outcome.reject(ResultCode.EVAL_IN_USE, text(each.evalId()));
            }
            rows += removal.rowCount(eval);
            if (rows > rowsMax) {
                return outcome.full(LimitNames.GC_ROWS);
            }
        }
        return ResultCode.OK;
    }

    private int find(final UuidDecoder id) {
        return evals.find(id.high(), id.low());
    }

    private DirectBuffer text(final UuidDecoder id) {
        Text.putUuid(idText, 0, id.high(), id.low());
        return idText;
    }

    private void begin() {
        if (!step.isOpen()) {
            step.begin();
        }
    }
}
