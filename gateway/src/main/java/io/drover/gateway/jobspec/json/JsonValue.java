package io.drover.gateway.jobspec.json;

/**
 * One value of a JSON document.
 *
 * <p>Objects and arrays are mutable and belong to one thread at a time; all other kinds are immutable and may be shared.
 */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /** Returns a copy that shares no mutable part with this value. */
    default JsonValue copy() {
        return this;
    }

    /** Returns the name of this kind as error messages of the JSON API spell it, for example {@code object}. */
    String kind();
}
