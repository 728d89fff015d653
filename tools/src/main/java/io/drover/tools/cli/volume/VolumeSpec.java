package io.drover.tools.cli.volume;

import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.tools.cli.SpecFile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A volume specification: arguments and blocks at the top of a file.
 *
 * @param type {@code csi} unless the file says otherwise.
 * @param volume the volume as the API takes it.
 */
record VolumeSpec(String type, JsonObject volume) {
    private static final Set<String> ARGUMENTS = Set.of(
            "id",
            "name",
            "namespace",
            "type",
            "plugin_id",
            "external_id",
            "node_id",
            "node_pool",
            "host_path",
            "capacity",
            "capacity_min",
            "capacity_max",
            "snapshot_id",
            "clone_id",
            "parameters",
            "secrets",
            "context");
    private static final Map<String, Long> UNITS = Map.of(
            "", 1L,
            "B", 1L,
            "KB", 1_000L,
            "KIB", 1L << 10,
            "MB", 1_000_000L,
            "MIB", 1L << 20,
            "GB", 1_000_000_000L,
            "GIB", 1L << 30,
            "TB", 1_000_000_000_000L,
            "TIB", 1L << 40);

    static VolumeSpec parse(final String fileName, final String text) {
        final Body body = SpecFile.parse(fileName, text);
        for (final Argument argument : body.arguments()) {
            if (!ARGUMENTS.contains(argument.name())) {
                throw SpecFile.unknown(argument);
            }
        }
        final SpecFile spec = new SpecFile();
        final JsonObject head = new JsonObject();
        spec.copy(body, "type", head, "type");
        final String type = head.text("type").isEmpty() ? Volumes.CSI : head.text("type");
        final JsonObject volume = new JsonObject();
        copyCommon(spec, body, volume);
        if (type.equals(Volumes.HOST)) {
            copyHost(spec, body, volume);
        } else if (type.equals(Volumes.CSI)) {
            copyCsi(spec, body, volume);
        }
        return new VolumeSpec(type, volume);
    }

    private static void copyCommon(final SpecFile spec, final Body body, final JsonObject volume) {
        spec.copy(body, "id", volume, "ID");
        spec.copy(body, "name", volume, "Name");
        spec.copy(body, "namespace", volume, "Namespace");
        spec.copy(body, "plugin_id", volume, "PluginID");
        volume.put("Parameters", spec.pairs(body, "parameters"));
        final JsonArray capabilities = new JsonArray();
        for (final Block block : body.blocks("capability")) {
            final JsonObject capability = new JsonObject();
            spec.copy(block.body(), "access_mode", capability, "AccessMode");
            spec.copy(block.body(), "attachment_mode", capability, "AttachmentMode");
            capabilities.add(capability);
        }
        volume.put("RequestedCapabilities", capabilities);
    }

    private static void copyHost(final SpecFile spec, final Body body, final JsonObject volume) {
        spec.copy(body, "node_id", volume, "NodeID");
        spec.copy(body, "node_pool", volume, "NodePool");
        spec.copy(body, "host_path", volume, "HostPath");
        copySize(spec, body, "capacity", volume, "CapacityBytes");
        copySize(spec, body, "capacity_min", volume, "RequestedCapacityMinBytes");
        copySize(spec, body, "capacity_max", volume, "RequestedCapacityMaxBytes");
        final JsonArray constraints = new JsonArray();
        for (final Block block : body.blocks("constraint")) {
            final JsonObject constraint = new JsonObject();
            spec.copy(block.body(), "attribute", constraint, "LTarget");
            spec.copy(block.body(), "operator", constraint, "Operand");
            spec.copy(block.body(), "value", constraint, "RTarget");
            constraints.add(constraint);
        }
        if (!constraints.isEmpty()) {
            volume.put("Constraints", constraints);
        }
    }

    private static void copyCsi(final SpecFile spec, final Body body, final JsonObject volume) {
        spec.copy(body, "external_id", volume, "ExternalID");
        spec.copy(body, "snapshot_id", volume, "SnapshotID");
        spec.copy(body, "clone_id", volume, "CloneID");
        copySize(spec, body, "capacity_min", volume, "RequestedCapacityMin");
        copySize(spec, body, "capacity_max", volume, "RequestedCapacityMax");
        volume.put("Secrets", spec.pairs(body, "secrets"));
        volume.put("Context", spec.pairs(body, "context"));
        for (final Block block : body.blocks("mount_options")) {
            final JsonObject options = new JsonObject();
            spec.copy(block.body(), "fs_type", options, "FSType");
            spec.copy(block.body(), "mount_flags", options, "MountFlags");
            volume.put("MountOptions", options);
        }
        for (final Block block : body.blocks("topology_request")) {
            volume.put(
                    "RequestedTopologies",
                    new JsonObject()
                            .put("Required", topologies(spec, block.body().blocks("required")))
                            .put("Preferred", topologies(spec, block.body().blocks("preferred"))));
        }
    }

    private static JsonArray topologies(final SpecFile spec, final List<Block> blocks) {
        final JsonArray topologies = new JsonArray();
        for (final Block block : blocks) {
            for (final Block topology : block.body().blocks("topology")) {
                topologies.add(new JsonObject().put("Segments", spec.pairs(topology.body(), "segments")));
            }
        }
        return topologies;
    }

    private static void copySize(
            final SpecFile spec, final Body body, final String name, final JsonObject target, final String field) {
        final JsonObject read = new JsonObject();
        spec.copy(body, name, read, name);
        final JsonValue value = read.value(name);
        if (value instanceof JsonNumber) {
            target.put(field, value);
        } else if (value instanceof JsonString) {
            target.put(field, bytes(name, read.text(name)));
        }
    }

    /** Such as {@code 10GiB} or {@code 1 MB}. */
    private static long bytes(final String name, final String text) {
        final String trimmed = text.trim();
        int at = 0;
        while (at < trimmed.length() && (Character.isDigit(trimmed.charAt(at)) || trimmed.charAt(at) == '.')) {
            at++;
        }
        final Long unit = UNITS.get(trimmed.substring(at).trim().toUpperCase(Locale.ROOT));
        if (at == 0 || unit == null) {
            throw new IllegalArgumentException(
                    "invalid volume specification: could not parse value for " + name + " as a size: \"" + text + "\"");
        }
        return Math.round(Double.parseDouble(trimmed.substring(0, at)) * unit);
    }
}
