package io.drover.gateway.jobspec.json;

/**
 * A JSON string.
 *
 * @param value the text without quotes and escapes
 */
public record JsonString(String value) implements JsonValue {

    /** The empty string, which is the zero value of text fields. */
    public static final JsonString EMPTY = new JsonString("");

    @Override
    public String kind() {
        return "string";
    }

    @Override
    public String toString() {
        return value;
    }
}
