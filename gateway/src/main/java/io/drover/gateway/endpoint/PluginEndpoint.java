package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Capabilities;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.CsiPluginView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.util.List;

/** {@code /v1/plugins} and {@code /v1/plugin/csi/:id}: storage plugins, as the nodes that run them say. */
final class PluginEndpoint implements Endpoint {
    static final String LIST_PATH = "/v1/plugins";
    static final String PATH = "/v1/plugin/";

    private static final String CSI = PATH + "csi/";

    private final GatewayContext context;

    PluginEndpoint(final GatewayContext context) {
        this.context = context;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        if (!call.path().equals(LIST_PATH)) {
            if (call.path().startsWith(CSI)) {
                read(call, call.path().substring(CSI.length()));
            } else {
                call.replyNothing(404);
            }
            return;
        }
        switch (call.param("type")) {
            case "" -> call.reply(call.json().beginArray().endArray());
            case "csi" -> list(call);
            default -> call.replyEmpty();
        }
    }

    private void list(final Call call) throws HttpProblem {
        final QueryRequest request =
                QueryRequest.of(QueryKind.CSI_PLUGINS).key(call.options().prefix());
        context.reads().answer(call, Read.of(request, TableId.CSI_PLUGINS), pages -> {
            final JsonWriter json = call.json().beginArray();
            CsiPluginView.read(pages).forEach(plugin -> plugin.writeStub(json));
            call.reply(json.endArray());
        });
    }

    private void read(final Call call, final String id) throws HttpProblem {
        final QueryRequest request = QueryRequest.of(QueryKind.CSI_PLUGIN).key(id);
        final QueryRequest allocs = QueryRequest.of(QueryKind.CSI_PLUGIN_ALLOCS).key(id);
        context.reads().answer(call, Read.of(request, TableId.CSI_PLUGINS), pages -> {
            final List<CsiPluginView> found = CsiPluginView.read(pages);
            if (found.isEmpty()) {
                throw new HttpProblem(404, "plugin not found");
            }
            call.when(context.reads().collected(allocs), rows -> {
                final List<AllocView> shown = AllocLists.read(rows).stream()
                        .filter(alloc -> call.authority().allows(alloc.namespace(), Capabilities.READ_JOB))
                        .toList();
                final JsonWriter json = call.json();
                found.get(0).write(json, shown);
                call.reply(json);
            });
        });
    }
}
