package io.drover.gateway.jobspec.json;

/** A JSON truth value. */
public enum JsonBoolean implements JsonValue {
    /** The literal {@code true}. */
    TRUE,
    /** The literal {@code false}. */
    FALSE;

    /** Returns the constant for a Java truth value. */
    public static JsonBoolean of(final boolean value) {
        return value ? TRUE : FALSE;
    }

    /** Returns the Java truth value. */
    public boolean value() {
        return this == TRUE;
    }

    @Override
    public String kind() {
        return "bool";
    }

    @Override
    public String toString() {
        return this == TRUE ? "true" : "false";
    }
}
