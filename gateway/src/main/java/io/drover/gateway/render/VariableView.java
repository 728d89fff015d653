package io.drover.gateway.render;

import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.VariableRowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * A variable; its items are still sealed.
 *
 * @param lockId zeros: not locked.
 * @param createTimeNs since the epoch.
 * @param modifyTimeNs since the epoch.
 */
@SuppressWarnings("ArrayRecordComponent")
public record VariableView(
        String namespace,
        String path,
        long createIndex,
        long modifyIndex,
        long createTimeNs,
        long modifyTimeNs,
        UUID lockId,
        long lockTtlNs,
        long lockDelayNs,
        UUID keyId,
        byte[] sealed) {
    private static final UUID NONE = new UUID(0, 0);
    private static final byte[] NO_BYTES = {};

    /** What clients are shown where there is nothing, or nothing for them to see. */
    public static VariableView nothing(final String namespace, final String path) {
        return new VariableView(namespace, path, 0, 0, 0, 0, NONE, 0, 0, NONE, NO_BYTES);
    }

    /** The variables of an answer. */
    public static List<VariableView> read(final Pages pages) {
        final List<VariableView> all = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == VariableRowDecoder.TEMPLATE_ID) {
                all.add(of(header, rows, offset));
            }
        });
        return all;
    }

    /** Reads the row at the offset, which is one of a variable. */
    public static VariableView of(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        return of(new VariableRowDecoder()
                .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version()));
    }

    private static VariableView of(final VariableRowDecoder row) {
        final UUID keyId = new UUID(row.keyId().high(), row.keyId().low());
        final UUID lockId = new UUID(row.lockId().high(), row.lockId().low());
        final String namespace = row.namespace();
        final String path = row.path();
        final byte[] sealed = new byte[row.itemsLength()];
        row.getItems(sealed, 0, sealed.length);
        return new VariableView(
                namespace,
                path,
                row.createIndex(),
                row.modifyIndex(),
                Texts.nanos(row.createTimeMs()),
                Texts.nanos(row.modifyTimeMs()),
                lockId,
                row.lockTtlNs(),
                row.lockDelayNs(),
                keyId,
                sealed);
    }

    /** Where a page that starts with it starts. */
    public String token() {
        return namespace + "." + path;
    }

    /** Writes everything but the items. */
    public void writeMetadata(final JsonWriter json) {
        json.beginObject();
        writeFields(json);
        json.endObject();
    }

    /** Writes it as filters see it, who know its fields by where they are kept. */
    public void writeStored(final JsonWriter json) {
        json.beginObject();
        json.name("VariableMetadata");
        writeMetadata(json);
        json.endObject();
    }

    /** Writes it with its items, a JSON object in clear; {@code null} when empty. */
    public void write(final JsonWriter json, final byte[] items) {
        json.beginObject();
        Fields.raw(json, "Items", items);
        writeFields(json);
        json.endObject();
    }

    private void writeFields(final JsonWriter json) {
        Fields.number(json, "CreateIndex", createIndex);
        Fields.number(json, "CreateTime", createTimeNs);
        json.name("Lock");
        if (lockId.equals(NONE)) {
            json.nil();
        } else {
            json.beginObject();
            Fields.text(json, "ID", lockId.toString());
            Fields.text(json, "LockDelay", duration(lockDelayNs));
            Fields.text(json, "TTL", duration(lockTtlNs));
            json.endObject();
        }
        Fields.number(json, "ModifyIndex", modifyIndex);
        Fields.number(json, "ModifyTime", modifyTimeNs);
        Fields.text(json, "Namespace", namespace);
        Fields.text(json, "Path", path);
    }

    private static String duration(final long ns) {
        return ns == 0 ? "" : GoDuration.format(ns);
    }
}
