package io.drover.gateway.render;

import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.CsiClaimRowDecoder;
import io.drover.sbe.snapshot.CsiVolumeRowDecoder;
import io.drover.scheduler.spec.VolumeModes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** A row of a storage plugin's volume and its claims, read once in the rows' order. */
public final class CsiVolumeView {
    private static final DocumentSplice.Names DOCUMENT_FIELDS = DocumentSplice.Names.of(
            "Capacity",
            "CloneID",
            "Context",
            "ExternalID",
            "MountOptions",
            "Parameters",
            "RequestedCapabilities",
            "RequestedCapacityMax",
            "RequestedCapacityMin",
            "RequestedTopologies",
            "Secrets",
            "SnapshotID",
            "Topologies");
    private static final int CAPACITY = 0;
    private static final int CLONE_ID = 1;
    private static final int CONTEXT = 2;
    private static final int EXTERNAL_ID = 3;
    private static final int MOUNT_OPTIONS = 4;
    private static final int PARAMETERS = 5;
    private static final int CAPABILITIES = 6;
    private static final int CAPACITY_MAX = 7;
    private static final int CAPACITY_MIN = 8;
    private static final int REQUESTED_TOPOLOGIES = 9;
    private static final int SECRETS = 10;
    private static final int SNAPSHOT_ID = 11;
    private static final int TOPOLOGIES = 12;

    private final long createIndex;
    private final long modifyIndex;
    private final long createTimeMs;
    private final long modifyTimeMs;
    private final UUID keyId;
    private final int accessMode;
    private final int attachmentMode;
    private final boolean isSchedulable;
    private final boolean isControllerRequired;
    private final int controllers;
    private final int controllersHealthy;
    private final int nodes;
    private final int nodesHealthy;
    private final int readers;
    private final int writers;
    private final String namespace;
    private final String id;
    private final String plugin;
    private final String provider;
    private final String version;
    private final String name;
    private final byte[] document;
    private final byte[] secrets;
    private final List<Claim> claims = new ArrayList<>();

    /** Who claims a volume. */
    private record Claim(String allocId, boolean isWriter) {}

    private CsiVolumeView(final CsiVolumeRowDecoder row) {
        createIndex = row.createIndex();
        modifyIndex = row.modifyIndex();
        createTimeMs = row.createTimeMs();
        modifyTimeMs = row.modifyTimeMs();
        keyId = new UUID(row.keyId().high(), row.keyId().low());
        accessMode = row.accessMode();
        attachmentMode = row.attachmentMode();
        isSchedulable = row.isSchedulable() == Bool.YES;
        isControllerRequired = row.isControllerRequired() == Bool.YES;
        controllers = row.controllers();
        controllersHealthy = row.controllersHealthy();
        nodes = row.nodes();
        nodesHealthy = row.nodesHealthy();
        readers = row.readers();
        writers = row.writers();
        row.topologies().forEach(CsiVolumeRowDecoder.TopologiesDecoder::sbeSkip);
        namespace = row.namespace();
        id = row.volumeId();
        plugin = row.plugin();
        name = row.name();
        provider = row.provider();
        version = row.version();
        document = new byte[row.documentLength()];
        row.getDocument(document, 0, document.length);
        secrets = new byte[row.secretsLength()];
        row.getSecrets(secrets, 0, secrets.length);
    }

