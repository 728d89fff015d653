package io.drover.gateway.endpoint;

import io.drover.gateway.command.DeploymentCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.AllocRenderer;
import io.drover.gateway.render.AllocView;
import io.drover.gateway.render.ServiceView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** {@code /v1/allocation/:id}: the allocation, its end, its services, its checks. */
final class AllocationEndpoint implements Endpoint {
    static final String PATH = "/v1/allocation/";

    private final GatewayContext context;
    private final ClientCalls client;

    AllocationEndpoint(final GatewayContext context, final ClientCalls client) {
        this.context = context;
        this.client = client;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        final String[] parts = call.path().substring(PATH.length()).split("/", -1);
        if (parts.length == 1) {
            call.requireMethod("GET");
            allocation(call, parts[0]);
            return;
        }
        if (parts.length > 2) {
            throw new HttpProblem(404, "resource not found");
        }
        switch (parts[1]) {
            case "stop" -> stop(call, parts[0]);
            case "services" -> services(call, parts[0]);
            case "checks" -> client.ofAllocation(call, parts[0], "/v1/client/allocation/" + parts[0] + "/checks");
            default -> throw new HttpProblem(404, "resource not found");
        }
    }

    private void allocation(final Call call, final String text) throws HttpProblem {
        final UUID id = Ids.parse(text, "alloc");
        context.reads().answer(call, Read.of(QueryRequest.of(QueryKind.ALLOC).id(id), TableId.ALLOCS), pages -> {
            final List<AllocView> allocs = AllocLists.read(pages);
            if (allocs.isEmpty()) {
                call.fail(404, "alloc not found");
                return;
            }
            call.when(
                    AllocJobs.load(context.core(), allocs)
                            .thenCombine(context.keys().activeId(), Loaded::new),
                    loaded -> {
                        final JsonWriter json = call.json();
                        final AllocView alloc = allocs.get(0);
                        AllocRenderer.write(json, alloc, loaded.jobs.of(alloc), loaded.keyId);
                        call.reply(json);
                    });
        });
    }

    private record Loaded(AllocJobs jobs, String keyId) {}

    private void stop(final Call call, final String text) throws HttpProblem {
        call.requireMethod("PUT", "POST");
        final boolean noShutdownDelay = call.flag("no_shutdown_delay");
        final boolean reschedule = call.flag("reschedule");
        final DirectBuffer command =
                DeploymentCommands.stopAlloc(Ids.parse(text, "alloc"), noShutdownDelay, reschedule);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (reply.code() == ResultCode.ALLOC_NOT_FOUND) {
                throw new HttpProblem(404, "allocation not found");
            }
            Results.require(reply);
            final long index = reply.evalIndex() == 0 ? reply.index() : reply.evalIndex();
            final JsonWriter json = call.json().beginObject();
            json.name("EvalID")
                    .string(reply.evalId() == null ? "" : reply.evalId().toString());
            json.name("Index").number(index);
            call.index(index).reply(json.endObject());
        });
    }

    private void services(final Call call, final String text) throws HttpProblem {
        call.requireMethod("GET");
        final UUID id = Ids.parse(text, "alloc");
        final String namespace = call.namespace();
        context.reads().fetch(call, QueryRequest.of(QueryKind.ALLOC).id(id), found -> {
            final List<AllocView> allocs = AllocLists.read(found);
            if (allocs.isEmpty() || !allocs.get(0).namespace().equals(namespace)) {
                call.readHeaders(0);
                throw new HttpProblem(404, "allocation not found");
            }
            final QueryRequest all = QueryRequest.of(QueryKind.SERVICES).namespace(namespace);
            context.reads().answer(call, Read.of(all, TableId.SERVICES).withFloor(), pages -> {
                final List<ServiceView> services = ServicesEndpoint.read(pages).stream()
                        .filter(service -> service.allocId().equals(id.toString()))
                        .toList();
                ServicesEndpoint.reply(call, services);
            });
        });
    }
}
