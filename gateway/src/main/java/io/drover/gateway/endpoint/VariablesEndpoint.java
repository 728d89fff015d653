package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.QueryOptions;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.VariableView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.undertow.util.Headers;
import java.util.Collections;

/** {@code /v1/vars}: which variables there are, without their items. */
final class VariablesEndpoint implements Endpoint {
    static final String PATH = "/v1/vars";

    private final GatewayContext context;

    VariablesEndpoint(final GatewayContext context) {
        this.context = context;
    }

    /** The options of a read, with errors as these routes word them. */
    static QueryOptions options(final Call call) throws HttpProblem {
        try {
            return call.options();
        } catch (final HttpProblem ex) {
            throw new HttpProblem(ex.status(), ex.text() + "failed to parse parameters");
        }
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.header(Headers.VARY, "Origin");
        call.requireMethod("GET");
        final QueryOptions options = options(call);
        final Listing<VariableView> listing =
                new Listing<>(call, PageOrder.NAME, 1, VariableView::token, Collections.emptySet());
        listing.visibleTo(
                call.authority(), each -> call.authority().allowsVariable(each.namespace(), each.path(), "list"));
        final QueryRequest request = listing.narrow(QueryRequest.of(QueryKind.VARIABLES)
                .namespace(options.namespace())
                .key(options.prefix()));
        context.reads().answer(call, Read.of(request, TableId.VARIABLES).withFloor(), pages -> {
            final JsonWriter json = call.json().beginArray();
            listing.page(call, pages, VariableView.read(pages), (writer, each) -> each.writeStored(writer))
                    .forEach(each -> each.writeMetadata(json));
            call.reply(json.endArray());
        });
    }
}
