package io.drover.cluster.scenario;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.query.QueryKind;
import io.drover.sbe.snapshot.CsiClaimRowDecoder;
import io.drover.sbe.snapshot.CsiPluginRowDecoder;
import io.drover.sbe.snapshot.CsiVolumeRowDecoder;
import io.drover.scheduler.spec.VolumeModes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Storage plugins, their volumes and who claims those, in the words of scenarios. */
final class CsiDump {
    private final Harness harness;
    private final Names names;
    private final BiConsumer<String, String> lines;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    CsiDump(final Harness harness, final Names names, final BiConsumer<String, String> lines) {
        this.harness = harness;
        this.names = names;
        this.lines = lines;
    }

    void plugin(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final CsiPluginRowDecoder row = new CsiPluginRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final String text = (row.isControllerRequired() == Bool.YES
                        ? " controllers " + row.controllersHealthy() + "/" + row.controllers()
                        : "")
                + " nodes " + row.nodesHealthy() + "/" + row.nodes() + " @" + row.createIndex() + "/"
                + row.modifyIndex();
        lines.accept("plugin " + row.pluginId(), text);
    }

    void volume(final MessageHeaderDecoder rowHeader, final UnsafeBuffer buffer, final int offset) {
        final CsiVolumeRowDecoder row = new CsiVolumeRowDecoder().wrapAndApplyHeader(buffer, offset, header);
        final StringBuilder text = new StringBuilder();
        text.append(row.isSchedulable() == Bool.YES ? "" : " unschedulable");
        if (row.accessMode() >= 0) {
            text.append(' ').append(VolumeModes.ACCESS.get(row.accessMode()));
        }
        text.append(" @").append(row.createIndex()).append('/').append(row.modifyIndex());
        row.topologies().forEach(topology -> {
            text.append(" at");
            topology.segments()
                    .forEach(segment ->
                            text.append(' ').append(segment.key()).append(':').append(segment.value()));
        });
        final String namespace = row.namespace();
        final String id = row.volumeId();
        text.append(claims(namespace, id));
        lines.accept("csi " + namespace + "/" + id + " of " + row.plugin(), text.toString());
    }

    private String claims(final String namespace, final String id) {
        final List<String> claims = new ArrayList<>();
        harness.query(
                query -> query.kind(QueryKind.CSI_VOLUME).namespace(namespace).key(id), (rows, bytes, at) -> {
                    if (rows.templateId() == CsiClaimRowDecoder.TEMPLATE_ID) {
                        final CsiClaimRowDecoder claim =
                                new CsiClaimRowDecoder().wrapAndApplyHeader(bytes, at, new MessageHeaderDecoder());
                        claims.add(names.of(
                                        "a",
                                        claim.allocId().high(),
                                        claim.allocId().low())
                                + (claim.isWriter() == Bool.YES ? " writing" : "")
                                + (claim.isAttached() == Bool.YES ? " attached" : "")
                                + (claim.state().value() > 0
                                        ? " "
                                                + claim.state()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', '-')
                                        : ""));
                    }
                });
        return claims.isEmpty() ? "" : " claimed by " + String.join(", ", claims);
    }
}
