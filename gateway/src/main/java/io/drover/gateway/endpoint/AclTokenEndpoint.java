package io.drover.gateway.endpoint;

import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.acl.Caller;
import io.drover.gateway.acl.PolicyBook;
import io.drover.gateway.command.AccessCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.filter.Filter;
import io.drover.gateway.filter.FilterException;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.Endpoint;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/acl/tokens}, {@code /v1/acl/token[/:accessor]} and {@code /v1/acl/token/self}. */
final class AclTokenEndpoint implements Endpoint {
    static final String LIST_PATH = "/v1/acl/tokens";
    static final String PATH = "/v1/acl/token";

    private static final Set<String> OMISSIBLE = Set.of("ExpirationTime");
    private static final String LOOKUP = "acl token";

    private final GatewayContext context;
    private final AclTokens tokens;
    private final AclTokenWrites writes;

    AclTokenEndpoint(final GatewayContext context) {
        this.context = context;
        tokens = new AclTokens(context);
        writes = new AclTokenWrites(context, tokens);
    }

    @Override
    public void handle(final Call call) throws HttpProblem {
        final String path = call.path();
        if (path.equals(LIST_PATH)) {
            call.requireMethod("GET");
            AclEntries.requireEnabled(context);
            AclEntries.requireManagement(call);
            list(call);
            return;
        }
        if (path.equals(PATH)) {
            call.requireMethod("PUT", "POST");
            AclEntries.requireEnabled(context);
            AclEntries.requireManagement(call);
            writes.upsert(call, "");
            return;
        }
        final String accessor = path.substring(PATH.length() + 1);
        if (accessor.isEmpty()) {
            throw new HttpProblem(400, "Missing Token Accessor");
        }
        if (accessor.equals("self")) {
            call.requireMethod("GET");
            self(call);
            return;
        }
        call.requireMethod("GET", "PUT", "POST", "DELETE");
        AclEntries.requireEnabled(context);
        switch (call.method()) {
            case "GET" -> read(call, accessor);
            case "DELETE" -> delete(call, accessor);
            default -> {
                AclEntries.requireManagement(call);
                writes.upsert(call, accessor);
            }
        }
    }

    private void self(final Call call) throws HttpProblem {
        final Caller caller = call.caller();
        final AclEntry token = caller.token();
        switch (caller.kind()) {
            case ANYBODY ->
                replySynthetic(call, AclTokens.synthetic("acls-disabled", "ACLs disabled token", JsonNull.NULL));
            case ANONYMOUS ->
                replySynthetic(
                        call,
                        AclTokens.synthetic("anonymous", "Anonymous Token", JsonArray.ofStrings(List.of("anonymous"))));
            case WORKLOAD -> {
                call.readHeaders(1);
                throw new HttpProblem(404, "ACL token not found");
            }
            case EXPIRED -> throw new HttpProblem(500, "ACL token expired");
            case UNKNOWN -> throw HttpProblem.denied();
            case MALFORMED -> throw new HttpProblem(500, "token is neither a secret nor an identity");
            case TOKEN -> {
                if (token == null) {
                    throw HttpProblem.denied();
                }
                // Read again, so that the index is that of the token and waiting for it works.
                tokens.entries().one(call, token.key(), found -> show(call, found));
            }
        }
    }

    private void replySynthetic(final Call call, final JsonObject token) throws HttpProblem {
        tokens.entries()
                .one(
                        call,
                        token.text("AccessorID"),
                        none -> call.reply(call.json().value(token)));
    }

    private void read(final Call call, final String accessor) throws HttpProblem {
        final AclEntry own = call.caller().token();
        final boolean isOwn = own != null && own.key().equals(accessor);
        if (!isOwn) {
            AclEntries.requireManagement(call);
        }
        Ids.parse(accessor, LOOKUP);
        tokens.entries().one(call, accessor, found -> show(call, found));
    }

    private void show(final Call call, final @Nullable AclEntry token) {
        if (token == null) {
            call.fail(404, "ACL token not found");
        } else {
            call.when(tokens.shown(token), json -> call.reply(call.json().value(json)));
        }
    }

    private void delete(final Call call, final String accessor) throws HttpProblem {
        AclEntries.requireManagement(call);
        tokens.entries().send(call, AccessCommands.delete(AclKind.TOKEN, accessor, true), reply -> {
            if (reply.code() == ResultCode.ACL_ENTRY_NOT_FOUND) {
                throw new HttpProblem(400, "Cannot delete nonexistent tokens: " + accessor);
            }
            Results.require(reply);
            call.index(reply.index()).replyEmpty();
        });
    }

    private void list(final Call call) throws HttpProblem {
        final Filter filter;
        try {
            filter = call.options().filter().isEmpty()
                    ? null
                    : Filter.parse(call.options().filter());
        } catch (final FilterException ex) {
            throw new HttpProblem(
                    400,
                    "failed to create result paginator: failed to read filter expression: "
                            + String.valueOf(ex.getMessage())
                                    .replaceFirst(".*: failed to read filter expression: ", ""));
        }
        final boolean byId = !call.options().prefix().isEmpty();
        if (byId) {
            Ids.prefix(QueryRequest.of(QueryKind.ACL_ENTRIES), call.options().prefix(), LOOKUP);
        }
        tokens.entries().all(call, found -> {
            final List<AclEntry> ordered = new ArrayList<>(found);
            if (!byId) {
                ordered.sort(Comparator.comparingLong(AclEntry::createIndex).thenComparing(AclEntry::key));
            }
            if (call.options().reverse()) {
                Collections.reverse(ordered);
            }
            call.when(context.access().book(), book -> page(call, ordered, book, filter, byId));
        });
    }

    private static void page(
            final Call call,
            final List<AclEntry> ordered,
            final PolicyBook book,
            final @Nullable Filter filter,
            final boolean byId)
            throws HttpProblem {
        final String start = call.options().nextToken();
        final int wanted = call.options().perPage() == 0
                ? Integer.MAX_VALUE
                : Math.max(0, call.options().perPage());
        final JsonWriter json = call.json().beginArray();
        int written = 0;
        boolean hasStarted = start.isEmpty();
        for (final AclEntry token : ordered) {
            final String place = byId ? token.key() : token.createIndex() + "." + token.key();
            hasStarted |= place.equals(start);
            final JsonObject stub = AclTokens.stub(token, book);
            if (!hasStarted || !matches(filter, stub)) {
                continue;
            }
            if (written == wanted) {
                call.header(Call.NEXT_TOKEN, place);
                break;
            }
            json.value(stub);
            written++;
        }
        call.reply(json.endArray());
    }

    private static boolean matches(final @Nullable Filter filter, final JsonObject stub) throws HttpProblem {
        try {
            return filter == null || filter.matches(stub, OMISSIBLE);
        } catch (final FilterException ex) {
            throw new HttpProblem(400, String.valueOf(ex.getMessage()));
        }
    }
}
