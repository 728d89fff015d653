package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;

/** Reads of kinds of objects that a cluster cannot have yet: with the headers of any read, and nothing in it. */
final class NothingStored {
    private final GatewayContext context;

    NothingStored(final GatewayContext context) {
        this.context = context;
    }

    /** An empty list. */
    void list(final Call call) throws HttpProblem {
        context.reads()
                .answer(
                        call,
                        read(),
                        pages -> call.reply(call.json().beginArray().endArray()));
    }

    /** An object that is not there. */
    void missing(final Call call, final String text) throws HttpProblem {
        context.reads().answer(call, read(), pages -> call.fail(404, text));
    }

    private static Read read() {
        return Read.of(QueryRequest.of(QueryKind.INDEXES), TableId.NODES).indexedBy(pages -> 0);
    }
}
