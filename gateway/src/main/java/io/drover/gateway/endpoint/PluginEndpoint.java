package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;

/** {@code /v1/plugins} and {@code /v1/plugin/csi/:id}: no task can be a storage plugin yet, so there are none. */
final class PluginEndpoint implements Endpoint {
    static final String LIST_PATH = "/v1/plugins";
    static final String PATH = "/v1/plugin/";

    private static final String CSI = PATH + "csi/";

    private final NothingStored nothing;

    PluginEndpoint(final GatewayContext context) {
        nothing = new NothingStored(context);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        if (!call.path().equals(LIST_PATH)) {
            if (call.path().startsWith(CSI)) {
                nothing.missing(call, "plugin not found");
            } else {
                call.replyNothing(404);
            }
            return;
        }
        switch (call.param("type")) {
            case "" -> call.reply(call.json().beginArray().endArray());
            case "csi" -> nothing.list(call);
            default -> call.replyEmpty();
        }
    }
}
