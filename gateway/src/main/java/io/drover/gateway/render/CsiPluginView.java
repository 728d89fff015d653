package io.drover.gateway.render;

import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.CsiMemberRowDecoder;
import io.drover.sbe.snapshot.CsiPluginRowDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** A row of a storage plugin and the nodes that run it, read once in the rows' order. */
public final class CsiPluginView {
    private static final DocumentSplice.Names HEALTH = DocumentSplice.Names.of("Healthy");

    private final long createIndex;
    private final long modifyIndex;
    private final long createTimeMs;
    private final long modifyTimeMs;
    private final boolean isControllerRequired;
    private final int controllers;
    private final int controllersHealthy;
    private final int nodes;
    private final int nodesHealthy;
    private final String id;
    private final String provider;
    private final String version;
    private final Map<String, byte[]> controllersByNode = new TreeMap<>();
    private final Map<String, byte[]> pluginsByNode = new TreeMap<>();

    private CsiPluginView(final CsiPluginRowDecoder row) {
        createIndex = row.createIndex();
        modifyIndex = row.modifyIndex();
        createTimeMs = row.createTimeMs();
        modifyTimeMs = row.modifyTimeMs();
        isControllerRequired = row.isControllerRequired() == Bool.YES;
        controllers = row.controllers();
        controllersHealthy = row.controllersHealthy();
        nodes = row.nodes();
        nodesHealthy = row.nodesHealthy();
        id = row.pluginId();
        provider = row.provider();
        version = row.version();
    }

    /** Reads the row at the offset, which is one of a plugin. */
    public static CsiPluginView of(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        return new CsiPluginView(new CsiPluginRowDecoder()
                .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version()));
    }

    /** The plugins of an answer, each with the nodes that follow it. */
    public static List<CsiPluginView> read(final Pages pages) {
        final List<CsiPluginView> plugins = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == CsiPluginRowDecoder.TEMPLATE_ID) {
                plugins.add(of(header, rows, offset));
            } else if (header.templateId() == CsiMemberRowDecoder.TEMPLATE_ID && !plugins.isEmpty()) {
                plugins.get(plugins.size() - 1)
                        .addMember(new CsiMemberRowDecoder()
                                .wrap(
                                        rows,
                                        offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                        header.blockLength(),
                                        header.version()));
            }
        });
        return plugins;
    }

    public String id() {
        return id;
    }

    /** Controllers, healthy or not. */
    public int controllers() {
        return controllers;
    }

    /** The form of lists. */
    public void writeStub(final JsonWriter json) {
        json.beginObject();
        writeCounts(json);
        Fields.number(json, "CreateIndex", createIndex);
        Fields.number(json, "CreateTime", Texts.nanos(createTimeMs));
        Fields.text(json, "ID", id);
        Fields.number(json, "ModifyIndex", modifyIndex);
        Fields.number(json, "ModifyTime", Texts.nanos(modifyTimeMs));
        Fields.number(json, "NodesExpected", nodes);
        Fields.number(json, "NodesHealthy", nodesHealthy);
        Fields.text(json, "Provider", provider);
        json.endObject();
    }

    /** The whole plugin, with the allocations that are it. */
    public void write(final JsonWriter json, final List<AllocView> allocs) {
        json.beginObject();
        json.name("Allocations").beginArray();
        allocs.forEach(alloc -> AllocRenderer.writeStub(json, alloc, true, false, null));
        json.endArray();
        Fields.bool(json, "ControllerRequired", isControllerRequired);
        writeMembers(json, "Controllers", controllersByNode);
        Fields.number(json, "ControllersExpected", controllers);
        Fields.number(json, "ControllersHealthy", controllersHealthy);
        Fields.number(json, "CreateIndex", createIndex);
        Fields.number(json, "CreateTime", Texts.nanos(createTimeMs));
        Fields.text(json, "ID", id);
        Fields.number(json, "ModifyIndex", modifyIndex);
        Fields.number(json, "ModifyTime", Texts.nanos(modifyTimeMs));
        writeMembers(json, "Nodes", pluginsByNode);
        Fields.number(json, "NodesExpected", nodes);
        Fields.number(json, "NodesHealthy", nodesHealthy);
        Fields.text(json, "Provider", provider);
        Fields.text(json, "Version", version);
        json.endObject();
    }

    private void addMember(final CsiMemberRowDecoder row) {
        final String nodeId = Texts.uuid(row.nodeId());
        final boolean isController = row.isController() == Bool.YES;
        final byte[] health = Boolean.toString(row.isHealthy() == Bool.YES).getBytes(StandardCharsets.US_ASCII);
        row.skipPluginId();
        final byte[] document = new byte[row.documentLength()];
        row.getDocument(document, 0, document.length);
        (isController ? controllersByNode : pluginsByNode)
                .put(nodeId, new DocumentSplice(document).replace(HEALTH, health));
    }

    private void writeCounts(final JsonWriter json) {
        Fields.bool(json, "ControllerRequired", isControllerRequired);
        Fields.number(json, "ControllersExpected", controllers);
        Fields.number(json, "ControllersHealthy", controllersHealthy);
    }

    private static void writeMembers(final JsonWriter json, final String name, final Map<String, byte[]> members) {
        json.name(name).beginObject();
        members.forEach((node, info) -> json.name(node).raw(info));
        json.endObject();
    }
}
