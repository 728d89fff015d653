package io.drover.cluster.rows;

import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.DeadlineKind;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.NodeEvents;
import io.drover.cluster.state.NodeTable;
import io.drover.sbe.command.NodeRegisterDecoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.Eligibility;
import io.drover.sbe.snapshot.NodeRowEncoder;
import io.drover.scheduler.offheap.DeadlineQueue;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes nodes: what the table knows, and what the node said of itself when it registered. */
public final class NodeRowWriter {
    private final ClusterState state;
    private final NodeTable nodes;
    private final Heap heap;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NodeHardwareWriter hardware = new NodeHardwareWriter();
    private final NodeRowEncoder encoder = new NodeRowEncoder();
    private final MessageHeaderDecoder registeredHeader = new MessageHeaderDecoder();
    private final NodeRegisterDecoder registered = new NodeRegisterDecoder();
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer[] views = {
        new UnsafeBuffer(0, 0), new UnsafeBuffer(0, 0), new UnsafeBuffer(0, 0), new UnsafeBuffer(0, 0)
    };

    public NodeRowWriter(final ClusterState state) {
        this.state = state;
        nodes = state.nodes();
        heap = state.heap();
    }

    /** Writes a node and returns the length of the message with its header. */
    public int write(final int node, final boolean withDocument, final MutableDirectBuffer target, final int offset) {
        heap.wrap(nodes.registration(node), bytes);
        registered.wrapAndApplyHeader(bytes, 0, registeredHeader);
        encoder.wrapAndApplyHeader(target, offset, header).handle(nodes.rows().handle(node));
        encoder.nodeId().high(nodes.idHigh(node)).low(nodes.idLow(node));
        encoder.secretHash().high(nodes.secretHashHigh(node)).low(nodes.secretHashLow(node));
        writeLiveFields(node);
        writeRegisteredFields();
        writeRegisteredGroups();
        writeEvents(node);
        put(nodes.name(node), views[0]);
        encoder.putName(views[0], 0, views[0].capacity());
        put(nodes.datacenter(node), views[0]);
        encoder.putDatacenter(views[0], 0, views[0].capacity());
        put(nodes.nodeClass(node), views[0]);
        encoder.putNodeClass(views[0], 0, views[0].capacity());
        put(nodes.pool(node), views[0]);
        encoder.putNodePool(views[0], 0, views[0].capacity());
        heap.wrap(nodes.drainMeta(node), views[0]);
        encoder.putDrainMeta(views[0], 0, views[0].capacity());
        writeDocument(withDocument);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    private void writeLiveFields(final int node) {
        final long deadlineMs = state.deadlines().deadlineMs(DeadlineKind.NODE_TTL, node);
        encoder.status(nodes.status(node))
                .eligibility(nodes.isIneligible(node) ? Eligibility.INELIGIBLE : Eligibility.ELIGIBLE)
                .isDraining(Bools.of(nodes.isDraining(node)))
                .createIndex(nodes.createIndex(node))
                .modifyIndex(nodes.modifyIndex(node))
                .statusUpdatedMs(nodes.statusUpdatedMs(node))
                .lastHeartbeatMs(nodes.lastHeartbeatMs(node))
                .deadlineMs(deadlineMs == DeadlineQueue.NULL_DEADLINE ? 0 : deadlineMs)
                .edgeId(nodes.edgeId(node))
                .missedHeartbeatIndex(nodes.missedHeartbeatIndex(node))
                .allocUpdateIndex(nodes.allocUpdateIndex(node))
                .computedClass(nodes.computedClass(node))
                .drainDeadlineMs(nodes.drainDeadlineMs(node))
                .drainStartedMs(nodes.drainStartedMs(node))
                .drainUpdatedMs(nodes.drainUpdatedMs(node))
                .drainIgnoreSystemJobs(Bools.of(nodes.drainIgnoresSystemJobs(node)))
                .lastDrainStatus(nodes.lastDrainStatus(node))
                .removedIndex(nodes.removedIndex(node));
    }

    private void writeRegisteredFields() {
        encoder.cpuMhz(registered.cpuMhz())
                .memoryMb(registered.memoryMb())
                .diskMb(registered.diskMb())
                .reservedCpuMhz(registered.reservedCpuMhz())
                .reservedMemoryMb(registered.reservedMemoryMb())
                .reservedDiskMb(registered.reservedDiskMb())
                .dynamicPortMin(registered.dynamicPortMin())
                .dynamicPortMax(registered.dynamicPortMax())
                .allocsMax(registered.allocsMax())
                .coreCount(registered.coreCount());
    }

    private void writeRegisteredGroups() {
        final NodeRegisterDecoder.AttributesDecoder attributes = registered.attributes();
        final NodeRowEncoder.AttributesEncoder attributeRows = encoder.attributesCount(attributes.count());
        while (attributes.hasNext()) {
            attributes.next().wrapKey(views[0]);
            attributes.wrapValue(views[1]);
            attributeRows.next().putKey(views[0], 0, views[0].capacity());
            attributeRows.putValue(views[1], 0, views[1].capacity());
        }
        final NodeRegisterDecoder.MetaDecoder meta = registered.meta();
        final NodeRowEncoder.MetaEncoder metaRows = encoder.metaCount(meta.count());
        while (meta.hasNext()) {
            meta.next().wrapKey(views[0]);
            meta.wrapValue(views[1]);
            metaRows.next().putKey(views[0], 0, views[0].capacity());
            metaRows.putValue(views[1], 0, views[1].capacity());
        }
        final NodeRegisterDecoder.DriversDecoder drivers = registered.drivers();
        final NodeRowEncoder.DriversEncoder driverRows = encoder.driversCount(drivers.count());
        while (drivers.hasNext()) {
            drivers.next();
            driverRows.next().detected(drivers.detected()).healthy(drivers.healthy());
            drivers.wrapName(views[0]);
            driverRows.putName(views[0], 0, views[0].capacity());
        }
        writeNetworks();
        writeRest();
        writePlugins();
    }

    private void writeNetworks() {
        final NodeRegisterDecoder.NetworksDecoder networks = registered.networks();
        final NodeRowEncoder.NetworksEncoder rows = encoder.networksCount(networks.count());
        while (networks.hasNext()) {
            networks.next().wrapMode(views[0]);
            networks.wrapDevice(views[1]);
            networks.wrapAddress(views[2]);
            networks.wrapAlias(views[3]);
            rows.next().putMode(views[0], 0, views[0].capacity());
            rows.putDevice(views[1], 0, views[1].capacity());
            rows.putAddress(views[2], 0, views[2].capacity());
            rows.putAlias(views[3], 0, views[3].capacity());
        }
        final NodeRegisterDecoder.ReservedPortsDecoder ports = registered.reservedPorts();
        final NodeRowEncoder.ReservedPortsEncoder portRows = encoder.reservedPortsCount(ports.count());
        while (ports.hasNext()) {
            portRows.next().port(ports.next().port());
        }
    }

    private void writeRest() {
        final NodeRegisterDecoder.HostVolumesDecoder volumes = registered.hostVolumes();
        final NodeRowEncoder.HostVolumesEncoder volumeRows = encoder.hostVolumesCount(volumes.count());
        while (volumes.hasNext()) {
            volumes.next();
            volumeRows
                    .next()
                    .readOnly(volumes.readOnly())
                    .volumeId()
                    .high(volumes.volumeId().high())
                    .low(volumes.volumeId().low());
            volumes.wrapName(views[0]);
            volumeRows.putName(views[0], 0, views[0].capacity());
        }
        hardware.write(registered, encoder);
    }

    private void writePlugins() {
        final NodeRegisterDecoder.CsiPluginsDecoder plugins = registered.csiPlugins();
        final NodeRowEncoder.CsiPluginsEncoder rows = encoder.csiPluginsCount(plugins.count());
        while (plugins.hasNext()) {
            plugins.next();
            rows.next()
                    .isController(plugins.isController())
                    .healthy(plugins.healthy())
                    .requiresController(plugins.requiresController());
            rows.allocId().high(plugins.allocId().high()).low(plugins.allocId().low());
            rows.maxVolumes(plugins.maxVolumes());
            final NodeRegisterDecoder.CsiPluginsDecoder.SegmentsDecoder segments = plugins.segments();
            final NodeRowEncoder.CsiPluginsEncoder.SegmentsEncoder segmentRows = rows.segmentsCount(segments.count());
            while (segments.hasNext()) {
                segments.next().wrapKey(views[0]);
                segments.wrapValue(views[1]);
                segmentRows.next().putKey(views[0], 0, views[0].capacity());
                segmentRows.putValue(views[1], 0, views[1].capacity());
            }
            plugins.wrapPluginId(views[0]);
            rows.putPluginId(views[0], 0, views[0].capacity());
            plugins.wrapProvider(views[0]);
            rows.putProvider(views[0], 0, views[0].capacity());
            plugins.wrapVersion(views[0]);
            rows.putVersion(views[0], 0, views[0].capacity());
            plugins.wrapDocument(views[0]);
            rows.putDocument(views[0], 0, views[0].capacity());
        }
    }

    private void writeEvents(final int node) {
        final NodeEvents events = nodes.eventLog();
        final NodeRowEncoder.EventsEncoder rows = encoder.eventsCount(events.count(node));
        int event = events.first();
        for (int i = events.count(node); i > 0; i--) {
            rows.next().timestampMs(events.timestampMs(node, event)).createIndex(events.createIndex(node, event));
            events.wrapText(node, event, 0, views[0]);
            rows.putSubsystem(views[0], 0, views[0].capacity());
            events.wrapText(node, event, 1, views[0]);
            rows.putMessage(views[0], 0, views[0].capacity());
            events.wrapText(node, event, 2, views[0]);
            rows.putDetails(views[0], 0, views[0].capacity());
            event = events.next(node, event);
        }
    }

    private void writeDocument(final boolean withDocument) {
        registered.skipName();
        registered.skipDatacenter();
        registered.skipNodeClass();
        registered.skipNodePool();
        registered.wrapDocument(views[0]);
        encoder.putDocument(views[0], 0, withDocument ? views[0].capacity() : 0);
    }

    private void put(final int string, final DirectBuffer view) {
        heap.strings().wrap(string, view);
    }
}