    /** Reads the row at the offset, which is one of a volume. */
    public static CsiVolumeView of(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        return new CsiVolumeView(new CsiVolumeRowDecoder()
                .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version()));
    }

    /** The volumes of an answer, each with the claims that follow it. */
    public static List<CsiVolumeView> read(final Pages pages) {
        final List<CsiVolumeView> volumes = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == CsiVolumeRowDecoder.TEMPLATE_ID) {
                volumes.add(of(header, rows, offset));
            } else if (header.templateId() == CsiClaimRowDecoder.TEMPLATE_ID && !volumes.isEmpty()) {
                final CsiClaimRowDecoder row = new CsiClaimRowDecoder()
                        .wrap(
                                rows,
                                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                header.blockLength(),
                                header.version());
                volumes.get(volumes.size() - 1)
                        .claims
                        .add(new Claim(Texts.uuid(row.allocId()), row.isWriter() == Bool.YES));
            }
        });
        return volumes;
    }

    public String id() {
        return id;
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

    public long modifyIndex() {
        return modifyIndex;
    }

    /** Whether anybody claims it, or did and it is not detached yet. */
    public boolean isClaimed() {
        return readers + writers > 0;
    }

    /** A bit of {@link VolumeModes#capability}: the mode that it is claimed in, 0 while it is not. */
    public int claimedMode() {
        return VolumeModes.capability(accessMode, attachmentMode);
    }

    /** What clients gave beside: an object of JSON. */
    public byte[] document() {
        return document;
    }

    /** Key that sealed the secrets, zeros when there are none. */
    public UUID keyId() {
        return keyId;
    }

    /** Sealed, if they were asked for. */
    public byte[] secrets() {
        return secrets;
    }

    /** The form of lists. */
    public void writeStub(final JsonWriter json) {
        final byte[][] fields = fields();
        json.beginObject();
        Fields.text(json, "AccessMode", mode(VolumeModes.ACCESS, accessMode));
        Fields.text(json, "AttachmentMode", mode(VolumeModes.ATTACHMENT, attachmentMode));
        writeControllers(json);
        Fields.number(json, "CreateIndex", createIndex);
        Fields.number(json, "CreateTime", Texts.nanos(createTimeMs));
        Fields.number(json, "CurrentReaders", readers);
        Fields.number(json, "CurrentWriters", writers);
        json.name("ExternalID").raw(fields[EXTERNAL_ID]);
        Fields.text(json, "ID", id);
        Fields.number(json, "ModifyIndex", modifyIndex);
        Fields.number(json, "ModifyTime", Texts.nanos(modifyTimeMs));
        Fields.text(json, "Name", name);
        Fields.text(json, "Namespace", namespace);
        writeNodes(json);
        Fields.text(json, "PluginID", plugin);
        Fields.text(json, "Provider", provider);
        Fields.nil(json, "ResourceExhausted");
        Fields.bool(json, "Schedulable", isSchedulable);
        json.name("Topologies").raw(fields[TOPOLOGIES]);
        json.endObject();
    }

    /** The whole volume, with the allocations that claim it. Secrets go by their names alone. */
    public void write(final JsonWriter json, final List<AllocView> users) {
        final byte[][] fields = fields();
        json.beginObject();
        Fields.text(json, "AccessMode", mode(VolumeModes.ACCESS, accessMode));
        json.name("Allocations").beginArray();
        users.forEach(alloc -> AllocRenderer.writeStub(json, alloc, true, false, null));
        json.endArray();
        Fields.text(json, "AttachmentMode", mode(VolumeModes.ATTACHMENT, attachmentMode));
        json.name("Capacity").raw(fields[CAPACITY]);
        json.name("CloneID").raw(fields[CLONE_ID]);
        json.name("Context").raw(fields[CONTEXT]);
        writeControllers(json);
        Fields.number(json, "CreateIndex", createIndex);
        Fields.number(json, "CreateTime", Texts.nanos(createTimeMs));
        json.name("ExternalID").raw(fields[EXTERNAL_ID]);
        Fields.text(json, "ID", id);
        Fields.number(json, "ModifyIndex", modifyIndex);
        Fields.number(json, "ModifyTime", Texts.nanos(modifyTimeMs));
        json.name("MountOptions").raw(fields[MOUNT_OPTIONS]);
        Fields.text(json, "Name", name);
        Fields.text(json, "Namespace", namespace);
        writeNodes(json);
        json.name("Parameters").raw(fields[PARAMETERS]);
        Fields.text(json, "PluginID", plugin);
        Fields.text(json, "Provider", provider);
        Fields.text(json, "ProviderVersion", version);
        writeClaims(json, "ReadAllocs", false);
        json.name("RequestedCapabilities").raw(fields[CAPABILITIES]);
        json.name("RequestedCapacityMax").raw(fields[CAPACITY_MAX]);
        json.name("RequestedCapacityMin").raw(fields[CAPACITY_MIN]);
        json.name("RequestedTopologies").raw(fields[REQUESTED_TOPOLOGIES]);
        Fields.nil(json, "ResourceExhausted");
        Fields.bool(json, "Schedulable", isSchedulable);
        json.name("Secrets").raw(fields[SECRETS]);
        json.name("SnapshotID").raw(fields[SNAPSHOT_ID]);
        json.name("Topologies").raw(fields[TOPOLOGIES]);
        writeClaims(json, "WriteAllocs", true);
        json.endObject();
    }

    private byte[][] fields() {
        return new DocumentSplice(document).values(DOCUMENT_FIELDS);
    }

    private void writeControllers(final JsonWriter json) {
        Fields.bool(json, "ControllerRequired", isControllerRequired);
        Fields.number(json, "ControllersExpected", controllers);
        Fields.number(json, "ControllersHealthy", controllersHealthy);
    }

    private void writeNodes(final JsonWriter json) {
        Fields.number(json, "NodesExpected", nodes);
        Fields.number(json, "NodesHealthy", nodesHealthy);
    }

    private void writeClaims(final JsonWriter json, final String name, final boolean ofWriters) {
        final TreeSet<String> allocs = new TreeSet<>();
        claims.stream().filter(claim -> claim.isWriter == ofWriters).forEach(claim -> allocs.add(claim.allocId));
        json.name(name).beginObject();
        allocs.forEach(alloc -> json.name(alloc).nil());
        json.endObject();
    }

    private static String mode(final List<String> names, final int mode) {
        return mode < 0 || mode >= names.size() ? "" : names.get(mode);
    }
}
