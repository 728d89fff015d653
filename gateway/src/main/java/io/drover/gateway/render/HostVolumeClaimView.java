package io.drover.gateway.render;

import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.HostVolumeClaimRowDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * A task group's claim to a host volume.
 *
 * @param allocId that used the volume last.
 */
public record HostVolumeClaimView(
        String id,
        String volumeId,
        String allocId,
        long createIndex,
        long modifyIndex,
        String namespace,
        String jobId,
        String group,
        String volumeName) {

    /** The claims of an answer. */
    public static List<HostVolumeClaimView> read(final Pages pages) {
        final List<HostVolumeClaimView> claims = new ArrayList<>();
        final HostVolumeClaimRowDecoder row = new HostVolumeClaimRowDecoder();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == HostVolumeClaimRowDecoder.TEMPLATE_ID) {
                row.wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
                claims.add(new HostVolumeClaimView(
                        Texts.uuid(row.claimId()),
                        Texts.uuid(row.volumeId()),
                        Texts.uuid(row.allocId()),
                        row.createIndex(),
                        row.modifyIndex(),
                        row.namespace(),
                        row.jobId(),
                        row.group(),
                        row.name()));
            }
        });
        return claims;
    }

    /** Writes the claim. */
    public void write(final JsonWriter json) {
        json.beginObject();
        Fields.text(json, "AllocID", allocId);
        Fields.number(json, "CreateIndex", createIndex);
        Fields.text(json, "ID", id);
        Fields.text(json, "JobID", jobId);
        Fields.number(json, "ModifyIndex", modifyIndex);
        Fields.text(json, "Namespace", namespace);
        Fields.text(json, "TaskGroupName", group);
        Fields.text(json, "VolumeID", volumeId);
        Fields.text(json, "VolumeName", volumeName);
        json.endObject();
    }
}
