package io.drover.cluster.command;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.lifecycle.Summaries;
import io.drover.sbe.reply.ResultCode;
import org.agrona.DirectBuffer;

/** Collection on demand, and counting summaries anew. */
final class SystemCommands {
    private final Engine engine;
    private final Summaries summaries;

    SystemCommands(final Engine engine) {
        this.engine = engine;
        summaries = new Summaries(engine.state(), engine.step());
    }

    /** What does not fit this entry is collected by the next ones. */
    ResultCode onGc(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        engine.garbage().collectAll();
        return ResultCode.OK;
    }

    ResultCode onReconcile(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final Outcome outcome) {
        summaries.reconcile();
        return ResultCode.OK;
    }
}
