package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Nodes: the whole and the form of lists. What the node said of itself comes from its document. */
public final class NodeRenderer {
    private static final DocumentSplice.Names DOCUMENT_FIELDS = DocumentSplice.Names.of(
            "CSIControllerPlugins",
            "CSINodePlugins",
            "CgroupParent",
            "Drivers",
            "GCVolumesOnNodeGC",
            "HTTPAddr",
            "HostNetworks",
            "HostVolumes",
            "Links",
            "NodeMaxAllocs",
            "NodeResources",
            "ReservedResources",
            "TLSEnabled");
    private static final DocumentSplice.Names STUB_FIELDS =
            DocumentSplice.Names.of("Drivers", "HTTPAddr", "HostVolumes", "NodeResources", "ReservedResources");
    private static final String REGISTERED = "Node registered";
    private static final String[] LAST_DRAIN = {"", "draining", "complete", "canceled"};

    private NodeRenderer() {}

    /**
     * The whole node.
     *
     * @param signingKeyId key of its identity; empty when unknown.
     */
    public static void write(final JsonWriter json, final NodeView node, final String signingKeyId) {
        final byte[][] fields = new DocumentSplice(node.document).values(DOCUMENT_FIELDS);
        json.beginObject();
        json.name("Attributes");
        texts(json, node.attributes);
        json.name("CSIControllerPlugins").raw(fields[0]);
        json.name("CSINodePlugins").raw(fields[1]);
        json.name("CgroupParent").raw(fields[2]);
        Fields.text(json, "ComputedClass", Texts.computedClass(node.computedClass));
        Fields.number(json, "CreateIndex", node.createIndex);
        Fields.text(json, "Datacenter", node.datacenter);
        Fields.bool(json, "Drain", node.isDraining);
        json.name("DrainStrategy");
        drainStrategy(json, node);
        json.name("Drivers").raw(fields[3]);
        json.name("Events");
        events(json, node);
        json.name("GCVolumesOnNodeGC").raw(fields[4]);
        json.name("HTTPAddr").raw(fields[5]);
        json.name("HostNetworks").raw(fields[6]);
        json.name("HostVolumes").raw(fields[7]);
        Fields.text(json, "ID", node.id);
        Fields.text(json, "IdentitySigningKeyID", signingKeyId);
        Fields.number(json, "LastAllocUpdateIndex", node.allocUpdateIndex);
        json.name("LastDrain");
        lastDrain(json, node);
        Fields.number(json, "LastMissedHeartbeatIndex", node.missedHeartbeatIndex);
        json.name("Links").raw(fields[8]);
        json.name("Meta");
        texts(json, node.meta);
        Fields.number(json, "ModifyIndex", node.modifyIndex);
        Fields.text(json, "Name", node.name);
        Fields.text(json, "NodeClass", node.nodeClass);
        json.name("NodeMaxAllocs").raw(fields[9]);
        Fields.text(json, "NodePool", node.nodePool);
        json.name("NodeResources").raw(fields[10]);
        json.name("ReservedResources").raw(fields[11]);
        Fields.text(json, "SchedulingEligibility", node.eligibility());
        Fields.text(json, "SecretID", "");
        Fields.text(json, "Status", status(node));
        Fields.text(json, "StatusDescription", "");
        Fields.number(json, "StatusUpdatedAt", node.statusUpdatedMs / 1000);
        json.name("TLSEnabled").raw(fields[12]);
        json.endObject();
    }

    /** The form of lists. */
    public static void writeStub(
            final JsonWriter json, final NodeView node, final boolean withResources, final boolean withOs) {
        final byte[][] fields = new DocumentSplice(node.document).values(STUB_FIELDS);
        json.beginObject();
        Fields.text(json, "Address", address(node));
        json.name("Attributes");
        if (withOs) {
            texts(json, Map.of("os.name", node.attributes.getOrDefault("os.name", "")));
        } else {
            json.nil();
        }
        Fields.number(json, "CreateIndex", node.createIndex);
        Fields.text(json, "Datacenter", node.datacenter);
        Fields.bool(json, "Drain", node.isDraining);
        json.name("Drivers").raw(fields[0]);
        json.name("HostVolumes").raw(fields[2]);
        Fields.text(json, "ID", node.id);
        json.name("LastDrain");
        lastDrain(json, node);
        Fields.number(json, "ModifyIndex", node.modifyIndex);
        Fields.text(json, "Name", node.name);
        Fields.text(json, "NodeClass", node.nodeClass);
        Fields.text(json, "NodePool", node.nodePool);
        Fields.raw(json, "NodeResources", withResources ? fields[3] : new byte[0]);
        Fields.raw(json, "ReservedResources", withResources ? fields[4] : new byte[0]);
        Fields.text(json, "SchedulingEligibility", node.eligibility());
        Fields.text(json, "Status", status(node));
        Fields.text(json, "StatusDescription", "");
        Fields.text(json, "Version", node.attributes.getOrDefault("nomad.version", ""));
        json.endObject();
    }

    private static String status(final NodeView node) {
        return switch (node.status) {
            case INITIALIZING -> "initializing";
            case READY -> "ready";
            case DISCONNECTED -> "disconnected";
            default -> "down";
        };
    }

    private static String address(final NodeView node) {
        final String text = node.attributes.getOrDefault("unique.advertise.address", "");
        final int colon = text.lastIndexOf(':');
        return colon < 0 ? node.attributes.getOrDefault("unique.network.ip-address", "") : text.substring(0, colon);
    }

    private static void drainStrategy(final JsonWriter json, final NodeView node) {
        if (!node.isDraining) {
            json.nil();
            return;
        }
        json.beginObject();
        Fields.number(json, "Deadline", Texts.nanos(node.drainDeadlineMs));
        json.name("ForceDeadline");
        if (node.drainDeadlineMs > 0) {
            json.string(Texts.time(node.drainStartedMs + node.drainDeadlineMs));
        } else {
            json.nil();
        }
        Fields.bool(json, "IgnoreSystemJobs", node.drainIgnoresSystemJobs);
        Fields.text(json, "StartedAt", Texts.time(node.drainStartedMs));
        json.endObject();
    }

    private static void lastDrain(final JsonWriter json, final NodeView node) {
        if (node.lastDrainStatus == 0 || node.lastDrainStatus >= LAST_DRAIN.length) {
            json.nil();
            return;
        }
        json.beginObject();
        Fields.text(json, "AccessorID", "token:acls-disabled");
        Fields.raw(json, "Meta", node.drainMeta);
        Fields.text(json, "StartedAt", seconds(node.drainStartedMs));
        Fields.text(json, "Status", LAST_DRAIN[node.lastDrainStatus]);
        Fields.text(json, "UpdatedAt", seconds(node.drainUpdatedMs));
        json.endObject();
    }

    private static String seconds(final long ms) {
        return Instant.ofEpochMilli(ms).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void events(final JsonWriter json, final NodeView node) {
        json.beginArray();
        for (final NodeView.Event event : node.events) {
            json.beginObject();
            // Clients know the first event by its index of 0.
            Fields.number(json, "CreateIndex", event.message().equals(REGISTERED) ? 0 : event.createIndex());
            Fields.raw(json, "Details", event.details());
            Fields.text(json, "Message", event.message());
            Fields.text(json, "Subsystem", event.subsystem());
            Fields.text(json, "Timestamp", Texts.time(event.timestampMs()));
            json.endObject();
        }
        json.endArray();
    }

    private static void texts(final JsonWriter json, final Map<String, String> texts) {
        json.beginObject();
        texts.forEach((key, value) -> Fields.text(json, key, value));
        json.endObject();
    }
}
