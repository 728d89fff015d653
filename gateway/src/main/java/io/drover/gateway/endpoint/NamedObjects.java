package io.drover.gateway.endpoint;

import io.drover.gateway.acl.Authority;
import io.drover.gateway.acl.Hashes;
import io.drover.gateway.core.QueryRequest;
import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Read;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.NamedView;
import io.drover.sbe.common.TableId;
import io.drover.sbe.query.QueryKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.agrona.DirectBuffer;

/** What namespaces and node pools have in common. */
final class NamedObjects {
    private final GatewayContext context;
    private final QueryKind one;
    private final QueryKind all;
    private final TableId table;
    private final BiPredicate<Authority, String> isVisible;

    NamedObjects(
            final GatewayContext context,
            final QueryKind one,
            final QueryKind all,
            final TableId table,
            final BiPredicate<Authority, String> isVisible) {
        this.isVisible = isVisible;
        this.context = context;
        this.one = one;
        this.all = all;
        this.table = table;
    }

    void read(final Call call, final String name, final String notFound) throws HttpProblem {
        context.reads()
                .answer(call, Read.of(QueryRequest.of(one).key(name), table).withFloor(), pages -> {
                    final List<NamedView> found = NamedView.read(pages);
                    if (!pages.isFound() || found.isEmpty()) {
                        call.fail(404, notFound);
                        return;
                    }
                    final JsonWriter json = call.json();
                    found.get(0).write(json);
                    call.reply(json);
                });
    }

    /** All whose name has the prefix that was asked for, by pages where that is wanted. */
    void list(final Call call, final boolean isPaged) throws HttpProblem {
        final String prefix = call.options().prefix();
        final String token = call.options().nextToken();
        final boolean isReverse = isPaged && call.options().reverse();
        final Listing<NamedView> listing =
                new Listing<>(call, PageOrder.NAME, 1, NamedView::name, Collections.emptySet());
        context.reads().answer(call, Read.of(QueryRequest.of(all), table).withFloor(), pages -> {
            final List<NamedView> wanted = new ArrayList<>();
            for (final NamedView each : NamedView.read(pages)) {
                final int toToken = each.name().compareTo(token);
                if (isVisible.test(call.authority(), each.name())
                        && each.name().startsWith(prefix)
                        && (!isPaged || token.isEmpty() || (isReverse ? toToken <= 0 : toToken >= 0))) {
                    wanted.add(each);
                }
            }
            if (isReverse) {
                Collections.reverse(wanted);
            }
            final JsonWriter json = call.json().beginArray();
            final List<NamedView> page =
                    isPaged ? listing.page(call, pages, wanted, (writer, each) -> each.write(writer)) : wanted;
            page.forEach(each -> each.write(json));
            call.reply(json.endArray());
        });
    }

    /** Sends a change that answers with its index and no body. */
    void write(final Call call, final DirectBuffer command) {
        call.when(context.core().send(command, 0, command.capacity()), reply -> {
            Results.require(reply);
            call.index(reply.index()).replyEmpty();
        });
    }

    /**
     * The document with a digest of what it says, by which clients see whether two are the same: over the texts, then what it has of
     * metadata.
     */
    static byte[] sealed(final JsonObject document, final List<String> texts) {
        final List<String> parts = new ArrayList<>(texts);
        final JsonObject meta = document.object("Meta");
        if (meta != null) {
            for (final Map.Entry<String, JsonValue> entry : meta.sortedEntries()) {
                parts.add(entry.getKey());
                parts.add(meta.text(entry.getKey()));
            }
        }
        return JsonWriter.bytes(document.put("Hash", Hashes.of(parts)));
    }
}
