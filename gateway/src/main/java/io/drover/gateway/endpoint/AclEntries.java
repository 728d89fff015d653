package io.drover.gateway.endpoint;

import io.drover.gateway.acl.AclEntry;
import io.drover.gateway.command.AccessCommands;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.core.Reply;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.sbe.common.AclKind;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.reply.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** What the routes of all kinds of entries of access control have in common. */
final class AclEntries {
    private final GatewayContext context;
    private final AclKind kind;
    private final TableId table;

    AclEntries(final GatewayContext context, final AclKind kind, final TableId table) {
        this.context = context;
        this.kind = kind;
        this.table = table;
    }

    /** Goes on with an entry, or without one when it is not there. */
    @FunctionalInterface
    interface Found {
        void accept(@Nullable AclEntry entry) throws HttpProblem;
    }

    /** Refuses requests where access control is off. */
    static void requireEnabled(final GatewayContext context) throws HttpProblem {
        if (!context.access().settings().isEnabled()) {
            throw new HttpProblem(400, "ACL support disabled");
        }
    }

    static void requireManagement(final Call call) throws HttpProblem {
        if (!call.authority().isManagement()) {
            throw HttpProblem.denied();
        }
    }

    /** Answers a read with one entry, which is null when it is not there. */
    void one(final Call call, final String key, final Found render) throws HttpProblem {
        context.reads()
                .answer(call, Read.of(request(QueryKind.ACL_ENTRY, key), table).withFloor(), pages -> {
                    final List<AclEntry> found = read(pages);
                    render.accept(found.isEmpty() ? null : found.get(0));
                });
    }

    /** The same by what else it is found by. */
    void oneByAlias(final Call call, final String alias, final Found render) throws HttpProblem {
        final Read read = Read.of(request(QueryKind.ACL_ENTRY_BY_ALIAS, alias), table);
        context.reads().answer(call, read.withFloor(), pages -> {
            final List<AclEntry> found = read(pages);
            render.accept(found.isEmpty() ? null : found.get(0));
        });
    }

    /** Answers a read with all entries, in the order of their keys. */
    void all(final Call call, final Call.Continuation<List<AclEntry>> render) throws HttpProblem {
        context.reads()
                .answer(call, Read.of(request(QueryKind.ACL_ENTRIES, ""), table).withFloor(), pages -> {
                    final String prefix = call.options().prefix();
                    final Predicate<AclEntry> isWanted = entry -> entry.key().startsWith(prefix);
                    render.accept(read(pages).stream().filter(isWanted).toList());
                });
    }

    /** Looks at an entry before a write. */
    void fetch(final Call call, final String key, final Found next) {
        context.reads().fetch(call, request(QueryKind.ACL_ENTRY, key), pages -> {
            final List<AclEntry> found = read(pages);
            next.accept(found.isEmpty() ? null : found.get(0));
        });
    }

    /** Looks at all entries before a write. */
    void fetchAll(final Call call, final Call.Continuation<List<AclEntry>> next) {
        context.reads().fetch(call, request(QueryKind.ACL_ENTRIES, ""), pages -> next.accept(read(pages)));
    }

    /** Stores an entry and goes on with it as it is then. */
    void store(final Call call, final AccessCommands.Entry entry, final Call.Continuation<Stored> next) {
        send(call, AccessCommands.upsert(entry), reply -> {
            if (reply.code() == ResultCode.ACL_INDEX_CONFLICT) {
                throw new HttpProblem(
                        500, "the entry was changed by another request at index " + reply.value() + ": try again");
            }
            next.accept(new Stored(reply, entry.key()));
        });
    }

    /** Sends a change; what callers may do is read again before anybody hears of it. */
    void send(final Call call, final DirectBuffer command, final Call.Continuation<Reply> next) {
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            context.access().forget();
            next.accept(reply);
        });
    }

    /** Removes an entry that must be there, or answers with this error. */
    void delete(final Call call, final String key, final int status, final String notFound) {
        send(call, AccessCommands.delete(kind, key, true), reply -> {
            if (reply.code() == ResultCode.ACL_ENTRY_NOT_FOUND) {
                throw new HttpProblem(status, notFound);
            }
            Results.require(reply);
            call.index(reply.index()).replyEmpty();
        });
    }

    /** The outcome of storing an entry. */
    record Stored(Reply reply, String key) {
        void require() throws HttpProblem {
            Results.require(reply);
        }
    }

    /** Entries and their indexes as clients know them. */
    static JsonObject indexed(final JsonObject json, final AclEntry entry) {
        return json.put("CreateIndex", entry.createIndex()).put("ModifyIndex", entry.modifyIndex());
    }

    /** Fields of a stored document. */
    static JsonObject fields(final JsonObject document, final String... names) {
        final JsonObject json = new JsonObject();
        for (final String name : names) {
            final JsonValue value = document.value(name);
            json.put(name, value);
        }
        return json;
    }

    private QueryRequest request(final QueryKind query, final String key) {
        return QueryRequest.of(query).version(kind.value()).key(key);
    }

    private static List<AclEntry> read(final Pages pages) {
        final List<AclEntry> entries = new ArrayList<>();
        pages.forEach(AclEntry.consumer(entries::add));
        return entries;
    }
}
