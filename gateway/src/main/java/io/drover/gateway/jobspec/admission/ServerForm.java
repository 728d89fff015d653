package io.drover.gateway.jobspec.admission;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.schema.FieldKind;
import io.drover.gateway.jobspec.schema.FieldSpec;
import io.drover.gateway.jobspec.schema.JobSchema;
import io.drover.gateway.jobspec.schema.TypeSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a canonical job in the form that clients send into the form that is stored and shown: fields that the server does not
 * keep are dropped, unset values become zero values, empty lists of blocks become null.
 */
final class ServerForm {

    private static final JobSchema SCHEMA = JobSchema.server();

    private ServerForm() {}

    /** Takes a canonical job over: it is good for nothing else afterwards. */
    static JsonObject of(final JsonObject sent) {
        for (final String dropped : new String[] {
            "ParentID",
            "Dispatched",
            "DispatchIdempotencyToken",
            "ConsulNamespace",
            "NomadTokenID",
            "Status",
            "StatusDescription",
            "Stable",
            "SubmitTime",
            "CreateIndex",
            "ModifyIndex",
            "JobModifyIndex"
        }) {
            sent.putNull(dropped);
        }
        sent.put("Update", jobUpdate(sent.object("Update")));
        for (final JsonObject group : sent.objects("TaskGroups")) {
            group.putNull("StopAfterClientDisconnect");
            group.putNull("MaxClientDisconnect");
            group.putNull("PreventRescheduleOnLost");
            dropUnknownVolumes(group);
            dropLocalDevices(group);
            for (final JsonObject task : group.objects("Tasks")) {
                task.objects("Services")
                        .forEach(service -> service.objects("Checks").forEach(check -> check.putNull("TaskName")));
                final JsonObject resources = task.object("Resources");
                if (resources != null) {
                    resources.putNull("DiskMB");
                    dropLocalDevices(resources);
                }
            }
        }
        return object(sent, SCHEMA.job());
    }

    /** Of the job's own update policy only two values are kept; the rest was merged into the groups. */
    private static JsonObject jobUpdate(final @Nullable JsonObject update) {
        final JsonObject kept = new JsonObject();
        if (update != null && update.number("MaxParallel") > 0) {
            kept.put("Stagger", update.value("Stagger")).put("MaxParallel", update.value("MaxParallel"));
        }
        return kept;
    }

    private static void dropUnknownVolumes(final JsonObject group) {
        final JsonObject volumes = group.object("Volumes");
        if (volumes == null || volumes.isEmpty()) {
            group.putNull("Volumes");
            return;
        }
        final JsonObject known = new JsonObject();
        for (final Map.Entry<String, JsonValue> entry : volumes.entries()) {
            if (entry.getValue() instanceof JsonObject volume
                    && (volume.text("Type").equals("host")
                            || volume.text("Type").equals("csi"))) {
                known.put(entry.getKey(), volume);
            }
        }
        group.put("Volumes", known);
    }

    private static void dropLocalDevices(final JsonObject owner) {
        owner.objects("Networks").forEach(network -> network.putNull("Device"));
    }

    private static JsonObject object(final JsonObject sent, final TypeSpec type) {
        final JsonObject object = new JsonObject(type.fieldsByName().size());
        for (final FieldSpec field : type.fieldsByName()) {
            final JsonValue value = value(sent(sent, field.name()), field);
            if (!field.isOmittedWhenUnset() || !isUnset(value, field)) {
                object.put(field.name(), value);
            }
        }
        return object;
    }

    /** Returns the sent value of a field, whose name may differ in case. */
    private static JsonValue sent(final JsonObject sent, final String name) {
        final JsonValue exact = sent.get(name);
        if (exact != null) {
            return exact;
        }
        for (final Map.Entry<String, JsonValue> entry : sent.entries()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return JsonNull.NULL;
    }

    private static boolean isUnset(final JsonValue value, final FieldSpec field) {
        return value.equals(field.unset())
                || (value instanceof JsonArray array && array.isEmpty())
                || (value instanceof JsonObject object && object.isEmpty());
    }

    private static JsonValue value(final JsonValue sent, final FieldSpec field) {
        final FieldKind kind = field.kind();
        if (!kind.isStruct()) {
            return sent == JsonNull.NULL ? field.unset() : sent;
        }
        final TypeSpec type = SCHEMA.type(field);
        if (sent instanceof JsonArray array) {
            final JsonArray list = new JsonArray();
            array.objects().forEach(element -> list.add(object(element, type)));
            return list.isEmpty() ? JsonNull.NULL : list;
        }
        if (!(sent instanceof JsonObject object)) {
            return kind.isNullable() ? JsonNull.NULL : object(new JsonObject(), type);
        }
        if (kind.shape() != FieldKind.Shape.MAP) {
            return object(object, type);
        }
        final JsonObject map = new JsonObject();
        for (final Map.Entry<String, JsonValue> entry : object.entries()) {
            if (entry.getValue() instanceof JsonObject element) {
                map.put(entry.getKey(), object(element, type));
            }
        }
        return map;
    }

    /** Makes a stored object of a type in which nothing is set. */
    static JsonObject unset(final String typeName) {
        return object(new JsonObject(), SCHEMA.type(typeName));
    }
}
