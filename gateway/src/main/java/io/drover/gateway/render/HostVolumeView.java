package io.drover.gateway.render;

import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.HostVolumeState;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.HostVolumeRowDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** A row of a dynamic host volume, read once in the row's order. */
public final class HostVolumeView {
    private static final DocumentSplice.Names DOCUMENT_FIELDS = DocumentSplice.Names.of(
            "Constraints",
            "HostPath",
            "Parameters",
            "RequestedCapabilities",
            "RequestedCapacityMaxBytes",
            "RequestedCapacityMinBytes");

    private final String id;
    private final String nodeId;
    private final long createIndex;
    private final long modifyIndex;
    private final long createTimeMs;
    private final long modifyTimeMs;
    private final long capacityBytes;
    private final HostVolumeState state;
    private final String namespace;
    private final String name;
    private final String plugin;
    private final String pool;
    private final byte[] document;

    private HostVolumeView(final HostVolumeRowDecoder row) {
        id = Texts.uuid(row.volumeId());
        nodeId = Texts.uuid(row.nodeId());
        createIndex = row.createIndex();
        modifyIndex = row.modifyIndex();
        createTimeMs = row.createTimeMs();
        modifyTimeMs = row.modifyTimeMs();
        capacityBytes = row.capacityBytes();
        state = row.state();
        namespace = row.namespace();
        name = row.name();
        plugin = row.plugin();
        pool = row.pool();
        document = new byte[row.documentLength()];
        row.getDocument(document, 0, document.length);
    }

    /** Reads the row at the offset, which is one of a host volume. */
    public static HostVolumeView of(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        return new HostVolumeView(new HostVolumeRowDecoder()
                .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version()));
    }

    /** The volumes of an answer. */
    public static List<HostVolumeView> read(final Pages pages) {
        final List<HostVolumeView> volumes = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == HostVolumeRowDecoder.TEMPLATE_ID) {
                volumes.add(of(header, rows, offset));
            }
        });
        return volumes;
    }

    public String id() {
        return id;
    }

    public String nodeId() {
        return nodeId;
    }

    public String namespace() {
        return namespace;
    }

    public String name() {
        return name;
    }

    public String plugin() {
        return plugin;
    }

    public String pool() {
        return pool;
    }

    public long createTimeMs() {
        return createTimeMs;
    }

    public long capacityBytes() {
        return capacityBytes;
    }

    /** What clients gave beside: an object of JSON. */
    public byte[] document() {
        return document;
    }

    /** The form of lists. */
    public void writeStub(final JsonWriter json) {
        json.beginObject();
        Fields.number(json, "CapacityBytes", capacityBytes);
        Fields.number(json, "CreateIndex", createIndex);
        Fields.number(json, "CreateTime", Texts.nanos(createTimeMs));
        Fields.text(json, "ID", id);
        Fields.number(json, "ModifyIndex", modifyIndex);
        Fields.number(json, "ModifyTime", Texts.nanos(modifyTimeMs));
        Fields.text(json, "Name", name);
        Fields.text(json, "Namespace", namespace);
        Fields.text(json, "NodeID", nodeId);
        Fields.text(json, "NodePool", pool);
        Fields.text(json, "PluginID", plugin);
        Fields.text(json, "State", stateText());
        json.endObject();
    }

    /** The whole volume, with the allocations that use it. */
    public void write(final JsonWriter json, final List<AllocView> users) {
        final byte[][] fields = new DocumentSplice(document).values(DOCUMENT_FIELDS);
        json.beginObject();
        json.name("Allocations").beginArray();
        users.forEach(alloc -> AllocRenderer.writeStub(json, alloc, true, false, null));
        json.endArray();
        Fields.number(json, "CapacityBytes", capacityBytes);
        json.name("Constraints").raw(fields[0]);
        Fields.number(json, "CreateIndex", createIndex);
        Fields.number(json, "CreateTime", Texts.nanos(createTimeMs));
        json.name("HostPath").raw(fields[1]);
        Fields.text(json, "ID", id);
        Fields.number(json, "ModifyIndex", modifyIndex);
        Fields.number(json, "ModifyTime", Texts.nanos(modifyTimeMs));
        Fields.text(json, "Name", name);
        Fields.text(json, "Namespace", namespace);
        Fields.text(json, "NodeID", nodeId);
        Fields.text(json, "NodePool", pool);
        json.name("Parameters").raw(fields[2]);
        Fields.text(json, "PluginID", plugin);
        json.name("RequestedCapabilities").raw(fields[3]);
        json.name("RequestedCapacityMaxBytes").raw(fields[4]);
        json.name("RequestedCapacityMinBytes").raw(fields[5]);
        Fields.text(json, "State", stateText());
        json.endObject();
    }

    private String stateText() {
        return switch (state) {
            case READY -> "ready";
            case UNAVAILABLE -> "unavailable";
            default -> "pending";
        };
    }
}
