package io.drover.gateway.render;

import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.RootKeyState;
import io.drover.sbe.snapshot.RootKeyRowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What may be known of a root key.
 *
 * @param publishTimeNs when it becomes active, 0 when it was at once.
 */
public record RootKeyView(
        UUID id, RootKeyState state, long createIndex, long modifyIndex, long createTimeMs, long publishTimeNs) {
    /** The keys of an answer. */
    public static List<RootKeyView> read(final Pages pages) {
        final List<RootKeyView> all = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            final RootKeyRowDecoder row = new RootKeyRowDecoder()
                    .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            all.add(new RootKeyView(
                    new UUID(row.keyId().high(), row.keyId().low()),
                    row.state(),
                    row.createIndex(),
                    row.modifyIndex(),
                    row.createTimeMs(),
                    row.publishTimeNs()));
        });
        return all;
    }

    /** Writes the key's metadata. */
    public void write(final JsonWriter json) {
        json.beginObject();
        Fields.text(json, "Algorithm", "aes256-gcm");
        Fields.number(json, "CreateIndex", createIndex);
        Fields.number(json, "CreateTime", Texts.nanos(createTimeMs));
        Fields.text(json, "KeyID", id.toString());
        Fields.number(json, "ModifyIndex", modifyIndex);
        Fields.number(json, "PublishTime", publishTimeNs);
        Fields.text(json, "State", Texts.lower(state));
        json.endObject();
    }
}
