package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.scheduler.spec.VolumeModes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A dynamic host volume as a client describes it.
 *
 * @param capabilities a list of objects, at least one.
 * @param constraints a list, or null.
 * @param parameters an object of texts, or null.
 */
record HostVolumeDraft(
        String id,
        String name,
        String plugin,
        String nodePool,
        String nodeId,
        String hostPath,
        long capacityMin,
        long capacityMax,
        JsonArray capabilities,
        JsonValue constraints,
        JsonValue parameters) {
    private static final int NAME_LENGTH_MAX = 128;
    private static final int CONSTRAINTS_MAX = 64;
    private static final String DEFAULT_PLUGIN = "default";

    /** Reads and checks the body of a call. */
    static HostVolumeDraft of(final Call call, final String type) throws HttpProblem {
        final RequestBody body = RequestBody.of(call, type);
        if (!body.isSet("Volume")) {
            throw new HttpProblem(500, "missing volume definition");
        }
        final RequestBody volume = body.object("Volume", "HostVolume.Volume");
        final HostVolumeDraft draft = new HostVolumeDraft(
                volume.text("ID"),
                volume.text("Name"),
                volume.text("PluginID"),
                volume.text("NodePool"),
                volume.text("NodeID"),
                volume.text("HostPath"),
                volume.wide("RequestedCapacityMinBytes"),
                volume.wide("RequestedCapacityMaxBytes"),
                capabilities(volume),
                volume.isSet("Constraints") ? constraints(volume) : JsonNull.NULL,
                volume.isSet("Parameters") ? volume.textMap("Parameters") : JsonNull.NULL);
        draft.check();
        return draft;
    }

    /** What the state keeps beside the columns of a row. */
    byte[] document(final String path) {
        return JsonWriter.bytes(new JsonObject()
                .put("Constraints", constraints)
                .put("HostPath", path)
                .put("Parameters", parameters)
                .put("RequestedCapabilities", capabilities)
                .put("RequestedCapacityMaxBytes", capacityMax)
                .put("RequestedCapacityMinBytes", capacityMin));
    }

    /** The plugin that makes it. */
    String pluginOrDefault() {
        return plugin.isEmpty() ? DEFAULT_PLUGIN : plugin;
    }

    /** Bits of {@link VolumeModes#capability}. */
    int capabilityBits() {
        int bits = 0;
        for (final JsonObject each : capabilities.objects()) {
            bits |= VolumeModes.capability(
                    VolumeModes.ACCESS.indexOf(each.text("AccessMode")),
                    VolumeModes.ATTACHMENT.indexOf(each.text("AttachmentMode")));
        }
        return bits;
    }

    private static JsonArray capabilities(final RequestBody volume) throws HttpProblem {
        final JsonArray result = new JsonArray();
        if (volume.value("RequestedCapabilities") instanceof JsonArray sent) {
            for (final JsonObject each : sent.objects()) {
                result.add(new JsonObject()
                        .put("AccessMode", textOr(each, "AccessMode", "single-node-writer"))
                        .put("AttachmentMode", textOr(each, "AttachmentMode", "file-system")));
            }
        } else if (volume.isSet("RequestedCapabilities")) {
            throw new HttpProblem(
                    400, "json: cannot unmarshal RequestedCapabilities into a list of capabilities of a host volume");
        }
        if (result.isEmpty()) {
            result.add(new JsonObject().put("AccessMode", "single-node-writer").put("AttachmentMode", "file-system"));
        }
        return result;
    }

    private static JsonArray constraints(final RequestBody volume) throws HttpProblem {
        final JsonArray result = new JsonArray();
        if (!(volume.value("Constraints") instanceof JsonArray sent) || sent.size() > CONSTRAINTS_MAX) {
            throw new HttpProblem(400, "Constraints must be a list of at most " + CONSTRAINTS_MAX + " constraints");
        }
        for (final JsonObject each : sent.objects()) {
            result.add(new JsonObject()
                    .put("LTarget", each.text("LTarget"))
                    .put("Operand", textOr(each, "Operand", "="))
                    .put("RTarget", each.text("RTarget")));
        }
        return result;
    }

    private static String textOr(final JsonObject object, final String name, final String otherwise) {
        return object.text(name).isEmpty() ? otherwise : object.text(name);
    }

    private void check() throws HttpProblem {
        final List<String> errors = new ArrayList<>();
        if (name.isEmpty()) {
            errors.add("missing name");
        } else if (name.length() > NAME_LENGTH_MAX) {
            errors.add("name is longer than " + NAME_LENGTH_MAX + " characters");
        }
        if (capacityMax > 0 && capacityMax < capacityMin) {
            errors.add("capacity_max (" + capacityMax + ") must be larger than capacity_min (" + capacityMin + ")");
        }
        for (final JsonObject each : capabilities.objects()) {
            final int access = VolumeModes.ACCESS.indexOf(each.text("AccessMode"));
            if (!VolumeModes.ATTACHMENT.contains(each.text("AttachmentMode"))) {
                errors.add("invalid attachment mode: \"" + each.text("AttachmentMode") + "\"");
            } else if (access < 0 || access > VolumeModes.SINGLE_NODE_MULTI_WRITER) {
                errors.add("invalid access mode: \"" + each.text("AccessMode") + "\"");
            }
        }
        if (constraints instanceof JsonArray list) {
            for (final JsonObject each : list.objects()) {
                if (each.text("Operand").startsWith("distinct_")) {
                    errors.add("invalid constraint " + each.text("Operand") + ": not of use for a single volume");
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new HttpProblem(500, "volume validation failed: " + ErrorTexts.list(errors));
        }
    }

    /** What the node is asked to make, to take over or to remove. */
    byte[] request(final String volumeId, final String namespace, final String pool) {
        final JsonObject request = new JsonObject()
                .put("CapacityMaxBytes", JsonNumber.of(capacityMax))
                .put("CapacityMinBytes", JsonNumber.of(capacityMin))
                .put("HostPath", hostPath)
                .put("ID", volumeId)
                .put("Name", name)
                .put("Namespace", namespace)
                .put("NodePool", pool)
                .put("PluginID", pluginOrDefault());
        final JsonObject texts = new JsonObject();
        if (parameters instanceof JsonObject given) {
            for (final Map.Entry<String, JsonValue> entry : given.entries()) {
                texts.put(entry.getKey(), given.text(entry.getKey()));
            }
        }
        return JsonWriter.bytes(request.put("Parameters", texts));
    }
}
