package io.drover.gateway.endpoint;

import io.drover.gateway.command.ClusterCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.render.ServiceView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.util.Set;
import org.agrona.DirectBuffer;

/** {@code /v1/service/:name}: registrations of one name, and the removal of one of them. */
final class ServiceEndpoint implements Endpoint {
    static final String PATH = "/v1/service/";

    private final GatewayContext context;

    ServiceEndpoint(final GatewayContext context) {
        this.context = context;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        final String rest = call.path().substring(PATH.length());
        if (rest.isEmpty()) {
            throw new HttpProblem(400, "missing service name");
        }
        final boolean hasId = rest.indexOf('/') >= 0;
        if (hasId != call.isMethod("DELETE")) {
            throw HttpProblem.invalidMethod();
        }
        switch (call.method()) {
            case "GET" -> list(call, rest);
            case "DELETE" -> delete(call, rest);
            default -> throw HttpProblem.invalidMethod();
        }
    }

    private void list(final Call call, final String name) throws HttpProblem {
        final Listing<ServiceView> listing = new Listing<>(
                call, PageOrder.NAME, 1, service -> service.namespace() + "." + service.serviceId(), Set.of());
        // The token names a registration, not where its name stands among others: the page is cut here.
        final QueryRequest request = QueryRequest.of(QueryKind.SERVICE)
                .namespace(call.options().namespace())
                .key(name);
        final String token = call.options().nextToken();
        final ServiceChoice choice = ServiceChoice.of(call);
        context.reads()
                .answer(
                        call,
                        Read.of(request, TableId.SERVICES).withFloor(),
                        pages -> ServicesEndpoint.reply(
                                call,
                                listing.page(
                                        call,
                                        pages,
                                        choice.of(ServicesEndpoint.read(pages)).stream()
                                                .filter(service -> (service.namespace() + "." + service.serviceId())
                                                                .compareTo(token)
                                                        >= 0)
                                                .toList(),
                                        (json, service) -> service.write(json))));
    }

    private void delete(final Call call, final String rest) throws HttpProblem {
        final String[] parts = rest.split("/", -1);
        if (parts.length < 2) {
            throw HttpProblem.invalidMethod();
        }
        if (parts[1].isEmpty()) {
            throw new HttpProblem(400, "missing service id");
        }
        if (parts.length > 2) {
            throw new HttpProblem(400, "invalid URI");
        }
        final DirectBuffer command = ClusterCommands.deleteService(call.namespace(), parts[1]);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            Results.require(reply);
            call.index(reply.index()).replyEmpty();
        });
    }
}
