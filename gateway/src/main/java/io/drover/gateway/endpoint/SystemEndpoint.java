package io.drover.gateway.endpoint;

import io.drover.gateway.command.ClusterCommands;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import org.agrona.DirectBuffer;

/** {@code /v1/system/…}: housekeeping on demand. */
final class SystemEndpoint implements Endpoint {
    static final String PATH = "/v1/system/";

    private final GatewayContext context;

    SystemEndpoint(final GatewayContext context) {
        this.context = context;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        switch (call.path().substring(PATH.length())) {
            case "gc" -> run(call, ClusterCommands.collectGarbage());
            case "reconcile/summaries" -> run(call, ClusterCommands.reconcileSummaries());
            default -> call.replyNothing(404);
        }
    }

    private void run(final Call call, final DirectBuffer command) throws HttpProblem {
        call.requireMethod("PUT");
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            Results.require(reply);
            call.replyEmpty();
        });
    }
}
