package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.render.CsiVolumeView;
import io.drover.scheduler.spec.VolumeModes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A volume of a storage plugin as a client describes it.
 *
 * @param fields what readers see beside live fields, in the order of their names; secrets are there by their names alone.
 * @param secrets in clear, an object of texts, on its way to be sealed. Never shown.
 */
record CsiVolumeDraft(String namespace, String id, String plugin, JsonObject fields, JsonObject secrets) {
    private static final String HIDDEN = "[REDACTED]";
    private static final int TOPOLOGIES_MAX = 256;
    private static final int SEGMENTS_MAX = 256;

    /** Reads and checks the volumes of a call. */
    static List<CsiVolumeDraft> read(final Call call, final String type) throws HttpProblem {
        final List<JsonObject> sent = RequestBody.of(call, type).asSent().objects("Volumes");
        if (sent.isEmpty()) {
            throw new HttpProblem(500, "missing volume definition");
        }
        final List<CsiVolumeDraft> drafts = new ArrayList<>();
        for (final JsonObject volume : sent) {
            drafts.add(of(call, volume));
        }
        return drafts;
    }

    /** Bits of {@link VolumeModes#capability}. */
    int capabilities() {
        int bits = 0;
        for (final JsonObject each : fields.objects("RequestedCapabilities")) {
            bits |= VolumeModes.capability(
                    VolumeModes.ACCESS.indexOf(each.text("AccessMode")),
                    VolumeModes.ATTACHMENT.indexOf(each.text("AttachmentMode")));
        }
        return bits;
    }

    /** Places that it can be reached from, each by its segments. */
    List<Map<String, String>> topologies() {
        final List<Map<String, String>> topologies = new ArrayList<>();
        for (final JsonObject each : fields.objects("Topologies")) {
            final Map<String, String> segments = new TreeMap<>();
            final JsonObject sent = each.object("Segments");
            if (sent != null) {
                sent.names().forEach(name -> segments.put(name, sent.text(name)));
            }
            topologies.add(segments);
        }
        return topologies;
    }

    /** What the state keeps. */
    byte[] document() {
        return JsonWriter.bytes(fields.without(Set.of("Name")));
    }

    /** What becomes of a volume that is there, or why it cannot become that. What the client leaves out stays. */
    CsiVolumeDraft mergedInto(final CsiVolumeView former) throws HttpProblem {
        final JsonObject before;
        try {
            before = JsonParser.parse(former.document()) instanceof JsonObject object ? object : new JsonObject();
        } catch (final JsonSyntaxException ex) {
            throw new HttpProblem(500, "the volume cannot be read");
        }
        final List<String> errors = new ArrayList<>();
        final JsonObject merged = fields.copy();
        before.put("Name", former.name());
        keep(before, merged, errors, "Name", "volume name cannot be updated");
        keep(before, merged, errors, "ExternalID", "volume external ID cannot be updated");
        if (!plugin.equals(former.plugin())) {
            errors.add("volume plugin ID cannot be updated");
        }
        keep(before, merged, errors, "CloneID", "volume clone ID cannot be updated");
        keep(before, merged, errors, "SnapshotID", "volume snapshot ID cannot be updated");
        mergeCapacity(before, merged, errors);
        if (former.claimedMode() != 0 && 0 == (former.claimedMode() & capabilities())) {
            errors.add("volume requested capabilities update was not compatible with existing capability in use");
        }
        if (before.count("Topologies") > 0) {
            if (!before.value("RequestedTopologies").equals(merged.value("RequestedTopologies"))) {
                errors.add("volume topology request update was not compatible with existing topology");
            }
            merged.put("Topologies", before.value("Topologies"));
        }
        if (former.isClaimed() && !before.value("MountOptions").equals(merged.value("MountOptions"))) {
            errors.add("volume mount options cannot be updated while the volume is in use");
        }
        final JsonObject parameters = merged.object("Parameters");
        if (parameters != null && !parameters.isEmpty() && !parameters.equals(before.value("Parameters"))) {
            errors.add("volume parameters cannot be updated");
        }
        merged.put("Parameters", before.value("Parameters"));
        if (!errors.isEmpty()) {
            throw new HttpProblem(500, ErrorTexts.list(errors));
        }
        return new CsiVolumeDraft(namespace, id, plugin, merged, secrets);
    }

    private static void keep(
            final JsonObject before,
            final JsonObject merged,
            final List<String> errors,
            final String name,
            final String refusal) {
        if (!merged.text(name).isEmpty() && !merged.text(name).equals(before.text(name))) {
            errors.add(refusal);
        }
        merged.put(name, before.text(name));
    }

    private static void mergeCapacity(final JsonObject before, final JsonObject merged, final List<String> errors) {
        final long capacity = before.number("Capacity");
        if (capacity != 0) {
            final long most = merged.number("RequestedCapacityMax");
            if (most != 0 && most < capacity || merged.number("RequestedCapacityMin") > capacity) {
                errors.add("volume requested capacity update was not compatible with existing capacity");
            }
            merged.put("Capacity", capacity);
        }
    }

