package io.drover.gateway.endpoint;

import io.drover.gateway.command.VariableCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.VariableView;
import io.drover.sbe.command.VariableOperation;
import io.drover.sbe.query.QueryKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/** Locks of variables: acquired, renewed, released. */
final class VariableLocks {
    private static final List<String> OPERATIONS = List.of("lock-acquire", "lock-renew", "lock-release");
    private static final byte[] NO_ITEMS = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_BYTES = {};
    private static final long DEFAULT_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long TTL_MIN_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long TTL_MAX_NS = TimeUnit.HOURS.toNanos(24);

    private final GatewayContext context;
    private final VariableWrites writes;

    VariableLocks(final GatewayContext context, final VariableWrites writes) {
        this.context = context;
        this.writes = writes;
    }

    /** What the request wants of a lock; empty when nothing. */
    static String operation(final Call call) throws HttpProblem {
        String found = "";
        for (final String operation : OPERATIONS) {
            if (call.has(operation)) {
                if (!found.isEmpty()) {
                    throw new HttpProblem(400, "multiple lock operations");
                }
                found = operation;
            }
        }
        return found;
    }

    void handle(final Call call, final String path, final String operation) throws HttpProblem {
        final VariableBody body = VariableBody.of(call, path);
        if (VariableWrites.checkIndex(call).isPresent()) {
            throw new HttpProblem(400, "CAS can't be used with lock operations");
        }
        if (context.reads().relayUnlessLeading(call)) {
            return;
        }
        switch (operation) {
            case "lock-acquire" -> acquire(call, body);
            case "lock-renew" -> renew(call, body);
            default -> release(call, body);
        }
    }

    private void acquire(final Call call, final VariableBody body) throws HttpProblem {
        body.validate(call, false);
        final long ttlNs = body.ttlNs() == 0 ? DEFAULT_NS : body.ttlNs();
        final long delayNs = body.delayNs() == 0 ? DEFAULT_NS : body.delayNs();
        if (ttlNs < TTL_MIN_NS || ttlNs > TTL_MAX_NS) {
            throw VariableBody.refused(call, ErrorTexts.list(List.of("TTL must be between 10 seconds and 24 hours")));
        }
        if (delayNs < 0) {
            throw VariableBody.refused(call, ErrorTexts.list(List.of("lock delay must be positive")));
        }
        final UUID lockId = body.lockId().isEmpty() ? UUID.randomUUID() : body.heldLock();
        writes.seal(
                call,
                body,
                VariableOperation.LOCK_ACQUIRE,
                0,
                new VariableCommands.Lock(lockId, ttlNs, delayNs),
                false);
    }

    private void renew(final Call call, final VariableBody body) throws HttpProblem {
        if (body.lockId().isEmpty()) {
            throw new HttpProblem(500, ErrorTexts.list(List.of("missing lock ID")));
        }
        final VariableCommands.Target target = new VariableCommands.Target(body.namespace(), body.path());
        final DirectBuffer command = VariableCommands.renew(target, body.heldLock());
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            requireRenewed(reply);
            final QueryRequest request = QueryRequest.of(QueryKind.VARIABLE)
                    .namespace(target.namespace())
                    .key(target.path());
            context.reads().fetch(call, request, pages -> {
                final List<VariableView> found = VariableView.read(pages);
                final JsonWriter json = call.json();
                (found.isEmpty() ? VariableView.nothing(target.namespace(), target.path()) : found.get(0))
                        .writeMetadata(json);
                call.reply(json);
            });
        });
    }

    private static void requireRenewed(final Reply reply) throws HttpProblem {
        switch (reply.code()) {
            case VARIABLE_NOT_FOUND -> throw new HttpProblem(404, "variable doesn't exist");
            case VARIABLE_NOT_LOCKED -> throw new HttpProblem(409, "variable doesn't hold a lock");
            case VARIABLE_LOCKED -> throw new HttpProblem(409, "attempting to modify locked variable");
            case VARIABLE_LOCK_EXPIRED -> throw new HttpProblem(500, "lock doesn't have a running timer ");
            default -> Results.require(reply);
        }
    }

    private void release(final Call call, final VariableBody body) throws HttpProblem {
        if (body.lockId().isEmpty()) {
            throw VariableBody.refused(call, "missing lock information");
        }
        if (!body.items().isEmpty()) {
            throw VariableBody.refused(call, "lock release operation doesn't take variable items");
        }
        final VariableCommands.Target target = new VariableCommands.Target(body.namespace(), body.path());
        final DirectBuffer command = VariableCommands.apply(
                VariableOperation.LOCK_RELEASE,
                target,
                0,
                new VariableCommands.Lock(body.heldLock(), 0, 0),
                new UUID(0, 0),
                NO_BYTES);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (writes.isRefused(call, reply, target, false)) {
                return;
            }
            switch (reply.code()) {
                case VARIABLE_NOT_FOUND -> {
                    call.index(0);
                    throw new HttpProblem(500, "variable doesn't exist");
                }
                case VARIABLE_NOT_LOCKED -> {
                    call.index(0);
                    throw new HttpProblem(500, "variable doesn't hold a lock");
                }
                default -> Results.require(reply);
            }
            VariableWrites.answer(call, reply, target, VariableCommands.Lock.NONE, NO_ITEMS);
        });
    }
}
