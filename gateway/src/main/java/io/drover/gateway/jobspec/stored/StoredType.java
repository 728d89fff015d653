package io.drover.gateway.jobspec.stored;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.jobspec.schema.FieldKind;
import io.drover.gateway.jobspec.schema.FieldSpec;
import io.drover.gateway.jobspec.schema.JobSchema;
import io.drover.gateway.jobspec.schema.TypeSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A type of the stored document, with its fields in the order of their names and the text of what each is when unset. */
final class StoredType {
    private static final JobSchema SCHEMA = JobSchema.server();
    private static final Map<String, StoredType> TYPES = new ConcurrentHashMap<>();

    /** Those that documents show, sorted. */
    final Field[] fields;

    private final Map<String, Field> byName = new HashMap<>();

    /**
     * A field that every complete document shows.
     *
     * @param name as text.
     * @param unset as text.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Field(FieldSpec spec, byte[] name, byte[] unset) {
        /** Whether values are objects of the schema. */
        boolean isStruct() {
            return spec.kind().isStruct();
        }

        /** The type of those objects. */
        StoredType type() {
            return of(spec.kind().typeName());
        }

        /** Whether a document without this field says the same. */
        boolean isUnset(final JsonValue value) {
            if (!isWholeObject(spec)) {
                return value.equals(spec.unset());
            }
            return value instanceof JsonObject object && type().isUnset(object);
        }
    }

    private StoredType(final TypeSpec type) {
        final List<Field> shown = new ArrayList<>();
        for (final FieldSpec spec : type.fieldsByName()) {
            if (!spec.isOmittedWhenUnset()) {
                final Field field =
                        new Field(spec, spec.name().getBytes(StandardCharsets.US_ASCII), JsonWriter.bytes(unset(spec)));
                shown.add(field);
                byName.put(spec.name(), field);
            }
        }
        fields = shown.toArray(Field[]::new);
    }

    static StoredType job() {
        return of("Job");
    }

    private static StoredType of(final String name) {
        final StoredType known = TYPES.get(name);
        return known == null ? TYPES.computeIfAbsent(name, absent -> new StoredType(SCHEMA.type(absent))) : known;
    }

    /** The field of a name; null for one that is left as it is. */
    @Nullable
    Field field(final String name) {
        return byName.get(name);
    }

    /** An object that is never null: unset, it still shows its fields. */
    private static boolean isWholeObject(final FieldSpec spec) {
        return spec.kind().isStruct()
                && !spec.kind().isNullable()
                && spec.kind().shape() == FieldKind.Shape.SINGLE;
    }

    private boolean isUnset(final JsonObject object) {
        for (final Map.Entry<String, JsonValue> entry : object.entries()) {
            final Field field = byName.get(entry.getKey());
            if (field == null || !field.isUnset(entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static JsonValue unset(final FieldSpec spec) {
        if (!isWholeObject(spec)) {
            return spec.unset();
        }
        final TypeSpec type = SCHEMA.type(spec);
        final JsonObject object = new JsonObject(type.fieldsByName().size());
        for (final FieldSpec field : type.fieldsByName()) {
            if (!field.isOmittedWhenUnset()) {
                object.put(field.name(), unset(field));
            }
        }
        return object;
    }
}
