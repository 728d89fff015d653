package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.QueryOptions;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.keyring.KeyRefused;
import io.drover.gateway.keyring.Keyring;
import io.drover.gateway.render.VariableView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.undertow.util.Headers;
import java.util.List;

/** {@code /v1/var/:path}: one variable, opened for the answer and sealed before it leaves for the log. */
final class VariableEndpoint implements Endpoint {
    static final String PATH = "/v1/var/";

    private final GatewayContext context;
    private final VariableWrites writes;
    private final VariableLocks locks;

    VariableEndpoint(final GatewayContext context) {
        this.context = context;
        writes = new VariableWrites(context);
        locks = new VariableLocks(context, writes);
    }

    /** The items of a variable in clear. */
    static byte[] open(final Keyring.Keys keys, final VariableView variable) throws HttpProblem {
        try {
            return keys.of(variable.keyId()).open(variable.namespace(), variable.path(), variable.sealed());
        } catch (final KeyRefused ex) {
            throw new HttpProblem(500, ex.reason());
        }
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.header(Headers.VARY, "Origin");
        final String path = call.path().substring(PATH.length());
        if (path.isEmpty()) {
            throw new HttpProblem(400, "missing variable path");
        }
        switch (call.method()) {
            case "GET" -> read(call, path);
            case "PUT", "POST" -> write(call, path);
            case "DELETE" -> writes.delete(call, path);
            default -> throw new HttpProblem(400, "Invalid method");
        }
    }

    private void write(final Call call, final String path) throws HttpProblem {
        final String operation = VariableLocks.operation(call);
        if (operation.isEmpty()) {
            writes.put(call, path);
        } else {
            locks.handle(call, path, operation);
        }
    }

    private void read(final Call call, final String path) throws HttpProblem {
        final QueryOptions options = VariablesEndpoint.options(call);
        final QueryRequest request = QueryRequest.of(QueryKind.VARIABLE)
                .namespace(options.namespace())
                .key(path)
                .withDocuments(true);
        context.reads().answer(call, Read.of(request, TableId.VARIABLES).withFloor(), pages -> {
            final List<VariableView> found = VariableView.read(pages);
            if (!pages.isFound() || found.isEmpty()) {
                call.fail(404, "variable not found");
                return;
            }
            call.when(context.keyring().keys(), keys -> {
                final JsonWriter json = call.json();
                found.get(0).write(json, open(keys, found.get(0)));
                call.reply(json);
            });
        });
    }
}
