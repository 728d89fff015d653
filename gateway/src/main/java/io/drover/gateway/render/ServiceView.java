package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.ServiceRowDecoder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** A service registration row, read once in the row's order. */
public final class ServiceView {
    private static final byte[] NO_TAGS = "[]".getBytes(StandardCharsets.US_ASCII);

    private final String allocId;
    private final String nodeId;
    private final int port;
    private final long createIndex;
    private final long modifyIndex;
    private final String namespace;
    private final String serviceId;
    private final String serviceName;
    private final String jobId;
    private final String datacenter;
    private final String address;
    private final byte[] tags;

    private ServiceView(final ServiceRowDecoder row) {
        allocId = Texts.uuid(row.allocId());
        nodeId = Texts.uuid(row.nodeId());
        port = row.port();
        createIndex = row.createIndex();
        modifyIndex = row.modifyIndex();
        namespace = row.namespace();
        serviceId = row.serviceId();
        serviceName = row.serviceName();
        jobId = row.jobId();
        datacenter = row.datacenter();
        address = row.address();
        final byte[] bytes = new byte[row.tagsLength()];
        row.getTags(bytes, 0, bytes.length);
        tags = bytes.length == 0 ? NO_TAGS : bytes;
    }

    /** Reads the row at the offset, which is one of a service registration. */
    public static ServiceView of(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        return new ServiceView(new ServiceRowDecoder()
                .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version()));
    }

    /** Namespace of the service. */
    public String namespace() {
        return namespace;
    }

    /** Name that many registrations may share. */
    public String serviceName() {
        return serviceName;
    }

    /** Id of this registration. */
    public String serviceId() {
        return serviceId;
    }

    /** Allocation that it belongs to. */
    public String allocId() {
        return allocId;
    }

    /** Job of that allocation. */
    public String jobId() {
        return jobId;
    }

    /** Its tags, as a JSON list. */
    public byte[] tags() {
        return tags;
    }

    /** Writes the registration. */
    public void write(final JsonWriter json) {
        json.beginObject();
        Fields.text(json, "Address", address);
        Fields.text(json, "AllocID", allocId);
        Fields.number(json, "CreateIndex", createIndex);
        Fields.text(json, "Datacenter", datacenter);
        Fields.text(json, "ID", serviceId);
        Fields.text(json, "JobID", jobId);
        Fields.number(json, "ModifyIndex", modifyIndex);
        Fields.text(json, "Namespace", namespace);
        Fields.text(json, "NodeID", nodeId);
        Fields.number(json, "Port", port);
        Fields.text(json, "ServiceName", serviceName);
        json.name("Tags").raw(tags);
        json.endObject();
    }
}
