package io.drover.cluster.snapshot;

import io.drover.cluster.command.NodeDrafts;
import io.drover.cluster.engine.Engine;
import io.drover.cluster.state.ClusterState;
import io.drover.cluster.state.Heap;
import io.drover.cluster.state.NodeTable;
import io.drover.sbe.command.NodeRegisterDecoder;
import io.drover.sbe.command.NodeRegisterEncoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.common.MessageHeaderEncoder;
import io.drover.sbe.snapshot.Eligibility;
import io.drover.sbe.snapshot.NodeRowDecoder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Loads nodes: the row of the table, and the registration from which the fleet is filled again. */
final class NodeRowLoader {
    private final Engine engine;
    private final ClusterState state;
    private final NodeTable nodes;
    private final Heap heap;
    private final NodeDrafts drafts = new NodeDrafts();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NodeHardwareLoader hardware = new NodeHardwareLoader();
    private final NodeRowDecoder row = new NodeRowDecoder();
    private final NodeRegisterEncoder registered = new NodeRegisterEncoder();
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer[] texts = {new UnsafeBuffer(0, 0), new UnsafeBuffer(0, 0), new UnsafeBuffer(0, 0)};

    NodeRowLoader(final Engine engine) {
        this.engine = engine;
        state = engine.state();
        nodes = state.nodes();
        heap = state.heap();
    }

    void node(final DirectBuffer record) {
        row.wrapAndApplyHeader(record, 0, header);
        final int node =
                nodes.restore(row.handle(), row.nodeId().high(), row.nodeId().low());
        readFields(node);
        encodeRegistration(node);
        engine.fleet().put(node, engine.fleet().draft());
        engine.nodeTransitions().updateFleet(node);
    }

    private void readFields(final int node) {
        nodes.secretHash(node, row.secretHash().high(), row.secretHash().low());
        nodes.status(node, row.status());
        nodes.isIneligible(node, row.eligibility() == Eligibility.INELIGIBLE);
        nodes.isDraining(node, row.isDraining() == Bool.YES);
        nodes.createIndex(node, row.createIndex());
        nodes.modifyIndex(node, row.modifyIndex());
        nodes.statusUpdatedMs(node, row.statusUpdatedMs());
        nodes.lastHeartbeatMs(node, row.lastHeartbeatMs());
        nodes.edgeId(node, row.edgeId());
        nodes.missedHeartbeatIndex(node, row.missedHeartbeatIndex());
        nodes.allocUpdateIndex(node, row.allocUpdateIndex());
        nodes.computedClass(node, row.computedClass());
        nodes.drainDeadlineMs(node, row.drainDeadlineMs());
        nodes.drainStartedMs(node, row.drainStartedMs());
        nodes.drainUpdatedMs(node, row.drainUpdatedMs());
        nodes.drainIgnoresSystemJobs(node, row.drainIgnoreSystemJobs() == Bool.YES);
        nodes.lastDrainStatus(node, (byte) row.lastDrainStatus());
        nodes.removedIndex(node, row.removedIndex());
    }

    private void encodeRegistration(final int node) {
        registered.wrapAndApplyHeader(scratch, 0, new MessageHeaderEncoder());
        registered.origin().gatewayId(0).number(0).acknowledged(0);
        registered.nodeId().high(row.nodeId().high()).low(row.nodeId().low());
        registered
                .secretHash()
                .high(row.secretHash().high())
                .low(row.secretHash().low());
        registered
                .edgeId(row.edgeId())
                .cpuMhz(row.cpuMhz())
                .memoryMb(row.memoryMb())
                .diskMb(row.diskMb())
                .reservedCpuMhz(row.reservedCpuMhz())
                .reservedMemoryMb(row.reservedMemoryMb())
                .reservedDiskMb(row.reservedDiskMb())
                .dynamicPortMin(row.dynamicPortMin())
                .dynamicPortMax(row.dynamicPortMax())
                .allocsMax(row.allocsMax())
                .coreCount(row.coreCount());
        copyProperties();
        copyNetworks();
        copyRest();
        copyPlugins();
        readEvents(node);
        row.wrapName(view);
        registered.putName(view, 0, view.capacity());
        nodes.name(node, heap.intern(view));
        row.wrapDatacenter(view);
        registered.putDatacenter(view, 0, view.capacity());
        nodes.datacenter(node, heap.intern(view));
        row.wrapNodeClass(view);
        registered.putNodeClass(view, 0, view.capacity());
        nodes.nodeClass(node, heap.intern(view));
        row.wrapNodePool(view);
        registered.putNodePool(view, 0, view.capacity());
        nodes.pool(node, heap.intern(view));
        state.pools().addMember(state.pools().find(nodes.pool(node)), 1);
        row.wrapDrainMeta(view);
        nodes.drainMeta(node, heap.put(view, 0, view.capacity()));
        row.wrapDocument(view);
        registered.putDocument(view, 0, view.capacity());
        keepRegistration(node);
    }

