package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.AllocRenderer;
import io.drover.gateway.render.AllocView;
import io.drover.sbe.snapshot.AllocRowDecoder;
import java.util.ArrayList;
import java.util.List;

/** Lists of allocations as several resources have them. */
final class AllocLists {
    private AllocLists() {}

    /** The allocations of an answer. */
    static List<AllocView> read(final Pages pages) {
        final List<AllocView> allocs = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == AllocRowDecoder.TEMPLATE_ID) {
                allocs.add(AllocView.of(header, rows, offset));
            }
        });
        return allocs;
    }

    /** Answers with the list form of all of them. */
    static void reply(final Call call, final Pages pages) throws HttpProblem {
        final JsonWriter json = call.json().beginArray();
        read(pages).forEach(alloc -> AllocRenderer.writeStub(json, alloc, true, false, null));
        call.reply(json.endArray());
    }
}
