package io.drover.gateway.endpoint;

import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.RootKeyState;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.RootKeyRowDecoder;

/** {@code /.well-known/jwks.json}: public keys that identities are signed with. */
final class JwksEndpoint implements Endpoint {
    private final GatewayContext context;

    JwksEndpoint(final GatewayContext context) {
        this.context = context;
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        call.requireMethod("GET");
        final Read read = Read.of(QueryRequest.of(QueryKind.ROOT_KEYS), TableId.ROOT_KEYS);
        context.reads().answer(call, read, pages -> {
            final JsonWriter json = call.json().beginObject().name("keys").beginArray();
            pages.forEach((header, rows, offset) -> {
                final RootKeyRowDecoder row = new RootKeyRowDecoder()
                        .wrap(
                                rows,
                                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                header.blockLength(),
                                header.version());
                if (row.state() == RootKeyState.REMOVED) {
                    return;
                }
                final byte[] key = new byte[row.publicKeyLength()];
                row.getPublicKey(key, 0, key.length);
                json.raw(key);
            });
            call.reply(json.endArray().endObject());
        });
    }
}
