package io.drover.gateway.jobspec.schema;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;

/**
 * Describes the job document of the API as a JSON Schema (draft 2020-12), for editors and for programs that make jobs. Fields
 * that no type knows are refused by the schema though the API ignores them: that is what finds misspelt ones.
 */
public final class JsonSchema {

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private JsonSchema() {}

    /** Returns the schema of the form that clients send. */
    public static JsonObject ofJobs() {
        final JobSchema types = JobSchema.api();
        final JsonObject definitions = new JsonObject();
        for (final TypeSpec type : types.types()) {
            definitions.put(type.name(), object(type));
        }
        return new JsonObject()
                .put("$schema", DRAFT)
                .put("title", "Job")
                .put("description", "A job as the HTTP API reads it; durations are nanoseconds.")
                .put("$ref", "#/$defs/Job")
                .put("$defs", definitions);
    }

    private static JsonObject object(final TypeSpec type) {
        final JsonObject properties = new JsonObject();
        for (final FieldSpec field : type.fields()) {
            if (!field.name().startsWith("(")) {
                properties.put(field.name(), property(field));
            }
        }
        return new JsonObject()
                .put("type", "object")
                .put("properties", properties)
                .put("additionalProperties", false);
    }

    private static JsonObject property(final FieldSpec field) {
        final FieldKind kind = field.kind();
        final JsonObject single = single(kind);
        final JsonObject value = switch (kind.shape()) {
            case SINGLE -> single;
            case LIST -> new JsonObject().put("type", "array").put("items", single);
            case MAP -> new JsonObject().put("type", "object").put("additionalProperties", single);
            case MAP_OF_LISTS ->
                new JsonObject()
                        .put("type", "object")
                        .put(
                                "additionalProperties",
                                new JsonObject().put("type", "array").put("items", single));
        };
        final JsonArray either = new JsonArray();
        either.add(value);
        // The API takes null for any field: it means unset.
        either.add(new JsonObject().put("type", "null"));
        final JsonObject property = new JsonObject().put("anyOf", either);
        if (!field.fileName().isEmpty()) {
            property.put("description", "In job files: " + field.fileName());
        }
        return property;
    }

    private static JsonObject single(final FieldKind kind) {
        return switch (kind.base()) {
            case STRING -> new JsonObject().put("type", "string");
            case BYTE -> new JsonObject().put("type", "string").put("contentEncoding", "base64");
            case BOOL -> new JsonObject().put("type", "boolean");
            case OBJECT -> new JsonObject().put("type", "object");
            case STRUCT -> new JsonObject().put("$ref", "#/$defs/" + kind.typeName());
            default -> integer(kind.base());
        };
    }

    private static JsonObject integer(final FieldKind.Base base) {
        return new JsonObject()
                .put("type", "integer")
                .put("minimum", JsonNumber.of(base.min()))
                .put("maximum", JsonNumber.of(base.max()));
    }
}
