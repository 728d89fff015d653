package io.drover.gateway.endpoint;

import io.drover.gateway.command.EvalCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.filter.Filter;
import io.drover.gateway.filter.FilterException;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.EvalRenderer;
import io.drover.gateway.render.EvalView;
import io.drover.sbe.query.QueryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * Deletes evaluations: those of a list, all or none, or those that a filter finds, without the ones that are still needed. Many that a
 * filter finds go by several commands.
 */
final class EvalDeletion {
    private static final int IDS_MAX = 7_281;
    private static final int IDS_PER_SWEEP = 500;

    private final GatewayContext context;

    EvalDeletion(final GatewayContext context) {
        this.context = context;
    }

    void handle(final Call call) throws HttpProblem {
        final RequestBody body = RequestBody.of(call, "structs.EvalDeleteRequest");
        final List<String> texts = body.texts("EvalIDs");
        final String filter = body.text("Filter");
        if (!texts.isEmpty() && !filter.isEmpty()) {
            throw new HttpProblem(400, "evals cannot be deleted by both ID and filter");
        }
        if (texts.isEmpty() && filter.isEmpty()) {
            throw new HttpProblem(400, "evals must be deleted by either ID or filter");
        }
        if (texts.size() > IDS_MAX) {
            throw new HttpProblem(
                    400, "request includes " + texts.size() + " evaluation IDs, must be " + IDS_MAX + " or fewer");
        }
        if (texts.isEmpty()) {
            sweep(call, filter);
            return;
        }
        final List<UUID> ids = new ArrayList<>();
        for (final String text : texts) {
            ids.add(Ids.parse(text, "failed to lookup eval: eval"));
        }
        send(call, ids, false, reply -> answer(call, reply.value(), reply.index()));
    }

    private void sweep(final Call call, final String text) throws HttpProblem {
        final Filter filter;
        try {
            filter = Filter.parse(text);
        } catch (final FilterException ex) {
            throw new HttpProblem(500, String.valueOf(ex.getMessage()));
        }
        final QueryRequest all = QueryRequest.of(QueryKind.EVALS).namespace(call.namespace());
        context.reads().fetch(call, all, pages -> {
            final List<UUID> found = new ArrayList<>();
            for (final EvalView eval : EvaluationsEndpoint.read(pages)) {
                if (matches(filter, eval)) {
                    found.add(UUID.fromString(eval.id()));
                }
            }
            sweep(call, found, 0, 0, 0);
        });
    }

    /** Also with nothing to delete the cluster is asked, because it refuses while evaluations are processed. */
    private void sweep(final Call call, final List<UUID> found, final int from, final long count, final long index) {
        final int to = Math.min(found.size(), from + IDS_PER_SWEEP);
        send(call, found.subList(from, to), true, reply -> {
            final long deleted = count + reply.value();
            final long last = reply.value() > 0 ? reply.index() : index;
            if (to < found.size()) {
                sweep(call, found, to, deleted, last);
            } else {
                answer(call, deleted, last);
            }
        });
    }

    private void send(
            final Call call, final List<UUID> ids, final boolean skipsOthers, final Call.Continuation<Reply> next) {
        final DirectBuffer command = EvalCommands.delete(ids, skipsOthers);
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            if (!reply.isOk()) {
                throw problem(reply);
            }
            next.accept(reply);
        });
    }

    /** Evaluations that a filter cannot be asked of do not match. */
    private static boolean matches(final Filter filter, final EvalView eval) {
        try {
            return Listing.matches(filter, eval, EvalDeletion::write, EvaluationsEndpoint.OMISSIBLE);
        } catch (final FilterException ex) {
            return false;
        }
    }

    private static void write(final JsonWriter json, final EvalView eval) {
        EvalRenderer.write(json, eval, List.of());
    }

    private static HttpProblem problem(final Reply reply) {
        return switch (reply.code()) {
            case EVALS_NOT_PAUSED ->
                new HttpProblem(500, "eval broker is enabled; eval broker must be paused to delete evals");
            case EVAL_NOT_FOUND -> new HttpProblem(500, "eval not found");
            case EVAL_IN_USE -> new HttpProblem(500, "eval " + reply.detail() + " is not safe to delete");
            default -> Results.problem(reply);
        };
    }

    private static void answer(final Call call, final long count, final long index) {
        final JsonWriter json = call.json().beginObject();
        json.name("Count").number(count);
        json.name("Index").number(index);
        call.index(index).reply(json.endObject());
    }
}