    private void keepRegistration(final int node) {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + registered.encodedLength();
        nodes.registration(node, heap.put(scratch, 0, length));
        drafts.read(
                scratch,
                MessageHeaderEncoder.ENCODED_LENGTH,
                NodeRegisterDecoder.BLOCK_LENGTH,
                NodeRegisterDecoder.SCHEMA_VERSION,
                engine.fleet().draft());
        nodes.address(node, heap.intern(drafts.address()));
    }

    private void copyProperties() {
        final NodeRowDecoder.AttributesDecoder attributes = row.attributes();
        final NodeRegisterEncoder.AttributesEncoder attributeRows = registered.attributesCount(attributes.count());
        while (attributes.hasNext()) {
            attributes.next().wrapKey(view);
            attributeRows.next().putKey(view, 0, view.capacity());
            attributes.wrapValue(view);
            attributeRows.putValue(view, 0, view.capacity());
        }
        final NodeRowDecoder.MetaDecoder meta = row.meta();
        final NodeRegisterEncoder.MetaEncoder metaRows = registered.metaCount(meta.count());
        while (meta.hasNext()) {
            meta.next().wrapKey(view);
            metaRows.next().putKey(view, 0, view.capacity());
            meta.wrapValue(view);
            metaRows.putValue(view, 0, view.capacity());
        }
        final NodeRowDecoder.DriversDecoder drivers = row.drivers();
        final NodeRegisterEncoder.DriversEncoder driverRows = registered.driversCount(drivers.count());
        while (drivers.hasNext()) {
            drivers.next();
            driverRows.next().detected(drivers.detected()).healthy(drivers.healthy());
            drivers.wrapName(view);
            driverRows.putName(view, 0, view.capacity());
        }
    }

    private void copyNetworks() {
        final NodeRowDecoder.NetworksDecoder networks = row.networks();
        final NodeRegisterEncoder.NetworksEncoder rows = registered.networksCount(networks.count());
        while (networks.hasNext()) {
            networks.next().wrapMode(view);
            rows.next().putMode(view, 0, view.capacity());
            networks.wrapDevice(view);
            rows.putDevice(view, 0, view.capacity());
            networks.wrapAddress(view);
            rows.putAddress(view, 0, view.capacity());
            networks.wrapAlias(view);
            rows.putAlias(view, 0, view.capacity());
        }
        final NodeRowDecoder.ReservedPortsDecoder ports = row.reservedPorts();
        final NodeRegisterEncoder.ReservedPortsEncoder portRows = registered.reservedPortsCount(ports.count());
        while (ports.hasNext()) {
            portRows.next().port(ports.next().port());
        }
    }

    private void copyRest() {
        final NodeRowDecoder.HostVolumesDecoder volumes = row.hostVolumes();
        final NodeRegisterEncoder.HostVolumesEncoder volumeRows = registered.hostVolumesCount(volumes.count());
        while (volumes.hasNext()) {
            volumes.next();
            volumeRows
                    .next()
                    .readOnly(volumes.readOnly())
                    .volumeId()
                    .high(volumes.volumeId().high())
                    .low(volumes.volumeId().low());
            volumes.wrapName(view);
            volumeRows.putName(view, 0, view.capacity());
        }
        hardware.load(row, registered);
    }

    private void copyPlugins() {
        final NodeRowDecoder.CsiPluginsDecoder plugins = row.csiPlugins();
        final NodeRegisterEncoder.CsiPluginsEncoder rows = registered.csiPluginsCount(plugins.count());
        while (plugins.hasNext()) {
            plugins.next();
            rows.next()
                    .isController(plugins.isController())
                    .healthy(plugins.healthy())
                    .requiresController(plugins.requiresController());
            rows.allocId().high(plugins.allocId().high()).low(plugins.allocId().low());
            rows.maxVolumes(plugins.maxVolumes());
            final NodeRowDecoder.CsiPluginsDecoder.SegmentsDecoder segments = plugins.segments();
            final NodeRegisterEncoder.CsiPluginsEncoder.SegmentsEncoder segmentRows =
                    rows.segmentsCount(segments.count());
            while (segments.hasNext()) {
                segments.next().wrapKey(view);
                segmentRows.next().putKey(view, 0, view.capacity());
                segments.wrapValue(view);
                segmentRows.putValue(view, 0, view.capacity());
            }
            plugins.wrapPluginId(view);
            rows.putPluginId(view, 0, view.capacity());
            plugins.wrapProvider(view);
            rows.putProvider(view, 0, view.capacity());
            plugins.wrapVersion(view);
            rows.putVersion(view, 0, view.capacity());
            plugins.wrapDocument(view);
            rows.putDocument(view, 0, view.capacity());
        }
    }

    private void readEvents(final int node) {
        for (final NodeRowDecoder.EventsDecoder event : row.events()) {
            final long timestampMs = event.timestampMs();
            final long createIndex = event.createIndex();
            event.wrapSubsystem(texts[0]);
            event.wrapMessage(texts[1]);
            event.wrapDetails(texts[2]);
            nodes.eventLog().add(node, timestampMs, createIndex, texts[0], texts[1], texts[2]);
        }
    }
}
