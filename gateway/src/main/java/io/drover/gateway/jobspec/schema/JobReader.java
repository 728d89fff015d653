package io.drover.gateway.jobspec.schema;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.Map;

/**
 * Reads a job that a client sent: every field of the schema is in the result, absent ones unset; unknown fields are ignored;
 * names match without regard to case; a value of the wrong kind is an error that names its field and what is expected.
 *
 * <p>Numbers in free-form objects become floating point, because that is what the reference makes of them.
 */
public final class JobReader {

    private final JobSchema schema = JobSchema.api();

    private JobReader() {}

    /**
     * Reads a job that is the value of a request's field.
     *
     * @param value the sent value
     * @param requestType name of the request, used in messages
     * @param field name of the field, used in messages
     */
    public static JsonObject read(final JsonValue value, final String requestType, final String field)
            throws JobReadException {
        final JobReader reader = new JobReader();
        if (!(value instanceof JsonObject object)) {
            throw mismatch(value.kind(), requestType, field, "api.Job");
        }
        return reader.object(object, reader.schema.job(), field);
    }

    /** Reads the job of a registration request, which is its field {@code Job}. */
    public static JsonObject read(final JsonValue value) throws JobReadException {
        return read(value, "JobRegisterRequest", "Job");
    }

    private JsonObject object(final JsonObject sent, final TypeSpec type, final String path) throws JobReadException {
        final JsonObject object = type.unsetObject();
        for (final Map.Entry<String, JsonValue> entry : sent.entries()) {
            final FieldSpec field = type.field(entry.getKey());
            if (field == null || field.name().startsWith("(")) {
                continue;
            }
            final JsonValue value = entry.getValue();
            object.put(
                    field.name(),
                    value == JsonNull.NULL
                            ? field.unset()
                            : value(value, field.kind(), type.name(), path + "." + field.name()));
        }
        return object;
    }

    private JsonValue value(final JsonValue sent, final FieldKind kind, final String owner, final String path)
            throws JobReadException {
        if (kind.base() == FieldKind.Base.BYTE) {
            return expect(sent, sent instanceof JsonString, owner, path, "[]uint8");
        }
        return switch (kind.shape()) {
            case LIST -> list(sent, kind, owner, path);
            case MAP, MAP_OF_LISTS -> map(sent, kind, owner, path);
            case SINGLE -> single(sent, kind, owner, path);
        };
    }

    private JsonValue list(final JsonValue sent, final FieldKind kind, final String owner, final String path)
            throws JobReadException {
        if (!(sent instanceof JsonArray array)) {
            throw mismatch(sent.kind(), owner, path, goType(kind));
        }
        final JsonArray list = new JsonArray();
        for (final JsonValue element : array) {
            list.add(element == JsonNull.NULL ? unsetElement(kind) : single(element, kind, owner, path));
        }
        return list;
    }

    private JsonValue map(final JsonValue sent, final FieldKind kind, final String owner, final String path)
            throws JobReadException {
        if (!(sent instanceof JsonObject object)) {
            throw mismatch(sent.kind(), owner, path, goType(kind));
        }
        final JsonObject map = new JsonObject();
        for (final Map.Entry<String, JsonValue> entry : object.entries()) {
            final JsonValue element = entry.getValue();
            if (element == JsonNull.NULL) {
                map.put(entry.getKey(), unsetElement(kind));
            } else if (kind.shape() == FieldKind.Shape.MAP_OF_LISTS) {
                map.put(entry.getKey(), list(element, FieldKind.parse("[]string"), owner, path));
            } else {
                map.put(entry.getKey(), single(element, kind, owner, path));
            }
        }
        return map;
    }

    private static JsonValue unsetElement(final FieldKind kind) {
        if (kind.isStruct() || kind.shape() == FieldKind.Shape.MAP_OF_LISTS) {
            return JsonNull.NULL;
        }
        return kind.base() == FieldKind.Base.STRING ? JsonString.EMPTY : JsonNumber.ZERO;
    }

    private JsonValue single(final JsonValue sent, final FieldKind kind, final String owner, final String path)
            throws JobReadException {
        return switch (kind.base()) {
            case STRING -> expect(sent, sent instanceof JsonString, owner, path, "string");
            case BOOL -> expect(sent, sent instanceof JsonBoolean, owner, path, "bool");
            case OBJECT -> floating(expect(sent, sent instanceof JsonObject, owner, path, "map[string]interface {}"));
            case STRUCT -> {
                if (!(sent instanceof JsonObject object)) {
                    throw mismatch(sent.kind(), owner, path, "api." + kind.typeName());
                }
                yield object(object, schema.type(kind.typeName()), path);
            }
            default -> integer(sent, kind.base(), owner, path);
        };
    }

    private static JsonValue integer(
            final JsonValue sent, final FieldKind.Base base, final String owner, final String path)
            throws JobReadException {
        if (!(sent instanceof JsonNumber number)) {
            throw mismatch(sent.kind(), owner, path, scalarType(base));
        }
        try {
            final long value = Long.parseLong(number.literal());
            if (value >= base.min() && value <= base.max()) {
                return JsonNumber.of(value);
            }
        } catch (final NumberFormatException fractionOrTooLarge) {
            throw mismatch("number " + number.literal(), owner, path, scalarType(base));
        }
        throw mismatch("number " + number.literal(), owner, path, scalarType(base));
    }

    private static JsonValue floating(final JsonValue value) {
        if (value instanceof JsonNumber number) {
            final double nearest = number.doubleValue();
            return Double.isInfinite(nearest) ? number : JsonNumber.ofDouble(nearest);
        }
        if (value instanceof JsonArray array) {
            final JsonArray list = new JsonArray();
            array.forEach(element -> list.add(floating(element)));
            return list;
        }
        if (value instanceof JsonObject object) {
            final JsonObject result = new JsonObject();
            object.entries().forEach(entry -> result.put(entry.getKey(), floating(entry.getValue())));
            return result;
        }
        return value;
    }

    private static JsonValue expect(
            final JsonValue sent, final boolean isRight, final String owner, final String path, final String type)
            throws JobReadException {
        if (!isRight) {
            throw mismatch(sent.kind(), owner, path, type);
        }
        return sent;
    }

    private static JobReadException mismatch(
            final String kind, final String owner, final String path, final String type) {
        return new JobReadException(
                "json: cannot unmarshal " + kind + " into Go struct field " + owner + "." + path + " of type " + type);
    }

    private static String goType(final FieldKind kind) {
        final String element =
                kind.isStruct() ? (kind.isPointer() ? "*api." : "api.") + kind.typeName() : scalarType(kind.base());
        return switch (kind.shape()) {
            case LIST -> "[]" + element;
            case MAP -> "map[string]" + element;
            case MAP_OF_LISTS -> "map[string][]" + element;
            case SINGLE -> element;
        };
    }

    private static String scalarType(final FieldKind.Base base) {
        return switch (base) {
            case DURATION -> "time.Duration";
            case INT -> "int";
            case INT64 -> "int64";
            case INT8 -> "int8";
            case UINT8 -> "uint8";
            case UINT16 -> "uint16";
            case UINT32 -> "uint32";
            case UINT64 -> "uint64";
            default -> "string";
        };
    }
}
