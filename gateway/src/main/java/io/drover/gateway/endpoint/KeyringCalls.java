package io.drover.gateway.endpoint;

import io.drover.gateway.command.VariableCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.keyring.RootKey;
import io.drover.gateway.render.RootKeyView;
import io.drover.sbe.common.RootKeyState;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.Comparator;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** {@code /v1/operator/keyring/…}: root keys are listed, rotated and removed. */
final class KeyringCalls {
    private static final String KEY = "key/";

    private final GatewayContext context;

    KeyringCalls(final GatewayContext context) {
        this.context = context;
    }

    void handle(final Call call, final String verb) throws HttpProblem {
        if (verb.equals("keys") && call.isMethod("GET")) {
            list(call);
        } else if (verb.equals("rotate") && (call.isMethod("PUT") || call.isMethod("POST"))) {
            rotate(call);
        } else if (verb.startsWith(KEY) && call.isMethod("DELETE")) {
            remove(call, verb.substring(KEY.length()));
        } else {
            throw HttpProblem.invalidMethod();
        }
    }

    private void list(final Call call) throws HttpProblem {
        context.reads().answer(call, Read.of(QueryRequest.of(QueryKind.ROOT_KEYS), TableId.ROOT_KEYS), pages -> {
            final JsonWriter json = call.json().beginArray();
            RootKeyView.read(pages).stream()
                    .filter(key -> key.state() != RootKeyState.REMOVED)
                    .sorted(Comparator.comparing(key -> key.id().toString()))
                    .forEach(key -> key.write(json));
            call.reply(json.endArray());
        });
    }

    /** The key is made on a worker: that takes a while. */
    private void rotate(final Call call) throws HttpProblem {
        final boolean isFull = call.has("full") && !call.param("full").equals("false");
        final long publishTimeNs = publishTimeNs(call.param("publish_time"));
        if (isFull && publishTimeNs > 0) {
            throw new HttpProblem(500, "keyring cannot be prepublished and full rotated at the same time");
        }
        call.offload(worker -> {
            final RootKey key = RootKey.create();
            final DirectBuffer command = VariableCommands.addKey(
                    key.id(),
                    publishTimeNs,
                    isFull,
                    key.publicKey(),
                    context.keyring().seal().seal(key.privateKey()));
            worker.when(context.core().send(command, 0, command.capacity()), reply -> {
                Results.require(reply);
                final JsonWriter json = worker.json().beginObject();
                json.name("Index").number(reply.index());
                json.name("Key");
                new RootKeyView(
                                key.id(),
                                publishTimeNs == 0 ? RootKeyState.ACTIVE : RootKeyState.PREPUBLISHED,
                                0,
                                0,
                                reply.timestampMs(),
                                publishTimeNs)
                        .write(json);
                worker.index(reply.index()).reply(json.endObject());
            });
        });
    }

    private void remove(final Call call, final String text) throws HttpProblem {
        final boolean force = force(call);
        if (text.isEmpty()) {
            throw new HttpProblem(500, "root key ID is required");
        }
        final UUID id;
        try {
            id = UUID.fromString(text);
        } catch (final IllegalArgumentException ex) {
            throw new HttpProblem(500, "root key not found");
        }
        final DirectBuffer command = VariableCommands.removeKey(id, force);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (reply.code() == ResultCode.ROOT_KEY_NOT_FOUND) {
                throw new HttpProblem(500, "root key not found");
            }
            if (reply.code() == ResultCode.ROOT_KEY_ACTIVE) {
                throw new HttpProblem(500, "active root key cannot be deleted - call rotate first");
            }
            if (reply.code() == ResultCode.ROOT_KEY_IN_USE) {
                throw new HttpProblem(500, "root key in use, cannot delete");
            }
            Results.require(reply);
            final JsonWriter json = call.json().beginObject();
            json.name("Index").number(reply.index());
            call.index(reply.index()).reply(json.endObject());
        });
    }

    private static boolean force(final Call call) throws HttpProblem {
        try {
            return call.flag("force", 422);
        } catch (final HttpProblem ex) {
            throw new HttpProblem(422, "invalid force parameter");
        }
    }

    private static long publishTimeNs(final String text) throws HttpProblem {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(text);
        } catch (final NumberFormatException ex) {
            throw new HttpProblem(
                    500, "invalid publish_time: strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
        }
    }
}
