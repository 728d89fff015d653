package io.drover.gateway.endpoint;

import io.drover.gateway.http.Call;
import io.drover.gateway.http.HttpProblem;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonLimits;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON object that a request carries, read as the reference reads one: names match without regard to case, unknown ones are
 * ignored, {@code null} is the zero value, of repeated names the last one wins.
 */
final class RequestBody {
    private final JsonObject object;
    private final String structName;

    private RequestBody(final JsonObject object, final String structName) {
        this.object = object;
        this.structName = structName;
    }

    /**
     * Reads the body of a call.
     *
     * @param type name of the request with its package, as messages spell it.
     */
    static RequestBody of(final Call call, final String type) throws HttpProblem {
        if (call.body().length == 0) {
            throw new HttpProblem(400, "Request body is empty");
        }
        final JsonValue value;
        try {
            value = JsonParser.parseFirst(call.body(), JsonLimits.DEFAULT);
        } catch (final JsonSyntaxException ex) {
            throw new HttpProblem(400, String.valueOf(ex.getMessage()));
        }
        if (value == JsonNull.NULL) {
            return new RequestBody(new JsonObject(), structName(type));
        }
        if (!(value instanceof JsonObject object)) {
            throw new HttpProblem(400, "json: cannot unmarshal " + value.kind() + " into Go value of type " + type);
        }
        return new RequestBody(object, structName(type));
    }

    /** The same body, the fields of which errors name as those of another type: clients know some types by the name of an alias. */
    RequestBody withFieldsOf(final String name) {
        return new RequestBody(object, name);
    }

    /** The same, where a request may come without body and means the zero values. */
    static RequestBody ofOptional(final Call call, final String type) throws HttpProblem {
        return call.body().length == 0 ? new RequestBody(new JsonObject(), structName(type)) : of(call, type);
    }

    /** A field as it was sent; {@code null} when it was not. */
    JsonValue value(final String name) {
        final JsonValue exact = object.get(name);
        if (exact != null) {
            return exact;
        }
        JsonValue found = JsonNull.NULL;
        for (final Map.Entry<String, JsonValue> entry : object.entries()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                found = entry.getValue();
            }
        }
        return found;
    }

    boolean isSet(final String name) {
        return value(name) != JsonNull.NULL;
    }

    String text(final String name) throws HttpProblem {
        return text(name, "string");
    }

    /** A text of a type that errors name. */
    String text(final String name, final String goType) throws HttpProblem {
        final JsonValue value = value(name);
        if (value == JsonNull.NULL) {
            return "";
        }
        if (value instanceof JsonString string) {
            return string.value();
        }
        throw mismatch(value, name, goType);
    }

    boolean flag(final String name) throws HttpProblem {
        final JsonValue value = value(name);
        if (value == JsonNull.NULL) {
            return false;
        }
        if (value instanceof JsonBoolean bool) {
            return bool.value();
        }
        throw mismatch(value, name, "bool");
    }

    /** A number of at least 0. */
    long unsigned(final String name) throws HttpProblem {
        return number(name, "uint64", true);
    }

    long number(final String name) throws HttpProblem {
        return number(name, "int", false);
    }

    /** A number of 64 bits, which the reference calls another type. */
    long wide(final String name) throws HttpProblem {
        return number(name, "int64", false);
    }

    /** Nanoseconds. */
    long duration(final String name) throws HttpProblem {
        return number(name, "time.Duration", false);
    }

    List<String> texts(final String name) throws HttpProblem {
        final JsonValue value = value(name);
        final List<String> texts = new ArrayList<>();
        if (value == JsonNull.NULL) {
            return texts;
        }
        if (!(value instanceof JsonArray array)) {
            throw mismatch(value, name, "[]string");
        }
        for (final JsonValue element : array) {
            if (!(element instanceof JsonString string)) {
                throw mismatch(element, name, "string");
            }
            texts.add(string.value());
        }
        return texts;
    }

    /** An object of strings; empty when it was not sent. */
    JsonObject textMap(final String name) throws HttpProblem {
        final JsonValue value = value(name);
        if (value == JsonNull.NULL) {
            return new JsonObject();
        }
        if (!(value instanceof JsonObject map)) {
            throw mismatch(value, name, "map[string]string");
        }
        for (final Map.Entry<String, JsonValue> entry : map.entries()) {
            if (!(entry.getValue() instanceof JsonString)) {
                throw mismatch(entry.getValue(), name, "string");
            }
        }
        return map;
    }

    /** An object to be read the same way. */
    RequestBody object(final String name, final String objectType) throws HttpProblem {
        final JsonValue value = value(name);
        if (value == JsonNull.NULL) {
            return new RequestBody(new JsonObject(), objectType);
        }
        if (value instanceof JsonObject inner) {
            return new RequestBody(inner, objectType);
        }
        throw mismatch(value, name, objectType);
    }

    /** The whole object as it was sent. */
    JsonObject asSent() {
        return object;
    }

    private long number(final String name, final String goType, final boolean isUnsigned) throws HttpProblem {
        final JsonValue value = value(name);
        if (value == JsonNull.NULL) {
            return 0;
        }
        if (!(value instanceof JsonNumber number)) {
            throw mismatch(value, name, goType);
        }
        if (!number.isIntegerLiteral() || isUnsigned && number.literal().startsWith("-")) {
            throw new HttpProblem(
                    400,
                    "json: cannot unmarshal number " + number.literal() + " into Go struct field " + field(name)
                            + " of type " + goType);
        }
        return number.longValue();
    }

    private HttpProblem mismatch(final JsonValue value, final String name, final String goType) {
        return new HttpProblem(
                400,
                "json: cannot unmarshal " + value.kind() + " into Go struct field " + field(name) + " of type "
                        + goType);
    }

    private String field(final String name) {
        return structName + "." + name;
    }

    private static String structName(final String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