    private static CsiVolumeDraft of(final Call call, final JsonObject sent) throws HttpProblem {
        final String given = sent.text("Namespace");
        final JsonObject secrets = texts(sent.object("Secrets"));
        final JsonObject names = new JsonObject();
        secrets.names().forEach(name -> names.put(name, HIDDEN));
        final JsonObject fields = new JsonObject()
                .put("Capacity", sent.number("Capacity"))
                .put("CloneID", sent.text("CloneID"))
                .put("Context", textsOrNull(sent.object("Context")))
                .put("ExternalID", sent.text("ExternalID"))
                .put("MountOptions", mountOptions(sent.object("MountOptions")))
                .put("Name", sent.text("Name"))
                .put("Parameters", textsOrNull(sent.object("Parameters")))
                .put("RequestedCapabilities", capabilities(sent))
                .put("RequestedCapacityMax", sent.number("RequestedCapacityMax"))
                .put("RequestedCapacityMin", sent.number("RequestedCapacityMin"))
                .put("RequestedTopologies", requested(sent.object("RequestedTopologies")))
                .put("Secrets", names)
                .put("SnapshotID", sent.text("SnapshotID"))
                .put("Topologies", topologies(sent));
        final CsiVolumeDraft draft = new CsiVolumeDraft(
                given.isEmpty() ? call.namespace() : given, sent.text("ID"), sent.text("PluginID"), fields, secrets);
        draft.check();
        return draft;
    }

    private void check() throws HttpProblem {
        final List<String> errors = new ArrayList<>();
        if (id.isEmpty()) {
            errors.add("missing volume id");
        }
        if (plugin.isEmpty()) {
            errors.add("missing plugin id");
        }
        if (!fields.text("SnapshotID").isEmpty() && !fields.text("CloneID").isEmpty()) {
            errors.add("only one of snapshot_id and clone_id is allowed");
        }
        if (fields.count("RequestedCapabilities") == 0) {
            errors.add("must include at least one capability block");
        }
        final JsonObject requested = fields.object("RequestedTopologies");
        if (requested != null) {
            for (final JsonObject each : requested.objects("Required")) {
                if (each.isNull("Segments")) {
                    errors.add("required topology is missing segments field");
                }
            }
            for (final JsonObject each : requested.objects("Preferred")) {
                if (each.isNull("Segments")) {
                    errors.add("preferred topology is missing segments field");
                }
            }
        }
        final List<Map<String, String>> topologies = topologies();
        if (topologies.size() > TOPOLOGIES_MAX || topologies.stream().anyMatch(each -> each.size() > SEGMENTS_MAX)) {
            errors.add("at most " + TOPOLOGIES_MAX + " topologies of " + SEGMENTS_MAX + " segments are allowed");
        }
        if (!errors.isEmpty()) {
            throw new HttpProblem(500, "validation: " + String.join(", ", errors));
        }
    }

    private static JsonArray capabilities(final JsonObject sent) {
        final JsonArray result = new JsonArray();
        for (final JsonObject each : sent.objects("RequestedCapabilities")) {
            result.add(new JsonObject()
                    .put("AccessMode", each.text("AccessMode"))
                    .put("AttachmentMode", each.text("AttachmentMode")));
        }
        return result;
    }

    private static JsonValue topologies(final JsonObject sent) {
        final JsonArray result = new JsonArray();
        for (final JsonObject each : sent.objects("Topologies")) {
            result.add(new JsonObject().put("Segments", textsOrNull(each.object("Segments"))));
        }
        return result.size() == 0 ? JsonNull.NULL : result;
    }

    private static JsonValue requested(final @Nullable JsonObject sent) {
        if (sent == null) {
            return JsonNull.NULL;
        }
        final JsonObject result = new JsonObject();
        for (final String name : List.of("Preferred", "Required")) {
            final JsonArray places = new JsonArray();
            for (final JsonObject each : sent.objects(name)) {
                places.add(new JsonObject().put("Segments", textsOrNull(each.object("Segments"))));
            }
            result.put(name, places.size() == 0 ? JsonNull.NULL : places);
        }
        return result;
    }

    private static JsonValue mountOptions(final @Nullable JsonObject sent) {
        return sent == null
                ? JsonNull.NULL
                : new JsonObject()
                        .put("FSType", sent.text("FSType"))
                        .put(
                                "MountFlags",
                                sent.count("MountFlags") == 0
                                        ? JsonNull.NULL
                                        : JsonArray.ofStrings(sent.texts("MountFlags")));
    }

    private static JsonValue textsOrNull(final @Nullable JsonObject sent) {
        return sent == null ? JsonNull.NULL : texts(sent);
    }

    private static JsonObject texts(final @Nullable JsonObject sent) {
        final JsonObject result = new JsonObject();
        if (sent != null) {
            for (final Map.Entry<String, JsonValue> entry : sent.sortedEntries()) {
                if (entry.getValue() instanceof JsonString) {
                    result.put(entry.getKey(), entry.getValue());
                }
            }
        }
        return result;
    }

    @Override
    public String toString() {
        return "CSI volume " + namespace + "/" + id + " of " + plugin;
    }
}
