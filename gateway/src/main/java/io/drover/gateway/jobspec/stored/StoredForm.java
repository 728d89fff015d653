package io.drover.gateway.jobspec.stored;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.jobspec.schema.FieldKind;
import java.util.Map;

/**
 * Leaves out of a document every field that is unset, and brings them back: most fields of most jobs are, and log, state, snapshots and
 * nodes carry less than half. A field that the schema gets later is unset in all documents that are older.
 */
public final class StoredForm {
    private StoredForm() {}

    /** Writes a value of a whole job, the field of which has this name, the way it is stored; writes nothing when it is unset. */
    public static void writeField(final JsonWriter json, final String name, final JsonValue value) {
        field(json, StoredType.job(), name, value);
    }

    /** The whole document, sorted and compact; one that is whole already comes back as it is. */
    public static byte[] complete(final byte[] stored) {
        return stored.length == 0 ? stored : new Completion(stored).toBytes();
    }

    private static void field(final JsonWriter json, final StoredType type, final String name, final JsonValue value) {
        final StoredType.Field field = type.field(name);
        if (field == null) {
            json.name(name).value(value);
        } else if (!field.isUnset(value)) {
            json.name(name);
            if (field.isStruct()) {
                structs(json, field, value);
            } else {
                json.value(value);
            }
        }
    }

    private static void structs(final JsonWriter json, final StoredType.Field field, final JsonValue value) {
        if (value instanceof JsonArray array) {
            json.beginArray();
            array.forEach(element -> struct(json, field.type(), element));
            json.endArray();
        } else if (value instanceof JsonObject object && field.spec().kind().shape() == FieldKind.Shape.MAP) {
            json.beginObject();
            for (final Map.Entry<String, JsonValue> entry : object.sortedEntries()) {
                struct(json.name(entry.getKey()), field.type(), entry.getValue());
            }
            json.endObject();
        } else {
            struct(json, field.type(), value);
        }
    }

    private static void struct(final JsonWriter json, final StoredType type, final JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            json.value(value);
            return;
        }
        json.beginObject();
        for (final Map.Entry<String, JsonValue> entry : object.sortedEntries()) {
            field(json, type, entry.getKey(), entry.getValue());
        }
        json.endObject();
    }
}
