package io.drover.cluster.command;

import io.drover.sbe.command.NodeRegisterDecoder;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.DeviceValueKind;
import io.drover.scheduler.fleet.NodeDraft;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads registrations of nodes into drafts for the fleet, and remembers the names that the node table keeps. */
public final class NodeDrafts {
    private final NodeRegisterDecoder decoder = new NodeRegisterDecoder();
    private final UnsafeBuffer[] views = {
        new UnsafeBuffer(0, 0), new UnsafeBuffer(0, 0), new UnsafeBuffer(0, 0), new UnsafeBuffer(0, 0)
    };
    private final UnsafeBuffer name = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer datacenter = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer nodeClass = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer pool = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer address = new UnsafeBuffer(0, 0);

    private int pluginCount;

    /** Fills a draft from a registration's block on. */
    public void read(
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version,
            final NodeDraft draft) {
        decoder.wrap(buffer, offset, blockLength, version);
        draft.begin(decoder.nodeId().high(), decoder.nodeId().low());
        draft.cores(decoder.coreCount())
                .capacity(
                        decoder.cpuMhz(),
                        decoder.memoryMb(),
                        decoder.diskMb(),
                        decoder.reservedCpuMhz(),
                        decoder.reservedMemoryMb(),
                        decoder.reservedDiskMb())
                .allocsMax(decoder.allocsMax())
                .dynamicPorts(decoder.dynamicPortMin(), decoder.dynamicPortMax());
        readProperties(draft);
        readNetworks(draft);
        readRest(draft);
        readPlugins(draft);
        decoder.wrapName(name);
        decoder.wrapDatacenter(datacenter);
        decoder.wrapNodeClass(nodeClass);
        decoder.wrapNodePool(pool);
        draft.names(datacenter, nodeClass, pool, name);
    }

    /** Storage plugins, those of controllers included. */
    int pluginCount() {
        return pluginCount;
    }

    DirectBuffer name() {
        return name;
    }

    DirectBuffer datacenter() {
        return datacenter;
    }

    DirectBuffer nodeClass() {
        return nodeClass;
    }

    DirectBuffer pool() {
        return pool;
    }

    /** Of the first network, empty when there is none. */
    public DirectBuffer address() {
        return address;
    }

    private void readProperties(final NodeDraft draft) {
        for (final NodeRegisterDecoder.AttributesDecoder attribute : decoder.attributes()) {
            attribute.wrapKey(views[0]);
            attribute.wrapValue(views[1]);
            draft.attribute(views[0], views[1]);
        }
        for (final NodeRegisterDecoder.MetaDecoder meta : decoder.meta()) {
            meta.wrapKey(views[0]);
            meta.wrapValue(views[1]);
            draft.meta(views[0], views[1]);
        }
        for (final NodeRegisterDecoder.DriversDecoder driver : decoder.drivers()) {
            final boolean isDetected = driver.detected() == Bool.YES;
            final boolean isHealthy = driver.healthy() == Bool.YES;
            driver.wrapName(views[0]);
            draft.driver(views[0], isDetected, isHealthy);
        }
    }

    private void readNetworks(final NodeDraft draft) {
        address.wrap(views[0], 0, 0);
        for (final NodeRegisterDecoder.NetworksDecoder network : decoder.networks()) {
            network.wrapMode(views[0]);
            network.wrapDevice(views[1]);
            network.wrapAddress(views[2]);
            network.wrapAlias(views[3]);
            draft.network(views[0], views[1], views[2], views[3]);
            if (0 == address.capacity()) {
                address.wrap(views[2]);
            }
        }
    }

    private void readRest(final NodeDraft draft) {
        for (final NodeRegisterDecoder.ReservedPortsDecoder port : decoder.reservedPorts()) {
            draft.reservedPort(port.port());
        }
        for (final NodeRegisterDecoder.HostVolumesDecoder volume : decoder.hostVolumes()) {
            final boolean isReadOnly = volume.readOnly() == Bool.YES;
            final long high = volume.volumeId().high();
            final long low = volume.volumeId().low();
            volume.wrapName(views[0]);
            draft.hostVolume(views[0], isReadOnly, high, low);
        }
        for (final NodeRegisterDecoder.DevicesDecoder device : decoder.devices()) {
            readDevice(device, draft);
        }
        for (final NodeRegisterDecoder.CoresDecoder core : decoder.cores()) {
            draft.core(core.core(), core.numaNode(), core.mhz());
        }
    }

    private void readPlugins(final NodeDraft draft) {
        pluginCount = 0;
        for (final NodeRegisterDecoder.CsiPluginsDecoder plugin : decoder.csiPlugins()) {
            pluginCount++;
            final boolean isController = plugin.isController() == Bool.YES;
            final boolean isHealthy = plugin.healthy() == Bool.YES;
            final long volumesMax = plugin.maxVolumes();
            for (final NodeRegisterDecoder.CsiPluginsDecoder.SegmentsDecoder segment : plugin.segments()) {
                segment.wrapKey(views[0]);
                segment.wrapValue(views[1]);
                if (!isController) {
                    draft.segment(views[0], views[1]);
                }
            }
            plugin.wrapPluginId(views[0]);
            plugin.skipProvider();
            plugin.skipVersion();
            plugin.skipDocument();
            if (!isController) {
                draft.storagePlugin(views[0], isHealthy, volumesMax);
            }
        }
    }

    private void readDevice(final NodeRegisterDecoder.DevicesDecoder device, final NodeDraft draft) {
        for (final NodeRegisterDecoder.DevicesDecoder.InstancesDecoder instance : device.instances()) {
            final boolean isHealthy = instance.healthy() == Bool.YES;
            final int numaNode = instance.numaNode();
            instance.wrapInstanceId(views[0]);
            draft.deviceInstance(views[0], isHealthy, numaNode);
        }
        for (final NodeRegisterDecoder.DevicesDecoder.AttributesDecoder attribute : device.attributes()) {
            final DeviceValueKind kind = attribute.kind();
            final long number = attribute.number();
            attribute.wrapKey(views[0]);
            attribute.wrapText(views[1]);
            attribute.wrapUnit(views[2]);
            draft.deviceAttribute(views[0], known(kind), number, views[1], views[2]);
        }
        device.wrapVendor(views[0]);
        device.wrapType(views[1]);
        device.wrapName(views[2]);
        draft.device(views[0], views[1], views[2]);
    }

    /** What a later version may say is a text to this one. */
    private static DeviceValueKind known(final DeviceValueKind kind) {
        return switch (kind) {
            case INTEGER, DECIMAL, BOOL -> kind;
            default -> DeviceValueKind.TEXT;
        };
    }
}
