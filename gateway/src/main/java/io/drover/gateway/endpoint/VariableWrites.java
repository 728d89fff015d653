package io.drover.gateway.endpoint;

import io.drover.gateway.command.VariableCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.keyring.KeyRefused;
import io.drover.gateway.keyring.Keyring;
import io.drover.gateway.render.VariableView;
import io.drover.sbe.command.VariableOperation;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * Writes of variables. They are the leader's, because what a conflict shows must be the state that the write met. Items are sealed
 * here, so that nothing behind sees them.
 */
final class VariableWrites {
    private static final byte[] NO_BYTES = {};
    private static final UUID NO_KEY = new UUID(0, 0);

    /** What a holder's plain write leaves the lock with. */
    private static final long DEFAULT_NS = TimeUnit.SECONDS.toNanos(15);

    private final GatewayContext context;

    VariableWrites(final GatewayContext context) {
        this.context = context;
    }

    void put(final Call call, final String path) throws HttpProblem {
        final VariableBody body = VariableBody.of(call, path);
        if (body.items().isEmpty()) {
            throw new HttpProblem(400, "variable missing required Items object");
        }
        final OptionalLong check = checkIndex(call);
        if (context.reads().relayUnlessLeading(call)) {
            return;
        }
        body.validate(call, true);
        if (body.ttlNs() != 0 || body.delayNs() != 0) {
            throw VariableBody.refused(call, "variable should not contain lock definition");
        }
        seal(
                call,
                body,
                check.isPresent() ? VariableOperation.CHECK_AND_SET : VariableOperation.SET,
                check.orElse(0),
                new VariableCommands.Lock(body.heldLock(), DEFAULT_NS, DEFAULT_NS),
                true);
    }

    void delete(final Call call, final String path) throws HttpProblem {
        final OptionalLong check = checkIndex(call);
        if (context.reads().relayUnlessLeading(call)) {
            return;
        }
        final VariableCommands.Target target = new VariableCommands.Target(call.namespace(), path);
        final DirectBuffer command = VariableCommands.apply(
                check.isPresent() ? VariableOperation.CHECK_AND_DELETE : VariableOperation.DELETE,
                target,
                check.orElse(0),
                VariableCommands.Lock.NONE,
                NO_KEY,
                NO_BYTES);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (isRefused(call, reply, target, true)) {
                return;
            }
            Results.require(reply);
            call.index(reply.index()).replyNothing(204);
        });
    }

    /** Seals the items of a body, sends it, and answers with the variable as it is then. */
    void seal(
            final Call call,
            final VariableBody body,
            final VariableOperation operation,
            final long checkIndex,
            final VariableCommands.Lock lock,
            final boolean isIndexed) {
        final VariableCommands.Target target = new VariableCommands.Target(body.namespace(), body.path());
        final byte[] items = body.itemsAsJson();
        call.when(context.keyring().keys(), keys -> {
            final DirectBuffer command = VariableCommands.apply(
                    operation, target, checkIndex, lock, keys.activeId(), sealed(keys, target, items));
            call.when(context.core().send(command, 0, command.capacity()), reply -> {
                if (isRefused(call, reply, target, isIndexed)) {
                    return;
                }
                Results.require(reply);
                answer(call, reply, target, lock, items);
            });
        });
    }

    /** Answers with a variable as the command left it. */
    static void answer(
            final Call call,
            final Reply reply,
            final VariableCommands.Target target,
            final VariableCommands.Lock lock,
            final byte[] items) {
        final UUID lockId = reply.evalId();
        final VariableView view = new VariableView(
                target.namespace(),
                target.path(),
                reply.evalIndex(),
                reply.jobModifyIndex(),
                TimeUnit.MILLISECONDS.toNanos(reply.nodeHandle()),
                TimeUnit.MILLISECONDS.toNanos(reply.value()),
                lockId == null ? NO_KEY : lockId,
                lock.ttlNs(),
                lock.delayNs(),
                NO_KEY,
                NO_BYTES);
        final JsonWriter json = call.json();
        view.write(json, items);
        call.index(reply.jobModifyIndex()).reply(json);
    }

    /** Whether the state was another than the sender thought: then he is shown what he may know of it. */
    boolean isRefused(
            final Call call, final Reply reply, final VariableCommands.Target target, final boolean isIndexed) {
        if (reply.code() == ResultCode.VARIABLE_LOCKED) {
            if (isIndexed) {
                call.index(0);
            }
            conflict(call, VariableView.nothing(target.namespace(), target.path()), NO_BYTES);
            return true;
        }
        if (reply.code() == ResultCode.VARIABLE_CONFLICT) {
            showStored(call, target);
            return true;
        }
        return false;
    }

    private void showStored(final Call call, final VariableCommands.Target target) {
        final QueryRequest request = QueryRequest.of(QueryKind.VARIABLE)
                .namespace(target.namespace())
                .key(target.path())
                .withDocuments(true);
        context.reads().fetch(call, request, pages -> {
            final List<VariableView> found = VariableView.read(pages);
            if (found.isEmpty()) {
                call.index(0);
                conflict(call, VariableView.nothing(target.namespace(), target.path()), NO_BYTES);
                return;
            }
            final VariableView stored = found.get(0);
            if (!call.authority().allowsVariable(target.namespace(), target.path(), "read")) {
                call.index(stored.modifyIndex());
                conflict(call, stored, NO_BYTES);
                return;
            }
            call.when(context.keyring().keys(), keys -> {
                call.index(stored.modifyIndex());
                conflict(call, stored, VariableEndpoint.open(keys, stored));
            });
        });
    }

    private static void conflict(final Call call, final VariableView view, final byte[] items) {
        final JsonWriter json = call.json();
        view.write(json, items);
        call.fail(409, new String(json.toBytes(), StandardCharsets.UTF_8));
    }

    private static byte[] sealed(final Keyring.Keys keys, final VariableCommands.Target target, final byte[] items)
            throws HttpProblem {
        try {
            return keys.active().seal(target.namespace(), target.path(), items);
        } catch (final KeyRefused ex) {
            throw new HttpProblem(500, ex.reason());
        }
    }

    /** The index that the caller expects; none when he does not say. */
    static OptionalLong checkIndex(final Call call) throws HttpProblem {
        final String text = call.param("cas");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(text));
        } catch (final NumberFormatException ex) {
            throw new HttpProblem(
                    400, "can not parse cas: strconv.ParseUint: parsing \"" + text + "\": invalid syntax");
        }
    }
}
