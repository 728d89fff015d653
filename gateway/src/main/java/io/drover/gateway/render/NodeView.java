package io.drover.gateway.render;

import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.NodeStatus;
import io.drover.sbe.snapshot.Eligibility;
import io.drover.sbe.snapshot.NodeRowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** A node row, read once in the row's order. */
public final class NodeView {
    /** Something that happened to the node. */
    record Event(long timestampMs, long createIndex, String subsystem, String message, byte[] details) {}

    final String id;
    final NodeStatus status;
    final boolean isEligible;
    final boolean isDraining;
    final long createIndex;
    final long modifyIndex;
    final long statusUpdatedMs;
    final long missedHeartbeatIndex;
    final long allocUpdateIndex;
    final long computedClass;
    final long drainDeadlineMs;
    final long drainStartedMs;
    final long drainUpdatedMs;
    final boolean drainIgnoresSystemJobs;
    final int lastDrainStatus;
    final int allocsMax;
    final Map<String, String> attributes = new TreeMap<>();
    final Map<String, String> meta = new TreeMap<>();
    final Set<String> hostVolumes = new TreeSet<>();
    final List<Event> events = new ArrayList<>();
    final String name;
    final String datacenter;
    final String nodeClass;
    final String nodePool;
    final byte[] drainMeta;
    final byte[] document;

    private NodeView(final NodeRowDecoder row) {
        id = Texts.uuid(row.nodeId());
        status = row.status();
        isEligible = row.eligibility() == Eligibility.ELIGIBLE;
        isDraining = row.isDraining() == Bool.YES;
        createIndex = row.createIndex();
        modifyIndex = row.modifyIndex();
        statusUpdatedMs = row.statusUpdatedMs();
        missedHeartbeatIndex = row.missedHeartbeatIndex();
        allocUpdateIndex = row.allocUpdateIndex();
        computedClass = row.computedClass();
        drainDeadlineMs = row.drainDeadlineMs();
        drainStartedMs = row.drainStartedMs();
        drainUpdatedMs = row.drainUpdatedMs();
        drainIgnoresSystemJobs = row.drainIgnoreSystemJobs() == Bool.YES;
        lastDrainStatus = row.lastDrainStatus();
        allocsMax = row.allocsMax();
        readGroups(row);
        name = row.name();
        datacenter = row.datacenter();
        nodeClass = row.nodeClass();
        nodePool = row.nodePool();
        drainMeta = new byte[row.drainMetaLength()];
        row.getDrainMeta(drainMeta, 0, drainMeta.length);
        document = new byte[row.documentLength()];
        row.getDocument(document, 0, document.length);
    }

    /** Reads the row at the offset, which is one of a node. */
    public static NodeView of(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        return new NodeView(new NodeRowDecoder()
                .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version()));
    }

    /** Id of the node. */
    public String id() {
        return id;
    }

    /** Pool that it belongs to. */
    public String nodePool() {
        return nodePool;
    }

    /** Name of the node. */
    public String name() {
        return name;
    }

    /** Whether it is up and in contact. */
    public boolean isReady() {
        return status == NodeStatus.READY;
    }

    /** Eligibility as the API spells it. */
    public String eligibility() {
        return isEligible ? "eligible" : "ineligible";
    }

    /** Whether the node has a host volume of this name. */
    public boolean hasHostVolume(final String volume) {
        return hostVolumes.contains(volume);
    }

    /** Class that its operator gave it. */
    public String nodeClass() {
        return nodeClass;
    }

    /** Data center that it is in. */
    public String datacenter() {
        return datacenter;
    }

    /** Whether the node does not answer. */
    public boolean isDown() {
        return status == NodeStatus.DOWN;
    }

    /** Attributes of the node. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** What its operator says of it. */
    public Map<String, String> meta() {
        return meta;
    }

    private void readGroups(final NodeRowDecoder row) {
        for (final NodeRowDecoder.AttributesDecoder entry : row.attributes()) {
            attributes.put(entry.key(), entry.value());
        }
        for (final NodeRowDecoder.MetaDecoder entry : row.meta()) {
            meta.put(entry.key(), entry.value());
        }
        for (final NodeRowDecoder.DriversDecoder entry : row.drivers()) {
            entry.skipName();
        }
        for (final NodeRowDecoder.NetworksDecoder entry : row.networks()) {
            entry.skipMode();
            entry.skipDevice();
            entry.skipAddress();
            entry.skipAlias();
        }
        for (final NodeRowDecoder.ReservedPortsDecoder ignored : row.reservedPorts()) {
            // Part of the document.
        }
        for (final NodeRowDecoder.HostVolumesDecoder entry : row.hostVolumes()) {
            hostVolumes.add(entry.name());
        }
        for (final NodeRowDecoder.DevicesDecoder entry : row.devices()) {
            entry.instances().forEach(NodeRowDecoder.DevicesDecoder.InstancesDecoder::skipInstanceId);
            for (final NodeRowDecoder.DevicesDecoder.AttributesDecoder attribute : entry.attributes()) {
                attribute.skipKey();
                attribute.skipText();
                attribute.skipUnit();
            }
            entry.skipVendor();
            entry.skipType();
            entry.skipName();
        }
        row.cores().forEach(NodeRowDecoder.CoresDecoder::core);
        row.csiPlugins().forEach(NodeRowDecoder.CsiPluginsDecoder::sbeSkip);
        for (final NodeRowDecoder.EventsDecoder entry : row.events()) {
            final long timestampMs = entry.timestampMs();
            final long index = entry.createIndex();
            final String subsystem = entry.subsystem();
            final String message = entry.message();
            final byte[] details = new byte[entry.detailsLength()];
            entry.getDetails(details, 0, details.length);
            events.add(new Event(timestampMs, index, subsystem, message, details));
        }
    }
}
